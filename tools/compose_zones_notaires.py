"""Composes the fixtures of zones-notaires: one invented map as a page of the web and as a PDF.

``python -m tools.compose_zones_notaires`` writes the inputs; the same call gives the same bytes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "zones-notaires"
TITLE = (
    "Arrêté du 2 mars 2026 pris en application de l'article 52 de la loi n° 2015-990 du 6 août 2015 pour la "
    "croissance, l'activité et l'égalité des chances économiques pour la profession de notaire"
)
NOR = "NOR : JUSC2699001A"
OTHER_NOR = "NOR : JUSC2699002A"
NOTICE = (
    "Notice : le présent arrêté établit la carte déterminant trois zones du territoire, dites "
    "« d'installation libre », et deux autres zones, dites « d'installation contrôlée », dans lesquelles "
    "les demandes de créations d'offices feront l'objet d'un contrôle a priori du garde des sceaux."
)
ARTICLE = "Article 1er. – La carte des zones d'installation des notaires est annexée au présent arrêté."
COMMUNES = "II. – Composition communale des zones"
FREE = "III. – Zones d'installation libre et recommandations"
CONTROLLED = "IV. – Zones d'installation contrôlée"
COMPOSITION_HEADINGS = ("Zone", "Code de la commune", "Commune")
FREE_HEADINGS = (
    "Code",
    "Zone",
    "Département(s)",
    "Recommandations : nombre d'offices à créer",
    "Objectif de nominations",
)


@dataclass(frozen=True)
class Zone:
    """A zone with real communes and invented figures."""

    code: str
    label: str
    departements: str
    communes: tuple[tuple[str, str], ...]
    offices: str = ""
    nominations: str = ""


ZONES = (
    Zone(
        "8401",
        "Bourg-en-Bresse",
        "Ain",
        (("01053", "Bourg-en-Bresse"), ("01344", "Saint-Denis-lès-Bourg")),
        "2",
        "3",
    ),
    Zone("9401", "Bastia", "Haute-Corse", (("2B033", "Bastia"), ("2B037", "Biguglia")), "1", "1"),
    Zone(
        "5306",
        "Redon",
        "Ille-et-Vilaine, Loire-Atlantique",
        (("35236", "Redon"), ("44057", "Fégréac")),
        "-",
        "0",
    ),
    Zone("7502", "Guéret", "Creuse", (("23096", "Guéret"), ("23206", "Saint-Laurent"))),
    Zone("2402", "Loches", "Indre-et-Loire", (("37132", "Loches"), ("37020", "Beaulieu-lès-Loches"))),
)


def web_page() -> bytes:
    """The arrêté as a page: the composition a commune a row, the zone merged over its communes."""
    composition = "".join(_composition_rows(zone) for zone in ZONES)
    free = "".join(_row(_free_cells(zone)) for zone in ZONES if zone.offices)
    total = _row(("", "Total", "", "3", "4"))
    controlled = "".join(_row((zone.code, zone.label)) for zone in ZONES if not zone.offices)
    body = (
        f"<h1>{TITLE}</h1><p>{NOR}<br>JORF n°0052 du 3 mars 2026</p><p>{NOTICE}</p><p>{ARTICLE}</p>"
        f"<h2>Annexe</h2><h3>I. – Carte</h3><p>Représentation graphique non reproduite.</p>"
        f"<h3>{COMMUNES}</h3><table>{_row(COMPOSITION_HEADINGS, 'th')}{composition}</table>"
        f"<h3>{FREE}</h3><table>{_row(FREE_HEADINGS, 'th')}{free}{total}</table>"
        f"<h3>{CONTROLLED}</h3><table>{_row(('Code', 'Zone'), 'th')}{controlled}</table>"
        "<p>Fait le 2 mars 2026.</p>"
    )
    return _html(body)


def _html(body: str) -> bytes:
    head = '<meta charset="utf-8"><title>Légifrance</title>'
    return f'<!DOCTYPE html>\n<html lang="fr"><head>{head}</head><body>{body}</body></html>\n'.encode()


def _row(cells: Sequence[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _composition_rows(zone: Zone) -> str:
    first, *others = zone.communes
    head = (
        f'<tr><td rowspan="{len(zone.communes)}">{zone.label}</td><td>{first[0]}</td><td>{first[1]}</td></tr>'
    )
    return head + "".join(_row(commune) for commune in others)


def _free_cells(zone: Zone) -> tuple[str, ...]:
    return (zone.code, zone.label, zone.departements, zone.offices, zone.nominations)


def redesigned() -> bytes:
    """The map is an application now: no table is left."""
    return _html(f"<h1>{TITLE}</h1><p>{NOR}</p><p>{NOTICE}</p><p>La carte est consultable en ligne.</p>")


def listing(addresses: Sequence[str]) -> bytes:
    """A page that links to the arrêtés."""
    links = "".join(f'<li><a href="{each}">Arrêté du 2 mars 2026</a></li>' for each in addresses)
    return _html(
        f'<h1>Zones d\'installation des notaires</h1><ul><li><a href="/">Accueil</a></li>{links}</ul>'
    )


_TEXT = ParagraphStyle("text", fontName="Times-Roman", fontSize=10, leading=12)
_HEAD = ParagraphStyle("head", parent=_TEXT, fontName="Times-Bold", alignment=1, spaceBefore=10, spaceAfter=6)
_CELL = ParagraphStyle("cell", parent=_TEXT, fontSize=9, leading=11)


def journal() -> bytes:
    """The arrêté as the Journal officiel sets it: ruled tables, the headings repeated over the page break."""
    output = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 50)
    template = SimpleDocTemplate(output, pagesize=A4, invariant=1, title="JO", **margins)
    free = [_free_cells(zone) for zone in ZONES if zone.offices]
    template.build(
        [
            Paragraph(TITLE, _HEAD),
            Paragraph(NOR, _TEXT),
            Paragraph(NOTICE, _TEXT),
            Paragraph(ARTICLE, _TEXT),
            Paragraph("ANNEXE", _HEAD),
            Paragraph(COMMUNES, _HEAD),
            _table([("Zone", "Département(s)", "Communes"), *map(_listed, ZONES)], (110, 130, 255)),
            Paragraph(FREE, _HEAD),
            _table([FREE_HEADINGS, *free[:2]], (45, 130, 150, 90, 80)),
            PageBreak(),
            _table([FREE_HEADINGS, *free[2:]], (45, 130, 150, 90, 80)),
            Spacer(1, 10),
            Paragraph(CONTROLLED, _HEAD),
            _table([("Code", "Zone"), *((z.code, z.label) for z in ZONES if not z.offices)], (60, 200)),
        ]
    )
    return output.getvalue()


def long_journal() -> bytes:
    """A map of many zones, départements d'outre-mer among them: tables over several pages, a commune a row.

    The headings stand on the first page alone, and the rows of a zone go on over the page without its name.
    """
    output = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 50)
    template = SimpleDocTemplate(output, pagesize=A4, invariant=1, title="JO", **margins)
    free = [_free_cells(zone) for zone in MANY if zone.offices]
    controlled = [(zone.code, zone.label, zone.departements) for zone in MANY if not zone.offices]
    total = ("", "Total", "", *(str(sum(int(row[column]) for row in free)) for column in (3, 4)))
    template.build(
        [
            Paragraph(TITLE, _HEAD),
            Paragraph(OTHER_NOR, _TEXT),
            Paragraph(
                f"Notice : le présent arrêté établit la carte déterminant {len(free)} zones du territoire, "
                f"dites « d'installation libre », et {len(controlled)} autres zones, dites « d'installation "
                "contrôlée ».",
                _TEXT,
            ),
            Paragraph(ARTICLE, _TEXT),
            Paragraph("ANNEXE", _HEAD),
            Paragraph(COMMUNES, _HEAD),
            _table([("Code", "Zone", "Code de la commune", "Commune"), *_by_commune()], (45, 130, 110, 210)),
            Paragraph(FREE, _HEAD),
            _table([FREE_HEADINGS, *free, total], (45, 130, 150, 90, 80)),
            Paragraph(CONTROLLED, _HEAD),
            _table([("Code", "Zone", "Département(s)"), *controlled], (60, 200, 150)),
        ]
    )
    return output.getvalue()


def _by_commune() -> list[tuple[str, ...]]:
    return [
        ((zone.code, zone.label) if number == 0 else ("", "")) + commune
        for zone in MANY
        for number, commune in enumerate(zone.communes)
    ]


_PLACES = (
    (
        "Ain",
        (("01053", "Bourg-en-Bresse"), ("01344", "Saint-Denis-lès-Bourg"), ("01004", "Ambérieu-en-Bugey")),
    ),
    ("Corse-du-Sud", (("2A004", "Ajaccio"), ("2A017", "Appietto"))),
    ("Guadeloupe", (("97101", "Les Abymes"), ("97105", "Basse-Terre"), ("97120", "Pointe-à-Pitre"))),
    ("Martinique", (("97209", "Fort-de-France"), ("97213", "Le Lamentin"))),
    ("Guyane", (("97302", "Cayenne"), ("97304", "Kourou"), ("97311", "Saint-Laurent-du-Maroni"))),
    ("La Réunion", (("97411", "Saint-Denis"), ("97415", "Saint-Paul"), ("97416", "Saint-Pierre"))),
    ("Mayotte", (("97608", "Dzaoudzi"), ("97611", "Mamoudzou"))),
)
MANY = tuple(
    Zone(
        code=f"{7001 + number}",
        label=f"{communes[number % len(communes)][1]} {number + 1}",
        departements=departement,
        communes=communes,
        offices="" if number % 5 == 4 else str(number % 4),
        nominations="" if number % 5 == 4 else str(number % 7),
    )
    for number, (departement, communes) in enumerate(_PLACES * 3)
)


def _listed(zone: Zone) -> tuple[str, ...]:
    return (zone.label, zone.departements, ", ".join(name for _, name in zone.communes))


def _table(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:
    table = Table([[Paragraph(text, _CELL) for text in row] for row in rows], colWidths=list(widths))
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    return table


LINKS = (
    "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000099900001",
    "/download/file/JORFTEXT000099900001.pdf",
    "/download/file/JORFTEXT000099900002.pdf",
    "/download/file/plan-du-site.xml",
)

INPUTS: dict[str, Callable[[], bytes]] = {
    "nominal/input.html": web_page,
    "nominal-pdf/input.pdf": journal,
    "nominal-pdf-pages/input.pdf": long_journal,
    "refonte/input.html": redesigned,
    "listing/input.html": lambda: listing(LINKS),
}


def main() -> int:
    """Write the inputs."""
    for name, compose in INPUTS.items():
        path = FIXTURES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(compose())
    return 0


if __name__ == "__main__":
    sys.exit(main())
