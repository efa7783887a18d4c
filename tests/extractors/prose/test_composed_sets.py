"""Precision and recall by column on the sets of texts that were written apart from the grammar."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.score_prose import cases, score

HERE = Path(__file__).parent
LEAST = 0.98
SETS = {"heldout": 168, "blind": 44, "journal": 171, "journal_suite": 199}


@pytest.mark.parametrize(("name", "texts"), SETS.items(), ids=list(SETS))
def test_every_column_is_read(name: str, texts: int) -> None:
    scores = score(cases(HERE / name))
    assert scores.texts == texts
    poor = {
        column: (scores.precision(column), scores.recall(column))
        for column in scores.columns()
        if min(scores.precision(column), scores.recall(column)) < LEAST
    }
    assert not poor, scores.differences
