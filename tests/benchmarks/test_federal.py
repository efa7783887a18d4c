"""The federal reports are the same for the same number, and their truth is that of the tables drawn."""

from __future__ import annotations

import random

import pypdfium2 as pdfium
import pytest

from benchmarks.tables.composed.federal.documents import composed
from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.makers import MAKERS
from benchmarks.tables.composed.federal.model import Entry, Table, Title
from benchmarks.tables.composed.federal.press import Program, printed
from benchmarks.tables.composed.federal.sheet import Sheet


def test_one_number_gives_one_document() -> None:
    assert composed(7)[0] == composed(7)[0] != composed(8)[0]


def test_each_document_has_tables() -> None:
    assert all(composed(number)[1] for number in range(1, 15))


def test_a_title_spans_its_columns_and_a_heading_those_of_the_figures() -> None:
    titles = [Title("Item", 0, 0, 1), Title("Both", 1, 2, 0), Title("One", 1, 1, 1), Title("Two", 2, 2, 1)]
    entries = [Entry("Percent", kind="banner"), Entry("Ferries^1", 0, ("3", ""))]
    assert Table(titles, entries, ("count", "count"), depth=2).cells(entries) == [
        (1, 1, 0, 0, "Item"),
        (0, 0, 1, 2, "Both"),
        (1, 1, 1, 1, "One"),
        (1, 1, 2, 2, "Two"),
        (2, 2, 1, 2, "Percent"),
        (3, 3, 0, 0, "Ferries1"),
        (3, 3, 1, 1, "3"),
    ]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("scrambled", [False, True])
def test_every_program_prints_the_text_in_its_place(maker: str, scrambled: bool) -> None:
    sheet = Sheet(792, 612, turned=True)
    sheet.put(100, 200, "Grain elevators, 1995", Face("Helvetica"), 10)
    program = Program(maker, unit=0.24, down=True, scrambled=scrambled, in_form=True, boxes="moved")
    with pdfium.PdfDocument(printed([sheet], program, random.Random(1))) as document:  # noqa: S311
        text = document[0].get_textpage().get_text_range()
    assert "".join(text.split()) == "Grainelevators,1995"
