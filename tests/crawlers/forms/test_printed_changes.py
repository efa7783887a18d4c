"""What pages and PDF print of changes of lots, and lots that an annulation cancels alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.exports.golden import golden
from core.model.evidence import Evidence
from crawlers import source
from crawlers.forms.cancellations import lots_given_up
from crawlers.forms.notice import Notice
from crawlers.forms.printed_changes import changes_in
from crawlers.procurement.boamp.printed.line import Line
from crawlers.procurement.boamp.printed.rectification import read_printed_changes
from tests.crawlers.forms.test_changes import texts

FIXTURES = Path("fixtures")


@pytest.mark.parametrize(
    ("text", "lots"),
    [
        ("Le lot n° 2 est déclaré sans suite ; les lots 1 et 3 sont maintenus.", ("2",)),
        ("La procédure est déclarée sans suite pour les lots 1, 2 et n°4.", ("1", "2", "4")),
        ("Annulation du lot n°03 - Menuiseries", ("3",)),
        ("Les lots n° 5 et 6 (Peinture) sont annulés.", ("5", "6")),
        ("L'annulation porte uniquement sur le lot 4", ("4",)),
        ("Annulation de la procédure pour l'ensemble des lots 1 à 3", ()),
        ("La procédure est annulée car le lot 2 n'a reçu aucune offre", ()),
        ("La consultation est annulée suite à une erreur sur le lot 3", ()),
        ("Annulation du marché comportant 3 lots", ()),
        ("Le besoin est revu.", ()),
    ],
)
def test_lots_that_are_given_up_alone(text: str, lots: tuple[str, ...]) -> None:
    assert lots_given_up(text) == lots


def rows_of(name: str, path: str, *edits: tuple[str, str]) -> list[dict[str, Any]]:
    text = (FIXTURES / name / path).read_text()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    publisher = name.partition("/")[0]
    found = golden(source(publisher), [(path, text.encode())], f"https://{publisher}.example/")["rows"]
    return list(found)


def values(rows: list[dict[str, Any]], dataset: str) -> list[dict[str, Any]]:
    return [row["values"] for row in rows if row["dataset"] == dataset]


REASON = "Procédure déclarée sans suite pour motif d'intérêt général."


@pytest.mark.parametrize(
    ("case", "path", "reason"),
    [
        ("boamp/annulation-mapa", "input.xml", REASON),
        ("boamp/annulation", "input.xml", "Le besoin est revu : une nouvelle consultation sera lancée."),
        ("boamp/html-annulation", "input.html", "le programme de travaux est modifié"),
    ],
)
def test_an_annulation_of_one_lot_cancels_that_lot_and_not_the_notice(
    case: str, path: str, reason: str
) -> None:
    (whole,) = values(rows_of(case, path), "avis-marches")
    assert whole["type_avis"] == "annulation"
    rows = rows_of(case, path, (reason, "Le lot n° 2 est annulé, les autres lots sont maintenus."))
    (notice,), (lot,) = values(rows, "avis-marches"), values(rows, "lots-marches")
    assert (notice["type_avis"], notice["avis_modifies"]) == ("rectificatif", whole["avis_modifies"])
    assert (lot["numero_lot"], lot["annule"]) == ("2", True)


def test_a_page_of_the_boamp_changes_the_lot_that_its_heading_names() -> None:
    heading = "date limite de réception des offres"
    rows = rows_of("boamp/html-rectificatif", "input.html", (heading, f"lot n° 2 - {heading}"))
    (notice,), (lot,) = values(rows, "avis-marches"), values(rows, "lots-marches")
    assert "date_limite_reponse" not in notice
    assert (lot["numero_lot"], lot["date_limite_reponse"][:10]) == ("2", "2026-04-08")


def test_a_page_of_ted_changes_the_lot_that_its_section_names() -> None:
    text = (FIXTURES / "ted/rectificatif-html/input.html").read_text()
    assert "IV.2.2" in text
    before, _, after = text.rpartition("IV.2.2")
    tag = after[: after.index("Endroit")]
    edited = f"{before}IV.2.2{tag.replace(tag.strip(), '')}{tag.strip()}Lot nº: 2{tag}{after[len(tag) :]}"
    rows = golden(source("ted"), [("input.html", edited.encode())], "https://ted.example/")["rows"]
    (notice,), (lot,) = values(rows, "avis-marches"), values(rows, "lots-marches")
    assert "date_limite_reponse" not in notice
    assert (lot["numero_lot"], lot["date_limite_reponse"][:10]) == ("2", "2026-04-28")


PRINTED = """VII.1.2) Texte à rectifier dans l'avis original
Numéro de section : II.2.6
Lot nº : 2
Endroit où se trouve le texte à rectifier : Valeur estimée
Au lieu de :
100 000 euros
Lire :
120 000 euros
Numéro de section : IV.2.2
Endroit où se trouve le texte à rectifier : Date limite de réception des offres
Au lieu de :
14 avril 2026
Lire :
28 avril 2026
à 12 h 00
Les autres dispositions sont inchangées.
Numéro de section : II.2.4
Lot nº : 3
Au lieu de :
Peinture
Lire :
Lot annulé""".splitlines()


def test_a_form_of_the_joue_in_a_pdf_changes_each_lot_and_the_notice() -> None:
    notice = Notice("boamp", "26-1")
    read_printed_changes([Line(line, page=1, wraps=True) for line in PRINTED], notice)
    assert texts(notice.avis) == {"date_limite_reponse": "28 avril 2026 à 12 h 00"}
    assert [texts(lot) for lot in notice.changed_lots] == [
        {"numero_lot": "2", "montant_estime": "120 000 euros"},
        {"numero_lot": "3", "annule": "oui"},
    ]
    proof = notice.changed_lots[0]["montant_estime"]
    assert not isinstance(proof, tuple)
    assert proof.evidence == Evidence("120 000 euros", page=1)


def test_what_stood_is_never_taken_for_what_is_to_be_read() -> None:
    lines = ["Au lieu de :", "14/04/2026", "Lire :", "28/04/2026", "Au lieu de :", "9", "Lire :", "8"]
    assert [[lines[at] for at, _ in each.fresh] for each in changes_in(lines)] == [["28/04/2026"], ["8"]]
    assert not list(changes_in(["Numéro de section : IV.2.2", "Au lieu de :", "14/04/2026"]))
