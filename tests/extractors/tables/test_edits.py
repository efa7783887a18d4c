"""What people mend in tables stands over every later reading, cell by cell."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.evidence import Evidence
from core.model.reading import Reading, Value
from core.model.table import Cell, Table, marked_heading
from core.model.table_edit import SHAPES, EditKind, TableEdit, edits_of
from extractors.tables.edits import Fate, replayed
from extractors.tables.places import anchor_of
from extractors.tables.touched_rows import touched_rows

TEXTS = st.text(alphabet="ab 1", max_size=4)


def grid(texts: list[list[str]], page: int = 1, top: float = 100.0) -> Table:
    """A ruled table: cells of 50 by 20 points."""
    cells = tuple(
        Cell(row, col, text, bbox=(50.0 * col, top + 20.0 * row, 50.0 * col + 50, top + 20.0 * row + 20))
        for row, line in enumerate(texts)
        for col, text in enumerate(line)
    )
    return Table(page, None, "ruled", 1.0, cells)


@st.composite
def grids(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    return grid(draw(st.lists(st.lists(TEXTS, min_size=columns, max_size=columns), min_size=1, max_size=4)))


def edit(table: Table, at: int, value: str = "", kind: EditKind = EditKind.CELL) -> TableEdit:
    cell = table.cells[at % len(table.cells)]
    return TableEdit(kind, anchor_of(table, cell), cell.text, value)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


@given(grids(), st.lists(st.tuples(st.integers(0, 11), TEXTS), max_size=5), st.data())
@settings(max_examples=60, deadline=None)
def test_no_human_text_is_lost_whatever_is_read_later(
    table: Table, typed: list[tuple[int, str]], data: st.DataObject
) -> None:
    edits = [edit(table, at, value) for at, value in typed]
    later = replace(table, cells=tuple(replace(cell, text=data.draw(TEXTS)) for cell in table.cells))
    last = {at % len(table.cells): value for at, value in typed}
    for reading in (table, later):
        (made,), played = replayed([reading], edits)
        for at, cell in enumerate(made.cells):
            assert cell.text == last.get(at, reading.cells[at].text)
        assert len(played) == len(edits)


OF_CELLS = sorted(set(EditKind) - SHAPES)


@given(grids(), st.lists(st.tuples(st.integers(0, 11), st.sampled_from(OF_CELLS), TEXTS), max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_cell_is_kept_once(table: Table, made: list[tuple[int, EditKind, str]]) -> None:
    other = grid([["z"]], page=2)
    edits = [edit(table, at, value, kind) for at, kind, value in made]
    tables, played = replayed([other, table], edits)
    assert all(each.fate is Fate.PLAYED for each in played)
    assert sum(len(each.cells) for each in tables) == 1 + len(table.cells)
    for each in tables:
        assert len({(cell.row, cell.col) for cell in each.cells}) == len(each.cells)


def test_nothing_mended_is_what_was_read() -> None:
    table = grid([["a", "b"]])
    assert replayed([table], ()) == ((table,), [])


def test_a_third_text_is_a_conflict_and_the_human_text_stands() -> None:
    table = grid([["100", "b"]])
    mended = edit(table, 0, "1 000")
    (made,), (played,) = replayed([grid([["10 00", "b"]])], [mended])
    assert (texts(made), played.fate, played.read) == ([["1 000", "b"]], Fate.CONFLICT, "10 00")
    for agreed in ("100", "1 000", " 1  000"):
        _, (played,) = replayed([grid([[agreed, "b"]])], [mended])
        assert played.fate is Fate.PLAYED


def test_a_place_without_a_cell_is_told() -> None:
    table = grid([["a"], ["b"]])
    mended = edit(table, 1, "c")
    tables, (played,) = replayed([grid([["a"]])], [mended])
    assert (texts(tables[0]), played.fate) == ([["a"]], Fate.LOST)


def test_an_engine_that_counts_rows_otherwise_finds_the_cell_by_its_place() -> None:
    table = grid([["a"], ["b"]])
    mended = edit(table, 1, "c")
    shifted = replace(table, cells=tuple(replace(cell, row=cell.row + 3) for cell in table.cells))
    (made,), (played,) = replayed([shifted], [mended])
    assert (texts(made), played.fate) == ([["a"], ["c"]], Fate.PLAYED)


def read_in(table: Table, row: int) -> Reading:
    """A row of a dataset whose values are those of a row of a table, and a title above it."""
    cells = [table.cells[0], *(cell for cell in table.cells if cell.row == row)]
    values = {str(at): Value(cell.text, Evidence(cell.text, 1, cell.bbox)) for at, cell in enumerate(cells)}
    return Reading("list", str(row), values)


def test_only_what_stands_in_a_row_that_is_none_is_left_out() -> None:
    table = grid([["title", "", ""], ["a", "1", "x"], ["total", "9", "x"], ["b", "2", "x"]])
    (mended,), _ = replayed([table], [edit(table, 7, kind=EditKind.NO_ROW)])
    none = touched_rows([mended], lambda said: said.aside)
    assert [none.hold(read_in(table, row)) for row in (1, 2, 3)] == [False, True, False]
    assert (none.has(0, 2), none.has(0, 3)) == (True, False)
    assert not touched_rows([table], lambda said: said.aside).hold(read_in(table, 2))


def test_a_table_is_split_and_joined_again() -> None:
    table, below = grid([["a"], ["b"], ["c"]]), grid([["d"]], page=2)
    split = edit(table, 1, kind=EditKind.SPLIT)
    tables, _ = replayed([table, below], [split])
    assert [texts(each) for each in tables] == [[["a"]], [["b"], ["c"]], [["d"]]]
    join = TableEdit(EditKind.JOIN, anchor_of(below, below.cells[0]), "d")
    tables, _ = replayed([table, below], [split, join])
    assert [texts(each) for each in tables] == [[["a"]], [["b"], ["c"], ["d"]]]
    assert [cell.page for cell in tables[1].cells] == [None, None, 2]


def test_a_merged_cell_ends_where_its_table_is_split() -> None:
    table = grid([["a", "1"], ["", "2"]])
    merged = replace(table, cells=(replace(table.cells[0], rowspan=2), table.cells[1], table.cells[3]))
    tables, _ = replayed([merged], [edit(merged, 2, kind=EditKind.SPLIT)])
    assert [[cell.rowspan for cell in each.cells] for each in tables] == [[1, 1], [1]]


def test_edits_travel_as_json() -> None:
    path = Table(1, None, "csv", 1.0, (Cell(0, 0, "a", path="ligne[1]/colonne[1]"),))
    for table in (grid([["a"]]), path):
        mended = replace(edit(table, 0, "b"), id=7)
        assert edits_of([mended.as_dict()]) == (mended,)
        assert texts(replayed([table], [mended])[0][0]) == [["b"]]


def marks(table: Table) -> list[bool | None]:
    return [marked_heading(row) for row in table.rows()]


def test_the_rows_down_to_one_are_the_heading_and_the_later_word_stands() -> None:
    table = grid([["a"], ["b"], ["c"], ["d"]])
    two, three = edit(table, 1, kind=EditKind.HEADING), edit(table, 2, kind=EditKind.HEADING)
    data, none = edit(table, 1, kind=EditKind.DATA), edit(table, 0, kind=EditKind.NO_ROW)
    assert marks(replayed([table], [three, two])[0][0]) == [True, True, None, None]
    assert marks(replayed([table], [two, three, two])[0][0]) == [True, True, None, None]
    assert marks(replayed([table], [three, data])[0][0]) == [True, False, True, None]
    assert marks(replayed([table], [data, three])[0][0]) == [True, True, True, None]
    assert marks(replayed([table], [two, none])[0][0]) == [None, True, None, None], (
        "what is no row is no heading"
    )


def test_a_heading_is_that_of_the_table_as_it_was_cut() -> None:
    table = grid([["a"], ["b"], ["c"]])
    cut, heading = edit(table, 1, kind=EditKind.SPLIT), edit(table, 1, kind=EditKind.HEADING)
    above, below = replayed([table], [heading, cut])[0]
    assert (marks(above), marks(below)) == ([None], [True, None])
