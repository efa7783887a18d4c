"""Two columns become one, one is cut in two; no word is lost, and what was said of cells goes with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.page import Line, Page, Word
from core.model.table import Cell, Table
from core.model.table_edit import Anchor, EditKind, TableEdit
from extractors.tables.cut_columns import gaps_of, words_of
from extractors.tables.edits import Fate, replayed
from extractors.tables.grounds import grounds_of, places_of
from extractors.tables.joined_columns import join_columns
from extractors.tables.places import anchor_of
from tests.extractors.tables.test_edits import edit, grid, texts

HEAD = ["objet", "date", "titulaire"]


def page_of(*tables: Table, scale: float = 10.0) -> Page:
    """The words of the cells of tables, each ten points wide, from the left side of its cell on."""
    lines = []
    for table in tables:
        for cell in table.cells:
            assert cell.bbox is not None
            left, top, _, bottom = cell.bbox
            words = tuple(
                Word(text, (left + scale * at, top + 2, left + scale * at + 8, bottom - 2), 10.0)
                for at, text in enumerate(cell.text.split())
            )
            if words:
                lines.append(Line(cell.text, cell.bbox, words))
    return Page(1, 600, 800, tuple(lines))


def cut(table: Table, at: int, x: float) -> TableEdit:
    return edit(table, at, str(x), EditKind.COLUMN_CUT)


def boxes(table: Table, row: int) -> list[tuple[float, float]]:
    return [(cell.bbox[0], cell.bbox[2]) for cell in table.cells if cell.row == row and cell.bbox]


def test_two_columns_are_one() -> None:
    table = grid([HEAD, ["toit", "14/02", "DUPONT"], ["", "15/02", "MARTIN"]])
    (made,), (played,) = replayed([table], [edit(table, 1, kind=EditKind.COLUMNS)])
    assert texts(made) == [["objet date", "titulaire"], ["toit 14/02", "DUPONT"], ["15/02", "MARTIN"]]
    assert boxes(made, 1) == [(0.0, 100.0), (100.0, 150.0)]
    assert [cell.col for cell in made.cells if cell.row == 1] == [0, 1]
    assert played.fate is Fate.PLAYED
    _, (first,) = replayed([table], [edit(table, 0, kind=EditKind.COLUMNS)])
    assert first.fate is Fate.LOST, "nothing stands before the first column"


def test_what_was_typed_before_goes_into_the_cell_that_is_made_of_two() -> None:
    table = grid([HEAD, ["toit", "14/02", "DUPONT"]])
    mended, join = edit(table, 3, "toiture"), edit(table, 4, kind=EditKind.COLUMNS)
    (made,), played = replayed([table], [mended, join])
    assert texts(made)[1] == ["toiture 14/02", "DUPONT"]
    assert [each.fate for each in played] == [Fate.PLAYED, Fate.PLAYED]
    whole = next(cell for cell in made.cells if cell.text.startswith("toiture"))
    after = TableEdit(EditKind.CELL, anchor_of(made, whole), "toit 14/02", "toiture du 14 février")
    (made,), played = replayed([table], [mended, join, after])
    assert texts(made)[1] == ["toiture du 14 février", "DUPONT"]
    assert [each.fate for each in played] == [Fate.PLAYED] * 3
    (made,), played = replayed([table], [mended, after])
    assert texts(made)[1] == ["toiture", "14/02", "DUPONT"], "the join was undone"
    assert played[1].fate is Fate.LOST


def test_in_a_format_without_positions_the_order_tells_the_cell_from_what_it_became() -> None:
    def path(col: int) -> str:
        return f"ligne[1]/colonne[{col}]"

    table = Table(
        1, None, "csv", 1.0, tuple(Cell(0, at, text, path=path(at + 1)) for at, text in enumerate("abc"))
    )
    first = TableEdit(EditKind.CELL, Anchor(path=path(1)), "a", "A")
    join = TableEdit(EditKind.COLUMNS, Anchor(path=path(2)), "b")
    after = TableEdit(EditKind.CELL, Anchor(path=path(1)), "a b", "AB")
    (made,), _ = replayed([table], [first, join])
    assert texts(made) == [["A b", "c"]]
    (made,), played = replayed([table], [first, join, after])
    assert texts(made) == [["AB", "c"]]
    assert [each.fate for each in played] == [Fate.PLAYED] * 3


def test_a_row_set_aside_or_marked_stays_so_whatever_becomes_of_its_columns() -> None:
    table = grid([HEAD, ["toit", "14/02", "DUPONT"], ["Total", "", "3"]])
    aside, heading = edit(table, 6, kind=EditKind.NO_ROW), edit(table, 0, kind=EditKind.HEADING)
    (made,), played = replayed([table], [aside, heading, edit(table, 1, kind=EditKind.COLUMNS)])
    assert [cell.said.aside for cell in made.cells if cell.col == 0] == [False, False, True]
    assert [cell.said.heading for cell in made.cells if cell.col == 0] == [True, None, None]
    assert {each.fate for each in played} == {Fate.PLAYED}


def test_a_column_is_cut_between_two_words_and_each_part_has_its_box() -> None:
    table = grid([["objet date", "titulaire"], ["toit 14/02", "DUPONT"], ["sol", "MARTIN"], ["", "X"]])
    (made,), (played,) = replayed([table], [cut(table, 2, 9.0)], [page_of(table)])
    assert texts(made) == [
        ["objet", "date", "titulaire"],
        ["toit", "14/02", "DUPONT"],
        ["sol", "", "MARTIN"],
        ["", "", "X"],
    ]
    for row in range(4):
        assert boxes(made, row) == [(0.0, 9.0), (9.0, 50.0), (50.0, 100.0)]
    assert played.fate is Fate.PLAYED
    for x in ("60", "-3", "nan", "x"):
        (made,), (played,) = replayed([table], [edit(table, 2, x, EditKind.COLUMN_CUT)], [page_of(table)])
        assert (made, played.fate) == (table, Fate.LOST)


def test_a_title_over_a_column_that_is_cut_spans_its_parts() -> None:
    table = grid([["", "", ""], ["toit 14/02", "DUPONT", "1"]])
    title = replace(table.cells[0], text="Liste", colspan=3, bbox=(0.0, 100.0, 150.0, 120.0))
    table = replace(table, cells=(title, *table.cells[3:]))
    (made,), _ = replayed([table], [cut(table, 1, 9.0)], [page_of(table)])
    assert (made.cells[0].text, made.cells[0].colspan) == ("Liste", 4)
    joined, _ = join_columns(made, 1, {})
    assert joined.cells[0].colspan == 3
    assert texts(joined)[1] == ["toit 14/02", "DUPONT", "1"]


def test_each_part_can_be_mended_and_a_text_typed_for_a_cell_that_was_cut_is_told() -> None:
    table = grid([["toit 14/02", "DUPONT"], ["sol", "MARTIN"]])
    pages, knife = [page_of(table)], cut(table, 0, 9.0)
    (made,), _ = replayed([table], [knife], pages)
    date = next(cell for cell in made.cells if cell.text == "14/02")
    mended = TableEdit(EditKind.CELL, anchor_of(made, date), "14/02", "14/02/2025")
    whole, other = edit(table, 0, "toiture"), edit(table, 2, "sols")
    (made,), played = replayed([table], [whole, other, knife, mended], pages)
    assert texts(made) == [["toit", "14/02/2025", "DUPONT"], ["sols", "", "MARTIN"]]
    assert [each.fate for each in played] == [Fate.LOST, Fate.PLAYED, Fate.PLAYED, Fate.PLAYED]


def test_the_places_where_a_cell_can_be_cut() -> None:
    table = grid([["toit du préau", "x"], ["un-", "y"]])
    words = words_of([page_of(table)])
    assert gaps_of(table.cells[0], 1, words) == [(9.0, "toit", "du préau"), (19.0, "toit du", "préau")]
    assert gaps_of(table.cells[2], 1, words) == []


WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=4).map(" ".join)
SHAPED = st.lists(st.tuples(st.booleans(), st.integers(0, 11), st.integers(-1, 16)), max_size=4)


@st.composite
def wide(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(2, 3))
    return grid(draw(st.lists(st.lists(WORDS, min_size=columns, max_size=columns), min_size=1, max_size=4)))


@given(wide(), SHAPED)
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost_nor_stands_twice(table: Table, steps: list[tuple[bool, int, int]]) -> None:
    made, edits = table, []
    for joins, at, step in steps:
        cell = made.cells[at % len(made.cells)]
        anchor = anchor_of(made, cell)
        assert cell.bbox is not None
        kind = EditKind.COLUMNS if joins else EditKind.COLUMN_CUT
        edits.append(TableEdit(kind, anchor, cell.text, str(cell.bbox[0] + 5 * step - 1)))
        (made,), _ = replayed([table], edits, [page_of(table)])
        for row, line in enumerate(made.rows()):
            before = sorted(" ".join(texts(table)[row]).split())
            assert sorted(" ".join(each.text for each in line).split()) == before
            places = [col for each in line for col in range(each.col, each.col + each.colspan)]
            assert len(places) == len(set(places))


def test_a_merged_cell_ends_where_its_neighbour_goes_on() -> None:
    tall = Cell(0, 0, "a", rowspan=3)
    table = Table(1, None, "ruled", 1.0, (tall, Cell(0, 1, "1"), Cell(1, 1, "2"), Cell(2, 1, "3")))
    made, _ = join_columns(table, 1, {})
    assert [(cell.row, cell.text, cell.rowspan) for cell in made.cells] == [
        (0, "a 1", 1),
        (1, "2", 1),
        (2, "3", 1),
    ]


@pytest.mark.parametrize("value", ["9.0", "25"])
def test_of_two_cuts_at_one_cell_the_later_stands(value: str) -> None:
    table = grid([["a b c d", "x"]])
    (made,), _ = replayed([table], [cut(table, 0, 15.0), cut(table, 0, float(value))], [page_of(table)])
    assert len(texts(made)[0]) == 3


def carried(former: Table, now: Table, edits: list[TableEdit]) -> list[TableEdit]:
    """The edits as they are carried from one table to another."""
    numbered = [replace(each, id=at) for at, each in enumerate(edits, start=1)]
    grounds = grounds_of([former], numbered, [page_of(former)])
    found = places_of([now], grounds, [page_of(now)])
    return [found[at] for at in sorted(found)]


def test_columns_and_what_was_said_of_their_parts_are_carried_to_new_bytes() -> None:
    former = grid([["objet date", "titulaire"], ["toit 14/02", "DUPONT"], ["sol 15/02", "MARTIN"]])
    now = grid(
        [["objet date", "titulaire"], ["mur 1/02", "X"], ["sol 15/02", "MARTIN"], ["toit 14/02", "DUPONT"]]
    )
    knife = cut(former, 2, 9.0)
    (made,), _ = replayed([former], [knife], [page_of(former)])
    date = next(cell for cell in made.cells if cell.text == "15/02")
    later = TableEdit(EditKind.CELL, anchor_of(made, date), "15/02", "15/02/2025")
    (result,), played = replayed([now], carried(former, now, [knife, later]), [page_of(now)])
    assert texts(result)[2:] == [["sol", "15/02/2025", "MARTIN"], ["toit", "14/02", "DUPONT"]]
    assert [each.fate for each in played] == [Fate.PLAYED] * 2
    whole = grid([["objet date", "titulaire"], ["toit 14/02", "DUPONT"]])
    join, typed = edit(whole, 1, kind=EditKind.COLUMNS), edit(whole, 2, "toiture")
    (result,), played = replayed([now], carried(whole, now, [typed, join]), [page_of(now)])
    assert texts(result)[3] == ["toiture DUPONT"]


def test_a_cut_is_not_carried_to_a_column_that_has_moved() -> None:
    former = grid([["objet date", "titulaire"], ["toit 14/02", "DUPONT"]])
    cells = tuple(
        replace(cell, bbox=(cell.bbox[0] + 20, cell.bbox[1], cell.bbox[2] + 20, cell.bbox[3]))
        for cell in former.cells
        if cell.bbox
    )
    assert carried(former, replace(former, cells=cells), [cut(former, 2, 9.0)]) == []
    assert len(carried(former, former, [cut(former, 2, 9.0)])) == 1


def test_the_words_of_two_columns_are_read_line_by_line() -> None:
    cells = (
        Cell(0, 0, "TRAVAUX HUREPOIX", bbox=(0.0, 0.0, 60.0, 40.0)),
        Cell(0, 1, "DU", bbox=(60.0, 0.0, 90.0, 40.0)),
    )
    table = Table(1, None, "ruled", 1.0, cells)
    places = {
        "TRAVAUX": (2.0, 2.0, 50.0, 12.0),
        "DU": (62.0, 2.0, 80.0, 12.0),
        "HUREPOIX": (2.0, 20.0, 50.0, 30.0),
    }
    words = {1: [Word(text, box, 10.0) for text, box in places.items()]}
    assert join_columns(table, 1, words)[0].cells[0].text == "TRAVAUX DU HUREPOIX"
    typed = replace(table, cells=(replace(cells[0], text="TRAVAUX D'HUREPOIX"), cells[1]))
    assert join_columns(typed, 1, words)[0].cells[0].text == "TRAVAUX D'HUREPOIX DU"
