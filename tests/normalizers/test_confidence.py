"""Curves from scores to shares of right values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.confidence import BY_OCR, CURVES, PROSE, SCAN, calibrated, manner_of
from normalizers.datasets import datasets

SCORES = st.floats(0.0, 1.0)


@given(low=SCORES, high=SCORES, manner=st.sampled_from(sorted(CURVES)))
def test_a_better_score_is_never_less_sure_and_a_share_is_a_share(
    low: float, high: float, manner: str
) -> None:
    low, high = sorted((low, high))
    assert 0.0 < calibrated(low, manner) <= calibrated(high, manner) <= 1.0


@pytest.mark.parametrize("manner", sorted(CURVES))
def test_what_stands_in_a_box_of_its_own_stays_sure(manner: str) -> None:
    assert calibrated(1.0, manner) == 1.0
    assert calibrated(0.999, manner) < 1.0


def test_the_manner_is_told_by_the_warning_of_a_scan() -> None:
    assert (manner_of([BY_OCR, "x:y"]), manner_of(["x:y"])) == (SCAN, PROSE)


def test_poor_words_of_a_scan_send_a_row_to_review_in_every_dataset_of_notices() -> None:
    for name in ("avis-marches", "lots-marches", "attributions-marches", "marches-conclus"):
        assert calibrated(0.3, SCAN) < datasets()[name].review_below <= calibrated(0.74, SCAN)
