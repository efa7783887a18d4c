"""Edits of tables follow what was printed around them to other bytes, and never to another row."""

from __future__ import annotations

from dataclasses import replace

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.table import Table
from core.model.table_edit import EditKind, TableEdit
from extractors.tables.grounds import Ground, grounds_of, places_of
from extractors.tables.places import cell_at
from tests.extractors.tables.test_edits import edit, grid

HEAD = ["objet", "titulaire", "montant"]
ROWS = [
    ["toiture", "COUVREUR", "100"],
    ["sol", "MAÇON", "200"],
    ["sol", "MAÇON", "200"],
    ["Total", "", "500"],
]


def placed(former: list[Table], now: list[Table], made: TableEdit) -> list[str] | None:
    """The texts of the row in which an edit stands in new tables; None where it has no place."""
    raw = [ground.as_dict() for ground in grounds_of(former, [made])]
    grounds = [Ground.from_dict(orjson.loads(orjson.dumps(each))) for each in raw]
    found = places_of(now, grounds).get(made.id)
    if found is None:
        return None
    place = found.anchor
    key, cell = cell_at(now, place)
    assert key is not None
    assert cell is not None
    return [each.text for each in now[key[0]].cells if each.row == key[1]]


def on(table: Table, text: str, value: str = "X", kind: EditKind = EditKind.CELL, nth: int = 0) -> TableEdit:
    at = [number for number, cell in enumerate(table.cells) if cell.text == text][nth]
    return replace(edit(table, at, value, kind), id=7)


def test_an_edit_follows_its_row_wherever_it_stands_now() -> None:
    former = grid([HEAD, *ROWS])
    now = grid([HEAD, ["peinture", "DUPONT", "50"], *ROWS[1:3], ROWS[0]], page=2, top=300.0)
    other = grid([["a", "b"]])
    assert placed([former], [other, now], on(former, "COUVREUR")) == ROWS[0]


def test_a_column_that_was_added_changes_nothing() -> None:
    former = grid([HEAD, *ROWS])
    now = grid([["n°", *HEAD], *(["1", *row] for row in ROWS)])
    assert placed([former], [now], on(former, "COUVREUR")) == ["1", *ROWS[0]]


def test_a_row_is_known_by_its_first_cell_where_another_one_changed() -> None:
    former = grid([HEAD, *ROWS])
    now = grid([HEAD, ["toiture", "COUVREUR", "120"], *ROWS[1:]])
    assert placed([former], [now], on(former, "COUVREUR")) == ["toiture", "COUVREUR", "120"]
    assert placed(
        [former], [grid([HEAD, ROWS[0], ["Total", "", "900"]])], on(former, "Total", "", EditKind.NO_ROW)
    ) == [
        "Total",
        "",
        "900",
    ]
    assert placed([former], [grid([HEAD, ["sol", "MAÇON", "9"]])], on(former, "MAÇON")) is None, (
        "two rows have it"
    )


def test_a_cell_that_says_another_thing_now_is_no_ground() -> None:
    former = grid([HEAD, *ROWS])
    now = grid([HEAD, ["toiture", "ZINGUEUR", "100"], *ROWS[1:]])
    assert placed([former], [now], on(former, "COUVREUR")) is None
    assert placed([former], [now], on(former, "COUVREUR", "ZINGUEUR")) == now_row(now), "the publisher agrees"


def now_row(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.row == 1]


def test_rows_that_are_alike_are_told_apart_by_their_order_while_they_are_as_many() -> None:
    former = grid([HEAD, *ROWS])
    second = on(former, "MAÇON", nth=1)
    assert placed([former], [grid([HEAD, ROWS[1], ["x", "y", "z"], ROWS[2]])], second) == ROWS[2]
    assert placed([former], [grid([HEAD, ROWS[1]])], second) is None


def test_a_heading_follows_the_other_headings() -> None:
    former = grid([HEAD, *ROWS])
    now = grid([HEAD, *ROWS[:2]], page=3)
    assert placed([former], [grid([["autre"], ["x"]]), now], on(former, "titulaire")) == HEAD
    assert (
        placed([former], [grid([["objet", "fournisseur", "montant"], *ROWS])], on(former, "titulaire"))
        is None
    )


def test_a_title_that_changes_every_year_leaves_the_table_in_its_place() -> None:
    former, now = grid([["Liste 2025", "", ""], HEAD, *ROWS]), grid([["Liste 2026", "", ""], HEAD, *ROWS])
    assert placed([former], [now], on(former, "COUVREUR")) == ROWS[0]


TEXTS = st.sampled_from(["a", "b", ""])
TABLES = st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6)


@given(TABLES, st.permutations(range(5)), st.integers(0, 17))
@settings(max_examples=150, deadline=None)
def test_an_edit_never_goes_to_a_row_that_says_another_thing(
    rows: list[list[str]], order: list[int], at: int
) -> None:
    former = grid([HEAD, *rows])
    moved = [rows[each] for each in order if each < len(rows)]
    now = grid([HEAD, *moved])
    made = replace(edit(former, at, "X"), id=7)
    _, cell = cell_at([former], made.anchor)
    assert cell is not None
    mine = [each.text for each in former.cells if each.row == cell.row]
    found = placed([former], [now], made)
    assert found is None or found == mine
    if len(rows) <= len(order) and sum(row == mine for row in rows) == 1:
        assert found == mine


def test_an_edit_whose_cell_is_not_there_has_no_ground() -> None:
    former = grid([HEAD, *ROWS])
    assert grounds_of([grid([["a"]])], [on(former, "MAÇON")]) == []
