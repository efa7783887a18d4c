"""Zero is an alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.model.source import Floor, Window
from tests.workers import toy
from workers.guard import Figures, Filled, refusals

WEEK = Window(date(2026, 3, 9), date(2026, 3, 15))
DAY = Window(date(2026, 3, 15), date(2026, 3, 15))
GOOD = Figures(10, 10, 0, 10, {"objet": Filled(10, 10)}, date(2026, 3, 15))
SOURCE = replace(toy.SOURCE, floor=Floor(5, (("objet", 0.9),)), cadence=timedelta(days=3))


def _reasons(window: Window = WEEK, **changes: object) -> list[str]:
    return refusals(SOURCE, window, replace(GOOD, **changes))  # type: ignore[arg-type]


def test_a_good_run_passes() -> None:
    assert _reasons() == []


def test_silence_is_normal_within_the_cadence_only() -> None:
    nothing = {"found": 0, "read": 0, "rows": 0, "filled": {}}
    assert _reasons(DAY, **nothing, newest=date(2026, 3, 13)) == []
    assert "the last one known is of 2026-03-11" in _reasons(DAY, **nothing, newest=date(2026, 3, 11))[0]
    assert "none was ever" in _reasons(DAY, **nothing, newest=None)[0]


def test_the_floor_of_documents_holds_for_a_week() -> None:
    assert "4 documents were found in 7 days" in _reasons(found=4)[0]
    assert _reasons(DAY, found=4) == []


@pytest.mark.parametrize(
    ("rows", "filled", "refused"),
    [
        (1, 0, False),  # one hollow row in ten is what the floor itself allows
        (2, 0, False),
        (4, 0, True),
        (10, 7, False),
        (10, 4, True),
        (2000, 1810, False),
        (2000, 1790, True),
    ],
)
def test_a_share_is_refused_that_chance_does_not_explain(rows: int, filled: int, refused: bool) -> None:
    assert bool(_reasons(filled={"objet": Filled(rows, filled)})) is refused


def test_a_column_that_no_dataset_of_the_rows_has_is_no_alarm() -> None:
    assert _reasons(filled={"objet": Filled(0, 0)}) == []


def test_documents_all_of_which_fail_are_an_alarm() -> None:
    assert "none of the 3 documents could be read" in _reasons(read=3, failed=3)[0]
    assert _reasons(read=3, failed=2) == []
