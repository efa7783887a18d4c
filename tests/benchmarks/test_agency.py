"""The agency reports are the same for the same number, and their truth is that of the statement drawn."""

from __future__ import annotations

import pytest

from benchmarks.tables.composed.agency.documents import composed, markup_of
from benchmarks.tables.composed.agency.markup import FILES, width
from benchmarks.tables.composed.agency.model import Entry, Head, Statement


@pytest.fixture
def fonts() -> None:
    """The fonts of the reports, whose letters are measured; other machines skip."""
    try:
        for name in FILES:
            width("a", name)
    except FileNotFoundError as error:
        pytest.skip(f"NO AGENCY REPORT IS COMPOSED: {error}")


@pytest.mark.usefixtures("fonts")
def test_one_number_gives_one_document() -> None:
    assert markup_of(composed(7)) == markup_of(composed(7)) != markup_of(composed(8))


@pytest.mark.usefixtures("fonts")
def test_each_document_has_tables_and_a_page_without_any() -> None:
    for number in range(1, 31):
        assert {bool(page.tables) for page in composed(number)} == {True, False}


def test_a_title_over_columns_spans_them_and_a_lone_one_stands_in_the_last_row() -> None:
    heads = (Head("Lone"), Head("Both", (Head("One"), Head("Two"))))
    statement = Statement("Table 1", "Item", heads, [Entry("Ferries^1", 0, ("1", "", "3"))])
    assert statement.cells() == [
        (1, 1, 0, 0, "Item"),
        (0, 0, 2, 3, "Both"),
        (1, 1, 1, 1, "Lone"),
        (1, 1, 2, 2, "One"),
        (1, 1, 3, 3, "Two"),
        (2, 2, 0, 0, "Ferries1"),
        (2, 2, 1, 1, "1"),
        (2, 2, 3, 3, "3"),
    ]
