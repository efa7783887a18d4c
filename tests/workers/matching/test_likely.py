"""What the database may pass over before a trial: never a row that answers."""

from __future__ import annotations

import re

import pytest

from core.storage.folding import folded
from core.storage.queries import Either, Words
from normalizers.codes import cpv
from normalizers.geo import tables
from workers.matching.likely import beginning, likely
from workers.matching.words import stem

MORE = """constant constamment évident évidence évidemment communiquer communication municipal municipaux
nerveux nerveuse paie paye payer essuie essuyer technologie technologique création créer
créatrice travail travaux œuvre œuvres îlot réhabilitation réhabiliter réhabilité maîtrise
maîtriser chevaux cheval yeux œil plomberie plombier"""


def test_every_word_of_a_stem_holds_the_beginning_of_the_others() -> None:
    labels = " ".join(
        [*filter(None, map(cpv.label, cpv.all_codes())), *(each.name for each in tables.all_entries()), MORE]
    )
    words = {folded(word) for word in re.findall(r"\w+", labels)}
    assert len(words) > 20_000
    families: dict[str, set[str]] = {}
    for word in words:
        families.setdefault(stem(word), set()).add(word)
    wrong = [
        (one, other)
        for family in families.values()
        for one in family
        for other in family
        if beginning(one) not in other
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("toiture", [Either((Words("toit"),))]),
        ("(toiture OU charpente) NON piscine", [Either((Words("toit"), Words("charpe")))]),
        ("toiture OU cpv:45", []),
        ("acheteur:rennes departement:35", []),
        ("eau", []),
    ],
)
def test_only_words_are_looked_for(query: str, expected: list[object]) -> None:
    assert likely(query) == expected
