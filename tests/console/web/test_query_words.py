"""A wrong search is told in the language of the reader, with its place."""

from __future__ import annotations

import pytest

from console.web.messages import load
from console.web.refusal import BadQuery
from workers.matching.query import parse_query
from workers.matching.trouble import SAID, QueryError


def test_every_error_of_the_grammar_has_its_sentence() -> None:
    assert load("messages")["query"].keys() == SAID.keys()


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ('école "cour', "au caractère 7\u00a0: un guillemet", "at character 7: a quotation"),
        ("montant>=beaucoup", "«\u00a0beaucoup\u00a0» n'est pas un montant", "not an amount"),
        ("publication>=hier", "ni un jour", "nor a day"),
        ("cpv:x", "un début de code CPV", "CPV code"),
        ("acheteur:1", "un SIREN", "a SIREN"),
        ("commune:Nulleville", "une commune", "a commune"),
        ("epci:Nulle", "un groupement", "a grouping"),
        ("departement:Nul", "un département", "a département"),
        ("region:Nulle", "une région", "a région"),
    ],
)
def test_a_wrong_query_is_told(text: str, french: str, english: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse_query(text)
    told = BadQuery(refused.value)
    assert french in told.told("fr")
    assert english in told.told("en")
