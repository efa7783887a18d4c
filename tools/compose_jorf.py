"""Composes the fixtures of jorf: deliveries of JORFSIMPLE with invented texts in the form of the DILA.

``python -m tools.compose_jorf`` writes the inputs; the same call gives the same bytes.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from tools.dila_listing import listing
from tools.jorf_global_xml import container_xml, section_xml, structure_xml, version_xml
from tools.jorf_piste_json import issue_json, text_json
from tools.jorf_xml import DAY, ISSUE, Text, article_xml, summary_xml, text_xml

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "jorf"
_OPM = "(officiers publics ou ministériels)"


def _by_order(date: str, words: str) -> str:
    opening = f"Par arrêté du garde des sceaux, ministre de la justice, en date du {date}"
    return f"<p>\n<br/>{opening}{words}</p>"


NOTARY = Text(
    1,
    "ARRETE",
    f"Arrêté du 3 mars 2026 portant nomination d'un notaire {_OPM}",
    _by_order(
        "3 mars 2026",
        ", M. VERDELET (Antoine, Louis) est nommé notaire à la résidence de Vernon (Eure), en remplacement de"
        " Mme LACOMBE-ROY (Hélène), démissionnaire.",
    ),
    nor="JUSC2600101A",
)
OFFICERS = Text(
    2,
    "ARRETE",
    f"Arrêté du 3 mars 2026 portant nomination de commissaires de justice {_OPM}",
    _by_order(
        "3 mars 2026",
        ", sont nommés commissaires de justice :<br/>M. QUENTIN (Marc) à la résidence de Limoges"
        " (Haute-Vienne), office créé ;<br/>Mme d'ARGENVAL, née OUVRARD (Sophie, Marie) à la résidence de"
        " Paris (8<sup>e</sup>), en remplacement de M. TISSOT (Jean), décédé.",
    ),
    nor="JUSC2600102A",
)
SALARIED = Text(
    3,
    "ARRETE",
    f"Arrêté du 3 mars 2026 portant nomination d'une notaire salariée {_OPM}",
    _by_order(
        "3 mars 2026",
        ", Mme PELTIER (Camille) est nommée en qualité de notaire salariée au sein de l'office de notaire"
        " dont est titulaire la société civile professionnelle « Rigaud et Malherbe, notaires associés »,"
        " à la résidence de Dax (Landes).",
    ),
    nor="JUSC2600103A",
)
SOCIETY = Text(
    4,
    "ARRETE",
    "Arrêté du 2 mars 2026 portant nomination d'une société d'exercice libéral à responsabilité limitée"
    f" {_OPM}",
    _by_order(
        "2 mars 2026",
        " :<br/>La société d'exercice libéral à responsabilité limitée « Étude du Vieux Port » est nommée"
        " notaire à la résidence de Marseille (Bouches-du-Rhône), en remplacement de M. CASTAGNÈDE (Paul)."
        "<br/>M. CASTAGNÈDE (Paul) et Mme FABRE-LUCE (Inès) sont nommés notaires associés.",
    ),
    nor="JUSC2600104A",
    signed="2999-01-01",
)
REGISTRAR = Text(
    5,
    "ARRETE",
    f"Arrêté du 4 mars 2026 portant nomination d'un greffier de tribunal de commerce salarié {_OPM}",
    _by_order(
        "4 mars 2026",
        ", M. ROUMANOFF (Ivan, Serge) est nommé en qualité de greffier salarié du tribunal de commerce de"
        " Lille Métropole (Nord).",
    ),
    nor="JUSC2600105A",
)
SUPPRESSION = Text(
    6,
    "ARRETE",
    f"Arrêté du 5 mars 2026 portant suppression d'un office de notaire {_OPM}",
    _by_order(
        "5 mars 2026",
        ", l'office de notaire à la résidence de Crest (Drôme) dont était titulaire M. ESPINASSE (Luc) est"
        " supprimé.",
    ),
    nor="JUSC2600106A",
)
RECTIFIED = Text(
    7,
    "RECTIFICATIF",
    f"Arrêté du 24 février 2026 portant nomination d'un notaire {_OPM} (rectificatif)",
    "<p>\n<br/>Rectificatif au Journal officiel du 28 février 2026, édition électronique, texte n° 51 :<br/>"
    "Au lieu de : « M. DELAUNOY (Piere) est nommé notaire à la résidence de Blois (Loir-et-Cher) »,<br/>"
    "Lire : « M. DELAUNOY (Pierre) est nommé notaire à la résidence de Blois (Loir-et-Cher) ».</p>",
    nor="JUSC2600090Z",
    signed="2026-02-24",
)
PROTECTED = Text(
    8,
    "DECRET",
    "Décret du 9 mars 2026 portant changement de nom (Accès protégé)",
    "<p>\n<br/>Par décret en date du 9 mars 2026, une personne est autorisée à changer son nom.</p>",
    signed="2026-03-09",
)
MAGISTRATES = Text(
    9,
    "DECRET",
    "Décret du 9 mars 2026 portant nomination (magistrature)",
    "<p>\n<br/>Par décret du Président de la République en date du 9 mars 2026, Mme Agathe WEISSER, première"
    " conseillère, est nommée présidente de chambre à la cour d'appel de Colmar.</p>",
    nor="JUSB2600120D",
    signed="2026-03-09",
)
TARIFF = Text(
    10,
    "ARRETE",
    "Arrêté du 2 mars 2026 modifiant l'arrêté fixant les tarifs réglementés des notaires",
    "<p>\n<br/>Le tableau 5 annexé à l'arrêté susvisé est remplacé par celui du présent arrêté.</p>",
    nor="JUSC2600099A",
    signed="2026-03-02",
)
_WITH_ARTICLES = (NOTARY, OFFICERS, SALARIED, SOCIETY, REGISTRAR, SUPPRESSION)
OURS = (*_WITH_ARTICLES, RECTIFIED)


def redesigned_xml() -> str:
    """The publisher has renamed the elements of a text."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEXTE>
<IDENTIFIANT>{NOTARY.id}</IDENTIFIANT>
<INTITULE>{escape(NOTARY.title)}</INTITULE>
<PUBLICATION jour="{DAY}"/>
<CORPS><ALINEA>M. VERDELET (Antoine, Louis) est nommé notaire.</ALINEA></CORPS>
</TEXTE>
"""


def delivery(stamp: str, files: dict[str, str]) -> bytes:
    """A delivery of JORFSIMPLE: a folder for each issue."""
    folder = f"{stamp}/jorf/simple/JORF/CONT/00/00/59/90/01/{ISSUE}"
    return _packed({f"{folder}/{name}.xml": content for name, content in files.items()})


def global_delivery(stamp: str, files: dict[str, str]) -> bytes:
    """A delivery of the global tree: a folder for each kind of file (``article/JORF/ARTI/…``)."""
    return _packed({f"{stamp}/jorf/global/{name}.xml": content for name, content in files.items()})


def _packed(files: dict[str, str]) -> bytes:
    """A tar, compressed, with the times of the stamp nowhere."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in sorted(files.items()):
            data = content.encode("utf-8")
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(packed.getvalue(), mtime=0)


def night() -> bytes:
    """The issue of the day: its summary, and the texts of other matters; ours come in the correction."""
    summary = summary_xml((MAGISTRATES, *OURS, PROTECTED), (TARIFF,))
    files = {text.id: text_xml(text) for text in (MAGISTRATES, PROTECTED, TARIFF)}
    return delivery("20260312-003012", {ISSUE: summary, **files})


def correction() -> bytes:
    """The delivery of midday: the individual measures of the legal professions."""
    return delivery("20260312-135307", {text.id: text_xml(text) for text in OURS})


def redesign() -> bytes:
    """A delivery in another structure."""
    return delivery("20260313-003011", {NOTARY.id: redesigned_xml()})


def empty_day() -> bytes:
    """An issue without individual measures of the justice ministry."""
    return delivery("20260314-003009", {ISSUE: summary_xml(())})


def global_night() -> bytes:
    """The issue of the day in the global tree: the summary and the versions of the texts come apart."""
    files = {f"article/JORF/ARTI/00/00/59/90/02/{text.id}": article_xml(text) for text in _WITH_ARTICLES}
    files |= {f"texte/struct/JORF/TEXT/00/00/59/90/01/{text.id}": structure_xml(text) for text in OURS}
    files["section_ta/JORF/SCTA/00/00/59/90/03/SCTA"] = section_xml(NOTARY)
    files["texte/version/JORF/TEXT/00/00/59/90/01/RECT"] = version_xml(RECTIFIED)
    files["texte/version/JORF/TEXT/00/00/59/90/01/PROT"] = version_xml(PROTECTED)
    files["texte/version/JORF/TEXT/00/00/59/90/01/MAG"] = version_xml(MAGISTRATES)
    return global_delivery("20260312-003500", files)


def global_noon() -> bytes:
    """The versions of the texts, which name nobody."""
    versions = {f"texte/version/JORF/TEXT/00/00/59/90/01/{text.id}": text for text in _WITH_ARTICLES}
    return global_delivery("20260312-140102", {name: version_xml(text) for name, text in versions.items()})


def global_evening() -> bytes:
    """The summary, once more."""
    name = f"conteneur/JORF/CONT/00/00/59/90/01/{ISSUE}"
    return global_delivery("20260312-221506", {name: container_xml((*OURS, PROTECTED), (TARIFF,))})


def global_directory() -> bytes:
    """The directory of the global tree."""
    rows = (
        ("Freemium_jorf_global_20250713-140000.tar.gz", "2025-07-13 10:14", "1.6G"),
        ("JORF_20260312-003500.tar.gz", "2026-03-12 00:35", "512K"),
        ("JORF_20260312-140102.tar.gz", "2026-03-12 14:01", " 21K"),
        ("JORF_20260312-221506.tar.gz", "2026-03-12 22:15", "6.1M"),
    )
    return listing("/OPENDATA/JORF", rows)


def directory() -> bytes:
    """The directory with a full dump, an older delivery, and those of the fixtures."""
    rows = (
        ("Avertissement_metadonnees_textes_entreprise_20181019.pdf", "2018-10-19 14:17", "185K"),
        ("Freemium_jorf_simple_20250713-140000.tar.gz", "2025-07-13 10:14", "1.0G"),
        ("JORFSIMPLE_20260220-003041.tar.gz", "2026-02-20 00:30", "301K"),
        ("JORFSIMPLE_20260312-003012.tar.gz", "2026-03-12 00:30", "328K"),
        ("JORFSIMPLE_20260312-135307.tar.gz", "2026-03-12 13:53", " 16K"),
        ("JORFSIMPLE_20260313-003011.tar.gz", "2026-03-13 00:30", " 12K"),
        ("JORFSIMPLE_20260314-003009.tar.gz", "2026-03-14 00:30", "4.5M"),
    )
    return listing("/OPENDATA/JORFSIMPLE", rows)


def redesigned_json() -> bytes:
    """The API no longer says whether a text may be indexed."""
    answer = json.loads(text_json(NOTARY))
    del answer["inap"], answer["dereferenced"]
    return json.dumps(answer, ensure_ascii=False).encode()


INPUTS: dict[str, Callable[[], bytes]] = {
    "nominal/input.tar.gz": correction,
    "nominal-sommaire/input.tar.gz": night,
    "nominal-article/input.xml": lambda: article_xml(NOTARY).encode(),
    "refonte/input.tar.gz": redesign,
    "empty/input.tar.gz": empty_day,
    "listing/input.html": directory,
    "nominal-global/input.tar.gz": global_night,
    "nominal-global-versions/input.tar.gz": global_noon,
    "nominal-global-sommaire/input.tar.gz": global_evening,
    "nominal-piste/input.json": lambda: text_json(OFFICERS),
    "nominal-piste-sommaire/input.json": lambda: issue_json((MAGISTRATES, *OURS, PROTECTED), (TARIFF,)),
    "refus-piste/input.json": lambda: text_json(PROTECTED, inap=True),
    "refonte-piste/input.json": redesigned_json,
    "listing-piste/input.json": lambda: issue_json((MAGISTRATES, *OURS, PROTECTED), (TARIFF,)),
    "listing-global/input.html": global_directory,
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
