"""Composes the fixtures of marches-conclus: one invented list as a spreadsheet and in several PDF layouts.

``python -m tools.compose_marches_conclus`` writes the inputs; the same call gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "marches-conclus"
BUYER = "COMMUNE DE BOURGNEUF-SUR-ORGE"
TITLES = (
    f"{BUYER} - LISTE DES MARCHÉS CONCLUS EN 2025",
    "(en application de l'article 133 du Code des marchés publics et de l'arrêté du 26 décembre 2007)",
)
HEADINGS = ("OBJET", "DATE", "TITULAIRE", "CODE POSTAL", "MONTANT € HT")


@dataclass(frozen=True)
class Contract:
    """A contract as the buyer typed it."""

    subject: str
    date: str
    holder: str
    postal: str
    price: str

    def cells(self) -> tuple[str, ...]:
        """In the order of the headings."""
        return (self.subject, self.date, self.holder, self.postal, self.price)


Item = str | Contract
"""A title row or a contract."""

LIST: tuple[Item, ...] = (
    "Tranche 1 : 20 000 € à 89 999,99 € HT",
    "TRAVAUX",
    Contract(
        "Réfection de la toiture du préau de l'école Jules-Verne",
        "14/02/2025",
        "COUVERTURE LIGERIENNE",
        "77 500",
        "41 250.00",
    ),
    Contract("Mise aux normes électriques de la halle", "03/03/2025", "ELEC'SEINE", "91160", "27 318,40"),
    Contract(
        "Aménagement du cimetière - Lot 1 : terrassement",
        "21/05/2025",
        "TERRASSEMENTS DU HUREPOIX",
        "91 530",
        "38 904.12",
    ),
    Contract(
        "Aménagement du cimetière - Lot 2 : espaces verts",
        "21/05/2025",
        "PAYSAGES & JARDINS",
        "78120",
        "22 415",
    ),
    "FOURNITURES",
    Contract(
        "Fourniture de denrées alimentaires pour le restaurant scolaire",
        "01/09/2025",
        "GOURMET COLLECTIVITÉS",
        "92 686",
        "64 000",
    ),
    Contract(
        "Acquisition d'un véhicule utilitaire électrique",
        "17/11/2025",
        "GARAGE DE L'ORGE",
        "91220",
        "31 999,90",
    ),
    "SERVICES",
    Contract(
        "Organisation des séjours linguistiques de l'été",
        "28/04/2025",
        "BRIGHTON ACADEMY LTD",
        "Londres",
        "23 578.59",
    ),
    Contract(
        "Séjours de vacances - Lots 2 et 4",
        "09/05/2025",
        "VACANCES EN CHŒUR",
        "75 013",
        "\nLot 2 : 10869,56\nLot 4 : 13377,13",
    ),
    "Tranche 2 : 90 000 € à 206 999,99 € HT",
    "TRAVAUX",
    Contract("Extension du gymnase Colette-Besson", "12/06/2025", "BATIR OUEST", "28000", "100 334.44"),
    "FOURNITURES",
    "Néant",
    "SERVICES",
    Contract(
        "Exploitation des installations de chauffage des bâtiments communaux",
        "30/06/2025",
        "THERMIQUE DE BEAUCE",
        "45 000",
        "152 473,16",
    ),
)


def spreadsheet() -> bytes:
    """The list as Excel saves it: cp1252, semicolons, an empty first column, title rows between contracts."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    width = len(HEADINGS) + 3
    for row in [(), *((title,) for title in TITLES), HEADINGS, *_rows(blank=True)]:
        writer.writerow(["", *row, *[""] * (width - 1 - len(row))])
    return output.getvalue().encode("cp1252")


def _rows(*, blank: bool) -> Iterator[tuple[str, ...]]:
    """The rows of the list; ``blank`` parts the kinds by an empty row."""
    for index, item in enumerate(LIST):
        if isinstance(item, Contract):
            yield item.cells()
        else:
            if blank and index and isinstance(LIST[index - 1], Contract):
                yield ()
            yield (item,)


def redesigned() -> bytes:
    """The buyer has changed to another kind of file: no heading of the list is left."""
    rows = [("Identifiant", "Clé", "Valeur"), ("2025-001", "a", "41250"), ("2025-002", "b", "27318")]
    return "\r\n".join(";".join(row) for row in rows).encode("cp1252")


def without_contracts() -> bytes:
    """A year without contracts."""
    rows = [("LISTE DES MARCHÉS CONCLUS EN 2024", "", "", "", ""), HEADINGS, ("Néant", "", "", "", "")]
    return "\r\n".join(";".join(row) for row in rows).encode("cp1252")


_SMALL = ParagraphStyle("small", fontName="Helvetica", fontSize=8, leading=9.5)
_BOLD = ParagraphStyle("bold", parent=_SMALL, fontName="Helvetica-Bold")
_HEAD = ParagraphStyle("head", parent=_BOLD, fontSize=11, leading=14, alignment=1)
_WIDTHS = (0.40, 0.12, 0.24, 0.10, 0.14)
_RULES = (
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
)


def ruled(items: Sequence[Item] = LIST) -> bytes:
    """A ruled table on portrait pages, title rows merged over its whole width."""
    return _document(A4, lambda width: [_table(items, width, _RULES, repeat=0)])


def two_pages(items: Sequence[Item] = LIST) -> bytes:
    """A ruled table over two landscape pages and more, the headings repeated."""
    return _document(landscape(A4), lambda width: [_table(items, width, _RULES, repeat=1, padding=9)])


def unruled(items: Sequence[Item] = LIST) -> bytes:
    """Portrait pages without a rule: columns are parted by space alone."""
    return _document(A4, lambda width: [_table(items, width, (), repeat=0)])


def sections(items: Sequence[Item] = LIST) -> bytes:
    """A table for each bracket and kind, each under its title and with headings of its own."""
    return _document(A4, lambda width: list(_section_tables(items, width)))


def _document(size: tuple[float, float], body: Callable[[float], list[Any]]) -> bytes:
    output = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 40)
    template = SimpleDocTemplate(output, pagesize=size, invariant=1, title=TITLES[0], **margins)
    heads = [Paragraph(title, _HEAD) for title in TITLES]
    template.build([*heads, Spacer(1, 12), *body(template.width)])
    return output.getvalue()


def _table(
    items: Sequence[Item], width: float, style: Sequence[Any], *, repeat: int, padding: float = 3
) -> Table:
    rows: list[list[Any]] = [[Paragraph(text, _BOLD) for text in HEADINGS]]
    spans = []
    for item in items:
        if isinstance(item, Contract):
            rows.append([_paragraph(text) for text in item.cells()])
        else:
            spans.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            rows.append([Paragraph(item, _BOLD), *[""] * (len(HEADINGS) - 1)])
    table = Table(rows, colWidths=[share * width for share in _WIDTHS], repeatRows=repeat)
    base = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
    ]
    table.setStyle(TableStyle([*base, *style, *spans]))
    return table


def _section_tables(items: Sequence[Item], width: float) -> Iterator[Any]:
    rows: list[Contract] = []
    for item in (*items, ""):
        if isinstance(item, Contract):
            rows.append(item)
            continue
        if rows:
            yield _table(rows, width, _RULES, repeat=0)
            yield Spacer(1, 10)
            rows = []
        yield Paragraph(item, _BOLD)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text.strip().replace("&", "&amp;").replace("\n", "<br/>"), _SMALL)


INPUTS: dict[str, Callable[[], bytes]] = {
    "nominal-csv/input.csv": spreadsheet,
    "nominal-pdf/input.pdf": ruled,
    "two-pages-pdf/input.pdf": two_pages,
    "refonte/input.csv": redesigned,
    "empty/input.csv": without_contracts,
}


def main() -> int:
    """Write the inputs whose folders stand."""
    for name, compose in INPUTS.items():
        path = FIXTURES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(compose())
    return 0


if __name__ == "__main__":
    sys.exit(main())
