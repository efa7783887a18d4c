from typing import Any

import pytest

from core.model.watch import Reason, Watch
from normalizers.datasets import dataset
from workers.matching.match import match

AVIS = dataset("avis-marches")
ROW: dict[str, Any] = {
    "objet": "Travaux de rénovation énergétique des écoles",
    "acheteur_nom": "Commune d'Ormeval",
    "cpv": "45214210",
    "code_departement": ["35", "22"],
    "type_avis": "consultation",
}


def why(words: str = "", /, **accept: tuple[str, ...]) -> tuple[Reason, ...] | None:
    return match(Watch("w", "w", ("avis-marches",), words, accept), AVIS, ROW)


@pytest.mark.parametrize(
    "words",
    [
        "école",
        "ECOLE",
        "rénover",
        '"rénovation énergétique"',
        "piscine OU écoles",
        "travaux NON piscine",
        "ormeval",
    ],
)
def test_words_match_by_stem_and_without_accents(words: str) -> None:
    assert why(words)


@pytest.mark.parametrize(
    "words", ["piscine", '"énergétique rénovation"', "travaux NON école", "école piscine"]
)
def test_words_that_are_not_there_do_not_match(words: str) -> None:
    assert why(words) is None


def test_each_reason_says_where_and_what() -> None:
    assert why("ECOLES", cpv=("4521",), code_departement=("35",)) == (
        Reason("objet", "écoles", "ECOLES"),
        Reason("cpv", "45214210", "4521"),
        Reason("code_departement", "35", "35"),
    )


@pytest.mark.parametrize(
    ("column", "value"), [("cpv", "71"), ("code_departement", "3"), ("type_avis", "attribution")]
)
def test_conditions_that_fail(column: str, value: str) -> None:
    assert why("", **{column: (value,)}) is None


def test_an_unknown_value_is_no_answer() -> None:
    assert why(code_region=("53",)) is None


def test_another_dataset_is_left_alone() -> None:
    assert match(Watch("w", "w", ("lots-marches",)), AVIS, ROW) is None


def test_a_circle_is_answered_by_the_place_and_its_distance() -> None:
    near = Watch("w", "w", ("avis-marches",), "pres:Rennes/30km")
    row = {**ROW, "code_commune": "35051", "latlon": "48.1217,-1.6089"}
    (reason,) = match(near, AVIS, row) or ()
    assert reason == Reason("code_commune", "Cesson-Sévigné (35051), 5 km", "pres:Rennes/30km")
    (reason,) = match(near, AVIS, {**row, "code_commune": None}) or ()
    assert reason.found == "48.1217,-1.6089, 5 km"


def test_a_source_is_answered_by_its_name() -> None:
    lots = dataset("lots-marches")
    asked = Watch("w", "w", ("lots-marches",), "source:ted")
    assert match(asked, lots, {"id": "ted:200022-2026:lot:2"}) == (Reason("id", "ted", "source:ted"),)
