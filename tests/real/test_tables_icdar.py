"""The EU part of the ICDAR 2013 table competition, where it lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.tables.adjacency import Counts, relations, summary
from benchmarks.tables.readers import ours
from benchmarks.tables.truth import best_score, documents

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "tables" / "icdar2013_eu"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files are not here")


@pytest.fixture(scope="module")
def counts() -> dict[str, Counts]:
    return {
        path.stem: best_score(path, [(page, relations(cells)) for page, cells in ours(path)])
        for path in documents(FOLDER)
    }


def test_most_relations_are_right(counts: dict[str, Counts]) -> None:
    total = summary(list(counts.values()))
    assert total.macro_f1 >= 0.95
    assert total.micro.f1 >= 0.95


def test_no_document_is_lost(counts: dict[str, Counts]) -> None:
    assert not {name: score.f1 for name, score in counts.items() if score.f1 < 0.8}
