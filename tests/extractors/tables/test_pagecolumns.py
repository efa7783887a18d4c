"""Tables beside each other and beside running text are read apart; the labels of a table stay with it."""

from __future__ import annotations

import random

import pytest

from benchmarks.tables.composed.page import Press
from extractors.tables.document import read_tables

FONT = "Helvetica"


def rows(press: Press, left: float, top: float, step: float, count: int) -> None:
    for row in range(count):
        press.text(left, top + step * row, f"Item {chr(65 + row)}", FONT, 8)
        press.right(left + 120, top + step * row, f"{37 * row + 11}", FONT, 8)
        press.right(left + 180, top + step * row, f"{53 * row % 90}.5", FONT, 8)


def sizes(press: Press) -> list[tuple[int, int]]:
    tables = read_tables(press.done(), max_pages=1)
    return [(len({c.row for c in t.cells}), len({c.col for c in t.cells})) for t in tables]


@pytest.mark.parametrize("shift", [2.0, 4.5, 5.0])
def test_two_tables_whose_lines_do_not_meet(shift: float) -> None:
    press = Press()
    rows(press, 60, 100, 10, 12)
    rows(press, 320, 100 + shift, 10, 12)
    assert sizes(press) == [(12, 3), (12, 3)]


def test_two_tables_with_rules_of_their_own() -> None:
    press = Press()
    for left in (60, 320):
        rows(press, left, 100, 11, 12)
        for y in (90, 112, 226):
            press.rule(left, y - 3, left + 180)
    assert sizes(press) == [(12, 3), (12, 3)]


def test_one_wide_table_is_one() -> None:
    press = Press()
    rows(press, 60, 100, 11, 12)
    rows(press, 320, 100, 11, 12)
    assert sizes(press) == [(12, 6)]


def test_a_table_beside_running_text() -> None:
    press = Press()
    rows(press, 60, 101.5, 10, 12)
    press.prose(random.Random(3), 320, 90, 230, 30)  # noqa: S311
    assert sizes(press) == [(12, 3)]


def test_labels_set_off_their_lines_stay_with_their_table() -> None:
    press = Press()
    for row in range(12):
        press.text(60, 102 + 22 * row, f"Kind of illness {row}", FONT, 8)
        for line, label in enumerate(("Count", "Percent")):
            y = 100 + 22 * row + 11 * line
            press.text(300, y, label, FONT, 8)
            press.right(420, y, f"{row * 7 + line}", FONT, 8)
            press.right(480, y, f"{row * 5 + line + 3}", FONT, 8)
    assert {columns for _, columns in sizes(press)} == {4}


def test_captions_in_the_middle_of_tables_side_by_side() -> None:
    press = Press()
    for number, left in ((1, 60), (2, 300)):
        press.centred(left + 100, 80, f"Table {number}. Salmon landed", FONT, 8)
        rows(press, left, 100, 11, 12)
    assert sizes(press) == [(12, 3), (12, 3)]


NOTE = (
    "Officials said that|the new procedures had|reduced delays, but|records kept in most|districts were too|"
    "few to be|sure of it."
)


def test_a_note_in_the_margin_is_no_column() -> None:
    press = Press()
    for number, line in enumerate(NOTE.split("|")):
        press.text(60, 101 + 9.4 * number, line, FONT, 7.5)
    rows(press, 170, 100, 11, 14)
    assert sizes(press) == [(14, 3)]
