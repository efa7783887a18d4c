"""Tables whose rules leave rows, columns or sides out."""

from __future__ import annotations

import pytest

from tests.extractors.tables.test_layouts import assert_read, figures, place
from tests.extractors.tables.typeset import STATES, TOPICS, Cell, Press

XS = [64.0, 250.0, 330.0, 410.0, 490.0]
BORDERS = [60.0, 200.0, 260.0, 340.0, 420.0, 500.0]


def fill(press: Press, top: float, rows: int = 8, step: float = 12) -> float:
    """A header and rows of figures; returns the y below them."""
    cells: list[Cell] = []
    place(press, cells, 0, ["Fund", "Receipts", "Outlays", "Balance", "Change"], XS, top + 10)
    y = top + 14
    for row in range(1, rows + 1):
        place(press, cells, row, [TOPICS[row][:24], *figures(row, 4)], XS, y + 10)
        y += step
    press.tables.append((1, cells))
    return y + 4


def test_columns_ruled_in_the_header_only() -> None:
    press = Press()
    bottom = fill(press, 100)
    for y in [100, 114, *[114 + 12 * i for i in range(1, 9)]]:
        press.rule(60, y, 500)
    for x in BORDERS[1:-1]:
        press.upright(x, 100, 114)
    for x in (60, 500):
        press.upright(x, 100, bottom - 4)
    assert_read(press.done())


def test_rows_without_rules_between_ruled_columns() -> None:
    press = Press()
    bottom = fill(press, 100)
    for y in (100, 114, bottom):
        press.rule(60, y, 500)
    for x in BORDERS:
        press.upright(x, 100, bottom)
    assert_read(press.done())


def test_one_upright_rule_after_the_labels() -> None:
    press = Press()
    bottom = fill(press, 100)
    for y in (100, 114, 117, bottom):
        press.rule(60, y, 500)
    press.upright(200, 100, bottom)
    assert_read(press.done())


def test_upright_rules_that_meet_no_level_one() -> None:
    press = Press()
    bottom = fill(press, 100)
    for x in BORDERS[1:-1]:
        press.upright(x, 100, bottom)
    assert_read(press.done())


def test_a_frame_around_rows_without_rules() -> None:
    press = Press()
    bottom = fill(press, 100)
    press.canvas.rect(55, press.height - bottom - 2, 450, bottom - 96)
    assert_read(press.done())


def test_a_header_above_the_rules_of_the_body() -> None:
    press = Press()
    cells: list[Cell] = []
    press.rule(60, 88, 500)
    press.text(290, 98, "Budget authority", "Helvetica", 8, "centre")
    press.rule(260, 101, 340)
    place(press, cells, 1, ["Fund", "Receipts", "Outlays", "Balance", "Change"], XS, 110)
    cells.append((0, 0, 2, 2, "Budget authority"))
    for y in [114 + 12 * i for i in range(9)]:
        press.rule(60, y, 500)
    for x in BORDERS:
        press.upright(x, 114, 210)
    for row in range(2, 10):
        place(press, cells, row, [TOPICS[row][:24], *figures(row, 4)], XS, 100 + 12 * row)
    press.tables.append((1, cells))
    assert_read(press.done())


def test_text_that_runs_over_its_lower_border_stays_in_its_row() -> None:
    press = Press()
    cells: list[Cell] = []
    for row in range(7):
        y = 100 + 16.4 * row
        press.rule(60, y, 300)
        texts = [STATES[row], "Jean-Claude"]
        if row == 3:
            press.text(150, y + 10, "Christophe-", "Helvetica", 10)
            press.text(150, y + 22.7, "André", "Helvetica", 10)
            cells.append((row, row, 1, 1, "Christophe-André"))
        else:
            press.text(150, y + 12, texts[1], "Helvetica", 10)
            cells.append((row, row, 1, 1, texts[1]))
        press.text(64, y + 11, texts[0], "Helvetica", 10)
        cells.append((row, row, 0, 0, texts[0]))
    press.rule(60, 100 + 16.4 * 7, 300)
    for x in (60, 145, 300):
        press.upright(x, 100, 100 + 16.4 * 7)
    press.tables.append((1, cells))
    assert_read(press.done())


def test_narrow_empty_columns_between_rules_are_left_out() -> None:
    press = Press()
    bottom = fill(press, 100)
    for y in [100, 114, *[114 + 12 * i for i in range(1, 9)]]:
        press.rule(60, y, 500)
    for x in [*BORDERS, 206.0, 346.0]:
        press.upright(x, 100, bottom - 4)
    assert_read(press.done())


@pytest.mark.parametrize("gap", [0.5, 4.0])
def test_labels_set_in_the_middle_of_two_lines(gap: float) -> None:
    press = Press()
    cells: list[Cell] = []
    place(press, cells, 0, ["Program", "2006", "2007"], XS[:3], 100)
    press.rule(60, 104, 330)
    y = 118.0
    for row in range(1, 8):
        if row % 2:
            place(press, [], row, [TOPICS[row][:24]], XS, y)
            place(press, [], row, ["and other activities"], XS, y + 10)
            cells.append((row, row, 0, 0, f"{TOPICS[row][:24]} and other activities"))
            place(press, cells, row, ["", *figures(row, 2)], XS[:3], y + 5)
            y += 20 + gap
        else:
            place(press, cells, row, [TOPICS[row][:24], *figures(row, 2)], XS[:3], y)
            y += 10 + gap
    press.tables.append((1, cells))
    assert_read(press.done())


def test_units_and_titles_of_rows_span_the_data() -> None:
    press = Press()
    cells: list[Cell] = []
    press.rule(60, 90, 490)
    place(press, cells, 0, ["Characteristic", "All", "Men", "Women", "Children"], XS, 100)
    press.rule(60, 104, 490)
    y, row = 118.0, 1
    for unit in ("Number in thousands", "Percent distribution"):
        press.text((XS[1] - 26 + 490) / 2, y, unit, "Helvetica", 8, "centre")
        cells.append((row, row, 1, 4, unit))
        for topic in TOPICS[:5]:
            y, row = y + 11, row + 1
            place(press, cells, row, [topic[:28], *figures(row, 4)], XS, y)
        y, row = y + 15, row + 1
    press.rule(60, y - 8, 490)
    press.tables.append((1, cells))
    assert_read(press.done())


def test_rules_that_were_typed() -> None:
    press = Press()
    cells: list[Cell] = []
    y = 100.0

    def line(text: str) -> None:
        nonlocal y
        press.text(60, y, text, "Courier", 8)
        y += 9.6

    line("-" * 70)
    line("State".ljust(18) + ":" + "2007".rjust(14) + " :" + "2008".rjust(14) + " :" + "2009".rjust(14))
    cells += [(0, 0, col, col, text) for col, text in enumerate(["State", "2007", "2008", "2009"])]
    line("-" * 70)
    for row, state in enumerate(STATES[:9], start=1):
        texts = figures(row, 3)
        line(state[:16].ljust(18) + ":" + texts[0].rjust(14) + texts[1].rjust(16) + texts[2].rjust(16))
        cells += [(row, row, col, col, text) for col, text in enumerate([state[:16].strip(), *texts])]
    line("- " * 35)
    press.tables.append((1, cells))
    assert_read(press.done())


def test_a_frame_around_titles_over_columns() -> None:
    press = Press()
    cells: list[Cell] = [(0, 0, 3, 4, "Both sexes")]
    press.text(328, 108, "Both sexes", "Helvetica", 8, "centre")
    place(press, cells, 1, ["Fund", "Receipts", "Outlays", "Men", "Women"], [64, 220, 265, 320, 365], 120)
    for row in range(2, 9):
        place(
            press, cells, row, [TOPICS[row][:24], *figures(row, 4)], [64, 220, 265, 320, 365], 120 + 12 * row
        )
    press.tables.append((1, cells))
    for y in (96, 126, 236):
        press.rule(60, y, 450)
    for x in (60, 450):
        press.upright(x, 96, 236)
    assert_read(press.done())


def test_a_heading_between_two_tables_is_no_label_of_the_lower_one() -> None:
    press = Press()
    below = fill(press, 100)
    for y in (98, 114, below, below + 52, below + 70):
        press.rule(60, y, 500)
    press.text(62, below + 28, "2.2", "Times-Bold", 10)
    press.text(90, below + 28, "Ferries", "Times-Bold", 10)
    press.rule(60, fill(press, below + 54), 500)
    assert_read(press.done())
