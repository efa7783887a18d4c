"""What a rectificatif changes, of the notice and of the lots that it names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.exports.golden import golden
from core.model.reading import Value
from crawlers import source
from crawlers.forms.changes import changed_column, lots_named, put_change
from crawlers.forms.notice import Notice
from tests.crawlers.forms.said import said

FIXTURES = Path("fixtures")


@pytest.mark.parametrize(
    ("headings", "column"),
    [
        (("IV.2.2)", "Date limite de réception des offres"), "date_limite_reponse"),
        (("IV", "IV.2.2) Date limite"), "date_limite_reponse"),
        (("Date limite de remise des offres",), "date_limite_reponse"),
        (("IV.2.7)", "Modalités d'ouverture des offres"), None),
        (("II.1.5)", "Valeur totale estimée"), "montant_total"),
        (("II.2.6", "Valeur estimée"), "montant_estime"),
        (("II.2.7) Durée du marché",), "duree_mois"),
        (("II.2.14", "Informations complémentaires"), None),
        ((), None),
    ],
)
def test_a_heading_says_which_column_changes(headings: tuple[str, ...], column: str | None) -> None:
    assert changed_column(headings) == column


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3", ["3"]),
        ("Lot n° 03", ["3"]),
        ("1, 2 et 3", ["1", "2", "3"]),
        ("1/2", ["1", "2"]),
        ("0", None),
        ("Tous", None),
        ("3 : Gros œuvre", None),
        ("lots du secteur 2", None),
    ],
)
def test_lots_are_named_by_numbers_alone(text: str, numbers: list[str] | None) -> None:
    found = lots_named(said(text))
    assert [each.text for each in found or ()] == (numbers or [])


def changed(heading: str, lots: str | None, fresh: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    notice = Notice("ted", "1-2026")
    put_change(notice, [heading], said(lots) if lots else None, said(fresh))
    return texts(notice.avis), [texts(each) for each in notice.changed_lots]


def texts(fields: dict[str, Any]) -> dict[str, str]:
    return {name: value.text for name, value in fields.items() if isinstance(value, Value)}


@pytest.mark.parametrize(
    ("heading", "lots", "fresh", "notice", "of_lots"),
    [
        ("IV.2.2)", None, "28/04/2026", {"date_limite_reponse": "28/04/2026"}, []),
        ("IV.2.2)", "2", "28/04/2026", {}, [{"numero_lot": "2", "date_limite_reponse": "28/04/2026"}]),
        (
            "IV.2.2)",
            "1",
            "28/04/2026",
            {"date_limite_reponse": "28/04/2026"},
            [{"numero_lot": "1", "date_limite_reponse": "28/04/2026"}],
        ),
        ("II.1.5)", None, "90 000 EUR", {"montant_estime": "90 000 EUR"}, []),
        ("II.2.6)", None, "90 000 EUR", {}, []),
        ("II.2.6)", "2", "90 000 EUR", {}, [{"numero_lot": "2", "montant_estime": "90 000 EUR"}]),
        ("II.2.4)", "2", "Le lot n° 2 est annulé.", {}, [{"numero_lot": "2", "annule": "oui"}]),
        ("II.2.4)", "2", "Annulé et remplacé par : 3 postes", {}, []),
        ("IV.2.2)", "lots du secteur 2", "28/04/2026", {}, []),
    ],
)
def test_a_change_goes_to_the_lots_it_names_else_to_the_notice(
    heading: str, lots: str | None, fresh: str, notice: dict[str, str], of_lots: list[dict[str, str]]
) -> None:
    assert changed(heading, lots, fresh) == (notice, of_lots)


SECTION = "<efbc:ChangedSectionIdentifier>PROCEDURE</efbc:ChangedSectionIdentifier>"


@pytest.mark.parametrize(
    ("sections", "kind", "cancelled"),
    [
        (("LOT-0002",), "rectificatif", {"ted:200004-2026:lot:2"}),
        (("LOT-0001", "LOT-0002"), "annulation", set()),
        (("PROCEDURE", "LOT-0002"), "annulation", set()),
    ],
)
def test_a_cancellation_of_eforms_about_some_lots_cancels_those(
    sections: tuple[str, ...], kind: str, cancelled: set[str]
) -> None:
    text = (FIXTURES / "ted/rectificatif-eforms/input.xml").read_text()
    text = text.replace("update-add", "cancel")
    assert SECTION in text
    text = text.replace(SECTION, "".join(SECTION.replace("PROCEDURE", each) for each in sections))
    rows = golden(source("ted"), [("input.xml", text.encode())], "https://ted.europa.eu/")["rows"]
    assert [row["values"]["type_avis"] for row in rows if row["dataset"] == "avis-marches"] == [kind]
    lots = {row["id"]: row["values"].get("annule") for row in rows if row["dataset"] == "lots-marches"}
    assert {one.split(":")[-1] for one, said_so in lots.items() if said_so} == {
        one.split(":")[-1] for one in cancelled
    }


def test_a_form_f14_gives_the_lot_that_it_changes_a_row() -> None:
    data = (FIXTURES / "ted/rectificatif/input.xml").read_bytes()
    rows = golden(source("ted"), [("input.xml", data)], "https://ted.europa.eu/")["rows"]
    (lot,) = [row["values"] for row in rows if row["dataset"] == "lots-marches"]
    assert (lot["numero_lot"], lot["duree_mois"]) == ("2", 36)
