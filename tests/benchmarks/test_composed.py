"""The composed reports are the same for the same seed, and their truth is read back as it was set."""

from __future__ import annotations

from pathlib import Path

from benchmarks.tables.adjacency import relations
from benchmarks.tables.composed.__main__ import truth
from benchmarks.tables.composed.documents import composed
from benchmarks.tables.truth import true_tables


def test_one_seed_gives_one_document() -> None:
    assert composed(7).done() == composed(7).done() != composed(8).done()


def test_the_truth_is_read_back(tmp_path: Path) -> None:
    tables = composed(7).tables
    path = tmp_path / "report-str.xml"
    path.write_bytes(truth(tables))
    assert true_tables(path) == [(page, relations(cells)) for page, cells in tables]
