"""Which datasets and sources can answer a watch at all."""

from __future__ import annotations

import pytest

from core.model.watch import Range, Watch
from crawlers import sources
from normalizers.datasets import open_datasets
from workers.matching.reach import Reach, reach

NOTICES, LOTS, AWARDS = "avis-marches", "lots-marches", "attributions-marches"
CONTRACTS, ACTS, JUDGEMENTS, ZONES = (
    "marches-conclus",
    "nominations-professions-juridiques",
    "designations-judiciaires",
    "zones-installation-notaires",
)
ALL = (NOTICES, LOTS, AWARDS, CONTRACTS, ACTS, JUDGEMENTS, ZONES)


def reached(words: str, **more: object) -> Reach:
    return reach(Watch("w", "w", ALL, words, **more), open_datasets())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "there", "not_there"),
    [
        ("peinture", set(ALL) - {ZONES}, set()),
        ("cpv:45", {NOTICES, LOTS}, {ACTS, JUDGEMENTS, ZONES}),
        ("profession:notaire", {ACTS}, {NOTICES, LOTS, CONTRACTS}),
        ("type:rectificatif jeu:avis-marches", {NOTICES}, set(ALL) - {NOTICES}),
        ("cpv:45 OU profession:notaire", {NOTICES, ACTS}, {ZONES}),
        ("montant>=90k", {NOTICES, CONTRACTS}, {ACTS, JUDGEMENTS}),
        ("limite:30j", {NOTICES, LOTS}, {CONTRACTS, ACTS}),
        ("pres:Rennes/30km", {NOTICES, LOTS}, set()),
        ("departement:35", {NOTICES, ACTS}, set()),
        ("acheteur:213502388", {NOTICES, CONTRACTS}, {ACTS, LOTS}),
        ('titulaire:"colas"', {AWARDS, CONTRACTS}, {NOTICES, ACTS}),
        ("objet:toiture", {NOTICES, CONTRACTS}, {ACTS}),
        ("relu:oui confiance>=0.5", set(ALL) - {ZONES}, set()),
    ],
)
def test_datasets_that_can_answer(words: str, there: set[str], not_there: set[str]) -> None:
    found = reached(words).datasets
    assert there <= found
    assert not found & not_there


def test_conditions_that_do_not_go_together_reach_nothing() -> None:
    assert not reached("cpv:45 profession:notaire").feeding(sources().values())


def test_a_condition_on_a_column_is_answered_where_the_column_is() -> None:
    assert reached("", accept={"nb_lots": ("2",)}).datasets == {NOTICES}
    assert reached("", ranges={"montant_estime": Range(1.0)}).datasets == {NOTICES, LOTS}


def test_a_named_source_alone_feeds_the_watch() -> None:
    def feeding(words: str) -> set[str]:
        return {each.name for each in reached(words).feeding(sources().values())}

    assert feeding("source:ted cpv:45") == {"ted"}
    assert feeding("source:ted,boamp") == {"ted", "boamp"}
    assert "jorf" in feeding("source:ted OU notaire")


def test_what_is_no_query_any_more_reaches_all() -> None:
    assert reached("(").datasets == set(ALL)
