"""What the database may pass over before a trial: never a row that answers."""

from __future__ import annotations

import re

import pytest

from core.model.watch import Watch
from core.storage.folding import folded
from core.storage.queries import Either, Filter, Test, Words
from normalizers.codes import cpv
from normalizers.datasets import dataset
from normalizers.geo import tables
from workers.matching.likely import beginning, likely
from workers.matching.words import stem

AVIS = dataset("avis-marches")
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
    assert likely(Watch("w", "w", (AVIS.name,), query), AVIS) == expected


def test_values_of_columns_are_looked_for_as_they_stand() -> None:
    accept = {"type_avis": ("consultation", "rectificatif"), "cpv": ("45",), "profession": ("notaire",)}
    assert likely(Watch("w", "w", (AVIS.name,), accept=accept), AVIS) == [
        Either(tuple(Filter("type_avis", Test.EQUALS, each) for each in accept["type_avis"])),
        Either((Filter("cpv", Test.STARTS, "45"),)),
        Either(()),
    ]
