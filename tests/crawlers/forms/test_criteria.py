"""Award criteria in prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.reading import Value
from crawlers.forms.criteria import criteria_in_prose, part
from tests.crawlers.forms.said import said, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prix : 60 %, valeur technique : 40 %", [("Prix", "60"), ("valeur technique", "40")]),
        ("1) Prix (pondération : 40 points)\n2) Délai (60 points)", [("Prix", "40"), ("Délai", "60")]),
        ("- Valeur technique sur 55,5 %\n- Prix des prestations : 44,5 %", None),
    ],
)
def test_weights_that_make_a_hundred_are_criteria(text: str, expected: list[tuple[str, str]] | None) -> None:
    found = words(criteria_in_prose(said(text)))
    expected = expected or [("Valeur technique", "55,5"), ("Prix des prestations", "44,5")]
    assert [(each["libelle"], each["poids"]) for each in found] == expected


def test_weights_that_do_not_make_a_hundred_are_words() -> None:
    assert words(criteria_in_prose(said("Prix : 60 %, délai : 50 %"))) == [
        {"libelle": "Prix : 60 %, délai : 50 %"}
    ]


@pytest.mark.parametrize("text", ["Voir le règlement de la consultation", "Énoncés dans le DCE", " "])
def test_a_text_that_sends_elsewhere_names_no_criterion(text: str) -> None:
    assert criteria_in_prose(said(text)) == ()


def test_a_weight_loses_its_sign() -> None:
    assert {name: value.text for name, value in part(said("Prix"), said("50 %")).items()} == {
        "libelle": "Prix",
        "poids": "50",
    }
    assert "poids" not in part(said("Prix"), said("%"))


@given(st.text(alphabet="Prix: 05%\n;,()-sur points", max_size=120))
def test_criteria_stand_where_they_are_said_to(text: str) -> None:
    for each in criteria_in_prose(said(text)):
        for value in each.values():
            assert isinstance(value, Value)
            if value.evidence.start is not None:
                assert text[value.evidence.start : value.evidence.end] == value.evidence.lecture
