"""Places composed from the editions of the code officiel géographique, of every kind: never a wrong one.

``composed.csv`` was written from the editions and by hand, not by the resolver. ``attendu`` is

- ``44109``: that commune today; ``44003/44160``: with the code at the date; ``75056+75108``: with the
  arrondissement;
- ``departement 44``, ``region 53``, ``epci 244400404``: that and no commune;
- ``étranger BE``: another country; ``inconnu``: nothing tells which commune, if any.

An answer is wrong where it gives what is not there, unknown where it gives less.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from normalizers.geo.place import Place
from normalizers.geo.resolve import resolve

HERE = Path(__file__).parent
WIDER = {
    "departement": "code_departement",
    "region": "code_region",
    "epci": "code_epci",
    "étranger": "code_pays",
}
# The share of each kind that must be right and not only unknown; all were, when the set was composed.
RIGHT = 0.99


def read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


CASES = read("composed.csv")
VANISHED = read("vanished.csv")


def place_of(case: dict[str, str]) -> Place:
    return resolve(
        case["texte"],
        departement=case["departement"] or None,
        code_postal=case["code_postal"] or None,
        on=date.fromisoformat(case["date"]) if case["date"] else None,
        court=case["juridiction"] or None,
    )


def pairs(expected: str, place: Place) -> list[tuple[str | None, str | None]]:
    """What is expected of each thing that the case fixes, with what was found."""
    kind, _, value = expected.partition(" ")
    if kind == "inconnu":
        return [(None, place.code_commune)]
    if kind in WIDER:
        return [(None, place.code_commune), (value, getattr(place, WIDER[kind]))]
    codes, _, district = expected.partition("+")
    today, _, then = codes.partition("/")
    found = [(today, place.code_commune), (district or None, place.code_arrondissement)]
    return [*found, (then, place.code_commune_then)] if then else found


def is_right(case: dict[str, str]) -> bool:
    return all(expected == found for expected, found in pairs(case["attendu"], place_of(case)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['genre']}: {case['texte']}")
def test_no_place_is_wrong(case: dict[str, str]) -> None:
    place = place_of(case)
    wrong = [(e, f) for e, f in pairs(case["attendu"], place) if f is not None and f != e]
    assert wrong == [], place
    if place.precision == "inconnu":
        assert place.warnings or not case["texte"] or case["attendu"] == "inconnu"


def test_the_set_is_large_and_of_every_kind() -> None:
    kinds = Counter(case["genre"] for case in CASES)
    assert len(CASES) >= 400
    assert len(kinds) >= 30, kinds


def test_nearly_all_are_right_and_not_only_unknown() -> None:
    unknown = [case for case in CASES if not is_right(case)]
    share = 1 - len(unknown) / len(CASES)
    assert share >= RIGHT, f"{share:.2%} of {len(CASES)} right; unknown: {unknown}"


@pytest.mark.parametrize("case", VANISHED, ids=lambda case: f"{case['code']} {case['nom']}")
def test_a_commune_that_vanished_since_2021_is_found_by_its_name(case: dict[str, str]) -> None:
    """By the name alone in its département, today and on a day when it still was."""
    departement = case["code"][:2]
    now = resolve(case["nom"], departement=departement)
    assert now.code_commune == case["aujourdhui"], now
    before = resolve(case["nom"], departement=departement, on=date(int(case["derniere_edition"]), 2, 1))
    assert (before.code_commune, before.code_commune_then) == (case["aujourdhui"], case["code"]), before


def test_all_that_vanished_are_in_the_list() -> None:
    assert len({case["code"] for case in VANISHED}) == 102
