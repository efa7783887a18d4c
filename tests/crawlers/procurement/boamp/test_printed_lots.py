"""Lots printed at the end of a national form."""

from __future__ import annotations

from typing import Any

import pytest

from core.model.reading import Value
from crawlers.procurement.boamp.printed.line import Line
from crawlers.procurement.boamp.printed.national_lots import read_national_lots


def lots(*texts: str, wraps: bool = False) -> list[dict[str, Any]]:
    found = read_national_lots([Line(text, page=1, wraps=wraps) for text in texts])
    return [{name: value.text for name, value in each.items() if isinstance(value, Value)} for each in found]


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("Lot(s) 1. - voirie.", "1"),
        ("Lot(s) 03. - voirie.", "3"),
        ("Lot(s) 1.2. - voirie.", "1.2"),
        ("Lot(s) A. - voirie.", "A"),
        ("Lot(s) Charpente-Couverture et bardage bois exterieur. - voirie.",
         "Charpente-Couverture et bardage bois exterieur"),
    ],
)  # fmt: skip
def test_a_lot_has_a_number_or_a_name_in_its_place(head: str, number: str) -> None:
    (lot,) = lots(head, "C.P.V. - Objet principal : 45233140.")
    assert (lot["numero_lot"], lot["intitule"], lot["cpv"]) == (number, "voirie", "45233140")


def test_a_head_that_the_page_breaks_in_two() -> None:
    found = lots(
        "Lot(s) Charpente, couverture, bardage, menuiseries extérieures et",
        "serrurerie. - selon le cahier.",
        "C.P.V. - Objet principal : 45261000.",
        "Lot(s) 2. - peinture.",
        wraps=True,
    )
    assert [lot["intitule"] for lot in found] == ["selon le cahier", "peinture"]
    assert found[0]["numero_lot"] == "Charpente, couverture, bardage, menuiseries extérieures et serrurerie"
