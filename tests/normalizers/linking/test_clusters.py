"""What is joined and what is not; the same threads in whatever order bonds come."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from normalizers.linking.clusters import Bond, threads
from normalizers.linking.facts import NOTICES, Facts, facts_of, loaded, stored
from normalizers.linking.links import linked
from normalizers.linking.titles import read_title


def facts(number: int, **values: Any) -> Facts:
    row = {"id": f"boamp:{number}", "source": "boamp", "type_avis": "attribution", **values}
    return facts_of(NOTICES, row)


def test_titles_are_read() -> None:
    title = read_title("20M146 - Réfection de l’école, lots n° 02 et 3 (2025-2027), 36kVA")
    assert title.lots == {"2", "3"}
    assert title.years == {"2025", "2027"}
    assert title.numbers == {"20m146", "36"}
    assert title.stems == ("refect", "ecole", "kva")


def test_facts_survive_their_storage() -> None:
    one = facts(1, objet="Lot 3 : peinture 2025", acheteur_siret="21330001800011", avis_lies=["boamp:9"])
    assert loaded(stored(one)) == one


def test_two_calls_of_one_source_are_not_joined_by_a_third() -> None:
    calls = [facts(number, type_avis="consultation", avis_lies=["boamp:9"]) for number in (1, 2)]
    plan = facts(9, type_avis="preinformation")
    found = threads([*calls, plan], [Bond(0, 2, 1.0, declared=True), Bond(1, 2, 1.0, declared=True)])
    assert found == [[0, 2], [1]]


def test_a_call_that_names_another_is_joined() -> None:
    calls = [facts(1, type_avis="consultation"), facts(2, type_avis="consultation", avis_lies=["boamp:1"])]
    assert threads(calls, [Bond(0, 1, 1.0, declared=True)]) == [[0, 1]]


def test_lots_of_a_divided_call_are_one_procurement() -> None:
    call = facts(1, type_avis="consultation", nb_lots=3)
    lots = [facts(number, objet=f"Lot {number}") for number in (2, 3)]
    bonds = [Bond(0, 1, 0.99), Bond(0, 2, 0.98)]
    assert threads([call, *lots], bonds) == [[0, 1, 2]]
    assert threads([facts(1, type_avis="consultation", nb_lots=1), *lots], bonds) == [[0, 1], [2]]


def test_two_buyers_are_joined_by_no_likeness() -> None:
    pair = [facts(1, acheteur_siret="21330001800011"), facts(2, acheteur_siret="21590002700017")]
    assert threads(pair, [Bond(0, 1, 0.99)]) == [[0], [1]]
    assert threads(pair, [Bond(0, 1, 1.0, declared=True)]) == [[0, 1]]


@given(st.data())
def test_threads_depend_on_no_order_and_keep_every_cut(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 9))
    ends = st.integers(0, count - 1)
    pairs = st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1])
    scores = st.sampled_from((0.95, 0.97, 0.99))
    drawn = data.draw(
        st.lists(st.tuples(pairs, scores, st.booleans()), max_size=20, unique_by=lambda e: e[0])
    )
    bonds = [Bond(min(pair), max(pair), score, declared) for pair, score, declared in drawn]
    cuts = data.draw(st.lists(pairs, max_size=5))
    sources = data.draw(st.lists(st.sampled_from(("boamp", "ted")), min_size=count, max_size=count))
    every = [facts(each, source=source, type_avis="consultation") for each, source in enumerate(sources)]
    found = threads(every, bonds, cuts)
    bonds = data.draw(st.permutations(bonds))
    assert threads(every, bonds, cuts) == found
    assert sorted(each for thread in found for each in thread) == list(range(count))
    assert not any(one in thread and other in thread for thread in found for one, other in cuts)


def test_no_links_among_nothing() -> None:
    assert linked([]) == []
    assert linked([facts(1)]) == []
