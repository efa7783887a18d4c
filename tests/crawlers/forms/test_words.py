"""Amounts, numbers of lots, ids, outcomes and folded letters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.forms.amounts import is_placeholder, plain_amount
from crawlers.forms.deadlines import is_deadline_heading
from crawlers.forms.folding import fold
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.outcomes import outcome_in_a_name
from crawlers.forms.references import boamp_id, is_idweb, journal_id, ted_id
from tests.crawlers.forms.said import said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9700000.00", "9700000"),
        ("2 717 000 euros", "2717000"),
        ("45 000,50 € HT", "45000.50"),
        ("45 000 euros (H.T.)", "45000"),
    ],
)
def test_plain_amounts(text: str, number: str) -> None:
    assert plain_amount(text) == Decimal(number)


@pytest.mark.parametrize("text", ["12.345", "entre 1 et 2", "", "10 % de 5", "1 000 € TTC"])
def test_other_amounts_are_not_plain(text: str) -> None:
    assert plain_amount(text) is None


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_an_amount_set_in_thousands_is_itself(euros: int, cents: int) -> None:
    printed = f"{euros:,}".replace(",", "\u202f")
    assert plain_amount(f"{printed},{cents:02d} euros") == Decimal(f"{euros}.{cents:02d}")


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_amounts(text: str) -> None:
    number = plain_amount(text)
    assert number is None or number >= 0


def test_zero_and_one_stand_for_nothing() -> None:
    assert is_placeholder("0") and is_placeholder("1,00 euro")
    assert not is_placeholder("2")


@pytest.mark.parametrize(
    ("text", "number"),
    [("Lot n° 01", "1"), ("LOT-0003", "3"), ("lot 2A", "2A"), ("unique", None), ("", None)],
)
def test_numbers_of_lots(text: str, number: str | None) -> None:
    found = lot_number(said(text))
    assert (found.text if found else None) == number


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Marché infructueux pour absence d'offre", "infructueux"),
        ("Lot déclaré sans suite", "sans_suite"),
        ("Non attribué", "infructueux"),
        ("Entreprise Nonsuite", None),
    ],
)
def test_words_in_the_place_of_a_winner(name: str, outcome: str | None) -> None:
    assert outcome_in_a_name(name) == outcome


def test_ids() -> None:
    assert boamp_id(" 24-12345 ") == "boamp:24-12345"
    assert ted_id("94809", "2020") == "ted:094809-2020"
    assert ted_id("x", "2020") is None
    assert journal_id("2019/S 190-461577") == "ted:461577-2019"
    assert is_idweb("24-12345") and not is_idweb("2024-12345")


@pytest.mark.parametrize("words", ["Date limite de réception des offres", "IV.2.2", "date limite de remise"])
def test_headings_of_the_deadline(words: str) -> None:
    assert is_deadline_heading(words)
    assert not is_deadline_heading("Date d'envoi du présent avis")


@given(st.text(max_size=80))
def test_folded_letters_keep_their_places(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
