"""The pipeline gives what plain readers find in the real documents, and the documentation says how often."""

from __future__ import annotations

from functools import cache

import pytest

from tests.real.comparison.forms import FORMS
from tests.real.comparison.model import Form
from tests.real.comparison.page import PAGE, page, reason, results
from tests.real.comparison.readers.values import REAL
from tests.real.comparison.tally import Counts

pytestmark = [
    pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside this checkout"),
    pytest.mark.slow,
]

THRESHOLD = 0.99
HELD = (
    "id",
    "type_avis",
    "objet",
    "acheteur_nom",
    "date_publication",
    "date_envoi",
    "date_limite_reponse",
    "cpv",
    "code_nuts",
    "code_departement",
    "code_commune",
    "departements_publication",
    "nb_lots",
    "titulaire_nom",
    "montant",
    "(rows)",
)
"""Columns that must be equal in 99 of 100 filled values, over all the documents of a source."""


@cache
def counts() -> dict[Form, Counts]:
    return results()


@pytest.mark.parametrize("source", sorted({form.source for form in FORMS}))
def test_the_columns_that_are_held(source: str) -> None:
    shares: dict[str, float] = {}
    for column in HELD:
        found = [
            count
            for form, each in counts().items()
            for (_, name), count in each.items()
            if form.source == source and name == column
        ]
        filled = sum(count.filled for count in found)
        shares[column] = sum(count.equal for count in found) / filled if filled else 1.0
    assert {column: share for column, share in shares.items() if share < THRESHOLD} == {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.source}-{form.name}")
def test_every_form_is_compared(form: Form) -> None:
    assert sum(count.filled for count in counts()[form].values()) > 0


def test_every_difference_has_been_looked_at() -> None:
    unknown = [
        (form.name, column, different)
        for form, each in counts().items()
        for (_, column), count in each.items()
        for different in count.different
        if reason(form, column, different[0]) is None
    ]
    assert unknown == []


def test_the_page_is_what_the_command_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(counts()), "run python -m tests.real.comparison"
