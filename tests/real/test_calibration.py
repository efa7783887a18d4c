"""What is said to be sure is as often right as it is said, in each manner of reading."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.ocr import engine
from normalizers.confidence import PROSE, SCAN
from tests.real.calibration.fit import calibration_error, held_out_error, reliability
from tests.real.calibration.observe import LABELLED, Observation, labelled, prose, scans
from tests.real.calibration.page import MOST, stated
from tests.real.comparison.readers.values import REAL

pytestmark = [
    pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside this checkout"),
    pytest.mark.heavy,
    pytest.mark.timeout(900),
]


@cache
def observed(manner: str) -> list[Observation]:
    return list({LABELLED: labelled, PROSE: prose, SCAN: scans}[manner]())


def _seen(manner: str) -> list[Observation]:
    if manner == SCAN and engine.lacking():
        pytest.skip(f"NO OCR JUDGED without {engine.lacking()}")
    return observed(manner)


@pytest.mark.parametrize("manner", [LABELLED, PROSE, SCAN])
def test_stated_certainty_is_the_share_that_is_right(manner: str) -> None:
    assert calibration_error(reliability(_seen(manner), stated)) <= MOST


@pytest.mark.parametrize("manner", [PROSE, SCAN])
def test_so_it_is_for_sets_that_the_curve_has_not_seen(manner: str) -> None:
    assert held_out_error(_seen(manner)) <= MOST


@pytest.mark.parametrize("manner", [PROSE, SCAN])
def test_scores_of_readers_are_no_shares_without_the_curve(manner: str) -> None:
    """The figure that calibration mends: were it small, the curve would do nothing."""
    before = calibration_error(reliability(_seen(manner), lambda one: one.score))
    assert before > calibration_error(reliability(_seen(manner), stated))
