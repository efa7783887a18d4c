"""Rows that were missed: put where a person says, they change no other row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.added_row import AddedCell, AddedRow
from core.model.table import Cell, Table, added_name, marked_heading
from core.model.table_edit import EditKind, TableEdit
from extractors.tables.edits import Fate, replayed
from extractors.tables.grounds import grounds_of, places_of
from extractors.tables.places import anchor_of
from tests.extractors.tables.test_columns_mended import page_of
from tests.extractors.tables.test_edits import edit, grid, grids, texts

HEAD = ["objet", "date", "titulaire"]
ROWS = [["toit", "14/02", "DUPONT"], ["sol", "15/02", "MARTIN"]]


def added(table: Table, at: int, *words: str, name: str = "0123abcd", number: int = 0) -> TableEdit:
    row = AddedRow(name, tuple(AddedCell(col, text) for col, text in enumerate(words) if text))
    return replace(edit(table, at, row.dump(), EditKind.ROW), id=number)


def test_a_row_stands_under_the_one_it_was_put_under() -> None:
    table = grid([HEAD, *ROWS])
    (made,), (played,) = replayed([table], [added(table, 3, "mur", "", "PETIT")])
    assert texts(made) == [HEAD, ROWS[0], ["mur", "", "PETIT"], ROWS[1]]
    new = [cell for cell in made.cells if cell.said.added]
    assert [(cell.row, cell.col, cell.path, cell.bbox) for cell in new] == [
        (2, 0, "saisie[0123abcd]/colonne[1]", None),
        (2, 1, "saisie[0123abcd]/colonne[2]", None),
        (2, 2, "saisie[0123abcd]/colonne[3]", None),
    ]
    assert played.fate is Fate.PLAYED
    assert [added_name(row) for row in made.rows()] == ["", "", "0123abcd", ""]


def test_its_cells_are_mended_as_others_are_and_another_row_is_put_under_it() -> None:
    table = grid([HEAD, *ROWS])
    first = added(table, 3, "mur")
    (made,), _ = replayed([table], [first])
    cell = next(cell for cell in made.cells if cell.text == "mur")
    mended = TableEdit(EditKind.CELL, anchor_of(made, cell), "mur", "mur d'enceinte")
    second = TableEdit(
        EditKind.ROW, anchor_of(made, cell), "mur", AddedRow("cafe0123", (AddedCell(1, "x"),)).dump()
    )
    (made,), played = replayed([table], [first, mended, second])
    assert texts(made) == [HEAD, ROWS[0], ["mur d'enceinte", "", ""], ["", "x", ""], ROWS[1]]
    assert [each.fate for each in played] == [Fate.PLAYED] * 3
    (made,), played = replayed([table], [mended, second])
    assert (texts(made), {each.fate for each in played}) == ([HEAD, *ROWS], {Fate.LOST}), "without the first"


def test_what_was_said_of_other_rows_stays_with_them() -> None:
    table = grid([HEAD, *ROWS, ["Total", "", "2"]])
    said = [
        edit(table, 9, kind=EditKind.NO_ROW),
        edit(table, 6, "sols"),
        edit(table, 6, kind=EditKind.SPLIT),
        edit(table, 0, kind=EditKind.HEADING),
        added(table, 0, "mur"),
    ]
    (above, below), played = replayed([table], said)
    assert texts(above) == [HEAD, ["mur", "", ""], ROWS[0]]
    assert texts(below) == [["sols", "15/02", "MARTIN"], ["Total", "", "2"]]
    assert [cell.said.aside for cell in below.cells if cell.col == 0] == [False, True]
    assert [marked_heading(row) for row in above.rows()] == [True, None, None]
    assert {each.fate for each in played} == {Fate.PLAYED}
    for join in (False, True):
        shape = [edit(table, 1, kind=EditKind.COLUMNS)] if join else []
        tables, _ = replayed([table], [*said, *shape])
        assert [len(list(each.rows())) for each in tables] == [3, 2]


def test_two_rows_under_one_row_both_stand() -> None:
    table = grid([HEAD, *ROWS])
    (made,), _ = replayed([table], [added(table, 0, "a"), added(table, 0, "b", name="cafe0123")])
    assert texts(made) == [HEAD, ["b", "", ""], ["a", "", ""], *ROWS]


def test_a_merged_cell_goes_on_past_the_row() -> None:
    tall = Cell(0, 0, "a", rowspan=2)
    table = Table(1, None, "csv", 1.0, (tall, Cell(0, 1, "1", path="p"), Cell(1, 1, "2", path="q")))
    (made,), _ = replayed([table], [added(table, 1, "", "x")])
    spans = [(cell.row, cell.text, cell.rowspan) for cell in made.cells]
    assert spans == [(0, "a", 3), (0, "1", 1), (1, "x", 1), (2, "2", 1)]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[]",
        "{}",
        '{"row":"0123abcd","cells":[]}',
        '{"row":"../x","cells":[[0,"a",null,null]]}',
        '{"row":"0123abcd","cells":[[0,"",null,null]]}',
        '{"row":"0123abcd","cells":[[-1,"a",null,null]]}',
        '{"row":"0123abcd","cells":[[9,"a",null,null]]}',
        '{"row":"0123abcd","cells":[[0,"a",null,null],[0,"b",null,null]]}',
        '{"row":"0123abcd","cells":[[0,"a",1,[5,5,1,1]]]}',
    ],
)
def test_what_is_no_row_of_the_table_changes_nothing(value: str) -> None:
    table = grid([HEAD, *ROWS])
    tables, (played,) = replayed([table], [edit(table, 0, value, EditKind.ROW)])
    assert (tables, played.fate) == ((table,), Fate.LOST)


@given(grids(), st.lists(st.integers(0, 11), max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_other_row_is_touched(table: Table, places: list[int]) -> None:
    edits = [added(table, at, "neuf", name=f"0123abc{number}") for number, at in enumerate(places)]
    (made,), played = replayed([table], edits)
    assert all(each.fate is Fate.PLAYED for each in played)
    assert [texts(made)[at] for at, row in enumerate(made.rows()) if not added_name(row)] == texts(table)
    assert len({(cell.row, cell.col) for cell in made.cells}) == len(made.cells)


def carried(former: Table, now: Table, made: TableEdit) -> list[TableEdit]:
    grounds = grounds_of([former], [made], [page_of(former)])
    return list(places_of([now], grounds, [page_of(now)]).values())


def test_a_row_is_carried_to_new_bytes_until_the_publisher_prints_it() -> None:
    former, now = grid([HEAD, *ROWS]), grid([HEAD, ROWS[1], ["x", "y", "z"], ROWS[0]])
    made = added(former, 3, "mur", "1/02", "PETIT", number=3)
    (there,) = carried(former, now, made)
    (result,), _ = replayed([now], [there])
    assert texts(result)[-2:] == [ROWS[0], ["mur", "1/02", "PETIT"]]
    printed = grid([HEAD, *ROWS, ["mur", "1/02", "PETIT"]])
    assert carried(former, printed, made) == []


def test_a_box_that_has_other_words_in_the_new_bytes_proves_nothing_there() -> None:
    former = grid([HEAD, *ROWS])
    box = (100.0, 140.0, 150.0, 160.0)
    row = AddedRow("0123abcd", (AddedCell(0, "mur"), AddedCell(2, "MARTIN", 1, box)))
    made = replace(edit(former, 0, row.dump(), EditKind.ROW), id=3)
    (there,) = carried(former, former, made)
    assert AddedRow.load(there.value) == row
    (there,) = carried(former, grid([HEAD, *reversed(ROWS)]), made)
    assert [cell.bbox for cell in AddedRow.load(there.value).cells] == [None, None]
