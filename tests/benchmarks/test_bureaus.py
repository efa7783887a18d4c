"""The pages of bureaus are the same for the same number, and some hold a table, others none."""

from __future__ import annotations

from benchmarks.tables.composed.bureaus.documents import HELD, KINDS, SEEN, composed


def test_one_number_gives_one_document() -> None:
    assert composed("supply", 1) == composed("supply", 1)
    assert composed("supply", 1) != composed("supply", 2)


def test_forty_pages_are_seen_and_twenty_held() -> None:
    assert (len(SEEN), len(HELD), len(KINDS)) == (40, 20, 60)


def test_titles_over_a_stretch_span_its_columns() -> None:
    (page, cells), *others = composed("supply", 1)[1]
    assert (page, others) == (1, [])
    assert (0, 0, 1, 5, "Supply") in cells
    assert (1, 1, 2, 3, "Imports") in cells
    assert composed("bars", 1)[1] == []
