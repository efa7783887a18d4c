"""An attacker with a watch: how long an answer takes tells nothing of a cell under the threshold.

No door reads a row of a restricted dataset to answer a question, so there is nothing to time; that is shown
first. Then the times are measured, for a cell of two units, one of one, and one that is empty.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from console.api.engines.sqlite import SqliteEngine
from console.web.compute import api
from tests.console.restricted.test_attacker import NAME, House, addresses, house, released

__all__ = ["house"]

TABLE = "ds_" + NAME.replace("-", "_")
PRESENT = "code_departement='35' and secteur='bois'"
"""A cell of two units, under the threshold of three."""
ALONE = "code_departement='2A' and secteur='eau'"
ABSENT = "code_departement='75' and secteur='eau'"

ROUNDS = 60
UNLIKELY = 0.0005
"""So rarely may chance alone look like a leak."""


def asked(where: str) -> list[str]:
    """A count and its like at the doors that take a condition."""
    explore, told = f"/api/explore/v2.1/catalog/datasets/{NAME}", quote(where)
    return [
        f"{explore}/records?select=count(*)%20as%20n&where={told}",
        f"{explore}/records?limit=0&where={told}",
        f"{explore}/facets?where={told}",
        f"{explore}/exports/csv?where={told}",
        f"/datasets/{NAME}?q={told}",
    ]


@contextmanager
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement that any database of ours is asked meanwhile."""
    seen: list[str] = []
    rows = SqliteEngine.rows

    def heard(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    def overheard(engine: SqliteEngine, statement: Any, seconds: float) -> Any:
        seen.append(statement.sql)
        return rows(engine, statement, seconds)

    monkeypatch.setattr(SqliteEngine, "rows", overheard)
    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", heard)


def test_no_question_makes_a_row_be_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    released(house)
    program = house.at(timedelta())
    doors = [each for each in addresses(program.app) if NAME in each]
    questions = [f"{each}?where={quote(PRESENT)}&q=bois&refine=secteur:bois" for each in doors]
    with statements(monkeypatch) as seen:
        for question in [*questions, *asked(PRESENT)]:
            assert program.get(question).status_code < 500
        # It can hear: an open dataset is read by the same questions.
        program.get(questions[-1].replace(NAME, "avis-marches"))
        program.get(asked(PRESENT)[1].replace(NAME, "avis-marches").partition("&where")[0])
    assert [each for each in seen if TABLE in each] == []
    assert any("ds_avis_marches" in each for each in seen)


def test_the_times_of_counts_are_those_of_an_empty_cell(house: House) -> None:
    released(house)
    program, chance = house.at(timedelta()), random.Random(8)  # noqa: S311 - an order, not a secret
    for door in range(len(asked(ABSENT))):
        times = _times(program, {cell: asked(cell)[door] for cell in (PRESENT, ALONE, ABSENT)}, chance)
        for cell in (PRESENT, ALONE):
            assert _by_chance(times[cell], times[ABSENT]) > UNLIKELY, asked(cell)[door]


def test_the_measure_can_see_a_difference() -> None:
    chance = np.random.default_rng(8)
    one, other = chance.gamma(9, 1.0, ROUNDS), chance.gamma(9, 1.0, ROUNDS) * 1.3
    assert _by_chance(list(one), list(other)) <= UNLIKELY
    assert _by_chance(list(one), list(chance.gamma(9, 1.0, ROUNDS))) > UNLIKELY


def test_a_release_is_told_at_whole_steps(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one door that computes: what it computed with is not told by how long it took."""
    monkeypatch.setattr(api, "STEP", 0.5)
    start = time.monotonic()
    assert house.at(timedelta()).post(f"/api/calculs/{NAME}").status_code == 202
    over = (time.monotonic() - start) % 0.5
    assert over < 0.3


def _times(program: TestClient, questions: dict[str, str], chance: random.Random) -> dict[str, list[float]]:
    """Processor time of each question, asked in turns in an order of chance: what others do falls on all."""
    found: dict[str, list[float]] = {cell: [] for cell in questions}
    for number in range(ROUNDS + 5):
        for cell, question in chance.sample(list(questions.items()), len(questions)):
            start = time.process_time()
            program.get(question)
            if number >= 5:
                found[cell].append(time.process_time() - start)
    return found


def _by_chance(one: list[float], other: list[float]) -> float:
    """How often chance alone parts two lists of times so far, by the sum of ranks: a test of permutations."""
    ranks = np.argsort(np.argsort([*one, *other]))
    gap = abs(ranks[: len(one)].mean() - ranks.mean())
    mixed = np.random.default_rng(8)
    others = [mixed.permutation(ranks)[: len(one)].mean() for _ in range(4_000)]
    return float(np.mean(np.abs(np.array(others) - ranks.mean()) >= gap))
