"""Bounds of an agreement told in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.evidence import Evidence
from core.model.reading import Value
from crawlers.forms.bounds import bounds_in


def found(words: str) -> dict[str, str]:
    return {name: bound.text for name, bound in bounds_in(Value(words, Evidence(lecture=words)))}


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("Montant minimum : 20 000 EUR HT. Montant maximum : 80 000 EUR HT.", "20 000 EUR", "80 000 EUR"),
        ("sans minimum et avec un maximum de 587 136,00 euros HT", None, "587 136,00 euros"),
        ("Le montant maximal est fixé à 1 000 000 € HT", None, "1 000 000 €"),
        ("Montant minimal pour toute la durée du marché: 100 000 EUR HT", "100 000 EUR", None),
        ("montant maxi HT : 55.000 €", None, "55.000 €"),
        ("Le montant maximal annuel est de 60 000,00 EUR", None, None),
        ("montant maximum de 60 000 EUR HT par an", None, None),
        ("Montant minimum de la 1re période: 100 000 EUR", None, None),
        ("Montant maximum : 10 000 EUR. Montant maximum de la reconduction : 5 000 EUR", None, None),
        ("maximum sur 2 ans: 500 000 EUR", None, None),
        ("charge de 3 000 n au minimum", None, None),
        ("redevance minimale garantie de 34 000 000 EUR", None, None),
    ],
)
def test_a_bound_is_read_where_it_is_of_the_whole(words: str, low: str | None, high: str | None) -> None:
    expected = {"montant_min": low, "montant_max": high}
    assert found(words) == {name: bound for name, bound in expected.items() if bound}


@given(st.text(alphabet="montant maximum de 12 000 EUR HT.,;:\n"))
def test_no_words_break_it_and_what_it_reads_stands_in_them(words: str) -> None:
    assert all(bound in words for bound in found(words).values())
