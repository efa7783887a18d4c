"""Bounds of watches as their readers write them."""

from __future__ import annotations

import pytest

from console.web.language import Language
from console.web.values import bounds_in
from core.model.watch import Range
from normalizers.datasets import dataset
from workers.feeds.figures import Figures

AVIS = dataset("avis-marches")


@pytest.mark.parametrize(
    ("column", "text", "french", "english"),
    [
        ("montant_estime", str(Range(90_000)), "≥ 90\u202f000\u00a0€", "≥ €90,000"),
        (
            "montant_estime",
            str(Range(25_000, 90_000.5)),
            "25\u202f000\u00a0€…90\u202f000,50\u00a0€",
            "€25,000…€90,000.50",
        ),
        ("montant_estime", "120000.0", "120\u202f000\u00a0€", "€120,000"),
        ("montant_estime", "montant>=90k", "montant>=90k", "montant>=90k"),
        ("nb_lots", str(Range(None, 1000)), "≤ 1\u202f000", "≤ 1,000"),
        ("date_publication", str(Range("2026-03-01")), "≥ 1er\u00a0mars 2026", "≥ 1\u00a0March 2026"),
        ("objet", "≥ 90000", "≥ 90000", "≥ 90000"),
    ],
)
def test_the_ends_of_bounds_are_figures_of_the_language(
    column: str, text: str, french: str, english: str
) -> None:
    told: dict[Language, str] = {"fr": french, "en": english}
    for language, expected in told.items():
        assert bounds_in(AVIS.column(column), text, Figures(language)) == expected
