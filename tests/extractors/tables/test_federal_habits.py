"""Habits of federal reports: headings over figures, titles of several lines, marks, forms, repeated notes."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.press import Program, printed
from benchmarks.tables.composed.federal.sheet import Sheet
from core.model.table import Table
from extractors.tables.document import read_tables

ROMAN, COURIER = Face("Times-Roman"), Face("Courier")
ENDS = (300, 380, 460)
"""Right ends of three columns of figures."""


def tables(*sheets: Sheet) -> tuple[Table, ...]:
    data = printed(list(sheets), Program("processor"), random.Random(1))  # noqa: S311
    return read_tables(data, max_pages=9)


def row(sheet: Sheet, y: float, label: str, *figures: str, x: float = 72) -> None:
    if label:
        sheet.put(x, y, label, ROMAN, 9)
    for end, figure in zip(ENDS, figures, strict=False):
        sheet.put(end - ROMAN.width(figure, 9), y, figure, ROMAN, 9)


def states(sheet: Sheet, y: float, count: int = 4, seed: int = 1) -> None:
    rng = random.Random(seed)  # noqa: S311
    for place, name in enumerate(["Alder", "Bassett", "Calloway", "Dunmore", "Harlan", "Wexley"][:count]):
        row(sheet, y + 12 * place, name, *(f"{rng.randint(1000, 99000):,}" for _ in ENDS))


def placed(table: Table) -> dict[str, tuple[int, int, int]]:
    """Row, column and colspan by text."""
    return {cell.text: (cell.row, cell.col, cell.colspan) for cell in table.cells if cell.text}


def test_a_heading_amid_the_figures_spans_them_though_it_stands_over_one_column() -> None:
    sheet = Sheet()
    row(sheet, 100, "County", "1990", "2000", "2010")
    states(sheet, 124)
    sheet.put(330, 174, "Rate per 1,000 persons", ROMAN, 9)
    states(sheet, 186)
    (table,) = tables(sheet)
    assert placed(table)["Rate per 1,000 persons"] == (5, 1, 3)


def test_a_heading_right_below_the_titles_is_a_row() -> None:
    sheet = Sheet()
    row(sheet, 100, "County", "Ferries", "Piers", "Locks")
    sheet.put(345, 112, "Thousands", ROMAN, 9)
    states(sheet, 124)
    (table,) = tables(sheet)
    assert placed(table)["Thousands"] == (1, 1, 3)


def test_titles_with_dates_and_shares_are_no_figures() -> None:
    sheet = Sheet()
    row(sheet, 88, "", "95 percent")
    row(sheet, 99, "", "confidence")
    row(sheet, 110, "County", "interval", "12/31/99", "12/31/00")
    states(sheet, 126)
    (table,) = tables(sheet)
    assert placed(table)["95 percent confidence interval"] == (0, 1, 1)


def test_the_first_line_of_a_title_over_the_labels_belongs_to_it() -> None:
    sheet = Sheet()
    sheet.put(72, 89, "Jurisdiction of the", ROMAN, 9)
    row(sheet, 100, "county court", "Ferries", "Piers", "Locks")
    states(sheet, 116)
    (table,) = tables(sheet)
    assert placed(table)["Jurisdiction of the county court"] == (0, 0, 1)


def test_the_second_line_of_a_title_over_two_columns_belongs_to_it() -> None:
    sheet = Sheet()
    for y, text in ((80, "Payments received from"), (90, "settlers")):
        sheet.put(410 - ROMAN.width(text, 9) / 2, y, text, ROMAN, 9)
    sheet.rule(355, 93, 462)
    row(sheet, 104, "County", "Ferries", "Piers", "Locks")
    states(sheet, 120)
    (table,) = tables(sheet)
    assert placed(table)["Payments received from settlers"] == (0, 2, 2)


def test_a_label_with_the_mark_of_a_note_does_not_go_on() -> None:
    sheet = Sheet()
    row(sheet, 100, "Item", "1990", "2000", "2010")
    row(sheet, 112, "Weirs 4/", "12", "14", "15", x=82)
    row(sheet, 124, "Public works")
    row(sheet, 136, "Locks a/", "7", "8", "9", x=82)
    row(sheet, 148, "Dams", "3", "4", "5", x=82)
    (table,) = tables(sheet)
    assert {"Weirs 4/", "Public works", "Locks a/"} <= set(placed(table))


def test_a_telephone_number_in_a_fixed_pitch_is_one_text() -> None:
    sheet = Sheet()
    for place, name in enumerate(
        ["Ada Merritt", "Bruce Ocampo", "Celia Vance", "Orrin Lyle", "Estelle Parr"]
    ):
        sheet.put(72, 100 + 14 * place, name, COURIER, 8)
        sheet.put(
            220, 100 + 14 * place, ["Permit Section", "Records", "Field Services"][place % 3], COURIER, 8
        )
        sheet.put(360, 100 + 14 * place, f"(202) 555-01{place}7", COURIER, 8)
    (table,) = tables(sheet)
    assert table.cells[2].text == "(202) 555-0107"


def test_a_form_whose_rows_are_cut_each_in_its_way_is_no_table() -> None:
    sheet = Sheet()
    for place, cuts in enumerate([(200,), (300, 420), (140, 380), (250,), (330,), (180, 460)]):
        top = 80 + 30 * place
        sheet.rule(54, top, 558)
        for cell, left in enumerate((54, *cuts)):
            sheet.upright(left, top, top + 30)
            sheet.put(left + 3, top + 8, f"{place + 1}{'abc'[cell]}. Name of grantee", ROMAN, 6)
        sheet.upright(558, top, top + 30)
    sheet.rule(54, 260, 558)
    assert tables(sheet) == ()


def part(title: str, notes: float, last: str, seed: int) -> Sheet:
    """A page with a part of a table under its title, over a note."""
    sheet = Sheet()
    sheet.put(72, 130, title, ROMAN, 9)
    row(sheet, 150, "County", "Ferries", "Piers", "Locks")
    states(sheet, 166, 6, seed)
    row(sheet, 238, last, "88,204", "912", "40,311")
    sheet.put(72, notes, "NOTE: Detail may not add to totals.", ROMAN, 7)
    return sheet


def test_title_and_notes_that_come_again_do_not_part_a_table() -> None:
    upper = part("Table 2. Works by county", 260, "Yarrow", 1)
    lower = part("Table 2. Works by county--Continued", 300, "Zane", 2)
    (table,) = tables(upper, lower)
    assert placed(table)["Zane"][0] == 14
    other = part("Table 3. Works by river", 300, "Zane", 2)
    assert len(tables(upper, other)) == 2


def test_rules_of_few_strokes_under_narrow_columns_are_no_cells() -> None:
    sheet = Sheet()
    row(sheet, 100, "County", "Dams", "Piers", "Locks")
    row(sheet, 108, "------------", "-----", "----", "-----")
    states(sheet, 122)
    (table,) = tables(sheet)
    assert not any("---" in cell.text for cell in table.cells)


def test_a_label_whose_mark_stands_on_the_next_line_goes_on() -> None:
    sheet = Sheet()
    row(sheet, 100, "Item", "1990", "2000", "2010")
    states(sheet, 112)
    row(sheet, 160, "Sunflower seed sold")
    row(sheet, 172, "1/.................", "12", "14", "15")
    states(sheet, 184, 3, seed=2)
    (table,) = tables(sheet)
    assert "Sunflower seed sold 1/ ................." in {
        " ".join(text.split()) for text in placed(table)
    } | {text.replace("1/.", "1/ .") for text in placed(table)}


def test_the_last_rows_of_a_table_across_the_page_stay_with_it_above_two_columns_of_text() -> None:
    sheet = Sheet()
    rng = random.Random(3)  # noqa: S311
    ends = (150, 220, 290, 330, 430, 500)
    for place in range(7):
        y = 80 + 12 * place + (6 if place > 4 else 0)
        sheet.put(58, y, f"Item {place} and others" if place < 5 else f"Item {place}", ROMAN, 9)
        for end in ends if place < 5 else (150, 220, 290, 430, 500):
            figure = f"{rng.randint(10, 9999):,}"
            sheet.put(end - ROMAN.width(figure, 9), y, figure, ROMAN, 9)
    words = ("The", "share", "of", "households", "that", "reported", "at", "least", "one", "such", "event")
    for column, x in enumerate((58, 322)):
        for line in range(30):
            text = " ".join(rng.choices(words, k=10))[:58]
            sheet.put(x, 190 + 5 * column + 11 * line, text, ROMAN, 9)
    (table,) = tables(sheet)
    assert 1 + max(cell.row for cell in table.cells) == 7


def test_numbers_of_pages_under_lone_numbers_are_contents() -> None:
    sheet = Sheet()
    title = "Number and percent of persons under age 65 without any health care coverage, by year"
    for place in range(14):
        label = title if place < 3 else f"Section {place}"
        sheet.put(72, 90 + 15 * place, label, ROMAN, 10)
        page = str(3 * place + place * place + 2)
        sheet.put(538 - ROMAN.width(page, 10), 90 + 15 * place, page, ROMAN, 10)
    assert tables(sheet) == ()


def test_two_tables_under_titles_of_their_own_are_read_apart() -> None:
    sheet = Sheet()
    for x, title, first in (
        (60, "Table 1. Grain in store by county", 1),
        (330, "Table 2. Locks by river basin", 9),
    ):
        sheet.put(x, 80, title, ROMAN, 9)
        rng = random.Random(first)  # noqa: S311
        for place, name in enumerate(
            ["County", "Alder", "Bassett", "Calloway", "Dunmore", "Harlan", "Wexley"]
        ):
            sheet.put(x, 100 + 12 * place, name, ROMAN, 9)
            for end in (130, 200):
                figure = f"{rng.randint(100, 9000):,}" if place else "19" + str(end // 2)
                sheet.put(x + end - ROMAN.width(figure, 9), 100 + 12 * place, figure, ROMAN, 9)
    assert [1 + max(cell.col for cell in table.cells) for table in tables(sheet)] == [3, 3]


def test_a_row_that_counts_the_columns_makes_none_of_its_own() -> None:
    sheet = Sheet()
    row(sheet, 100, "Account", "Outlays", "Receipts", "Net cost")
    for number, end in enumerate(ENDS, start=1):
        sheet.put(end - 46, 112, f"({number})", ROMAN, 9)
    states(sheet, 126, 6)
    (table,) = tables(sheet)
    assert 1 + max(cell.col for cell in table.cells) == 4
    assert "(2)" in placed(table)


def test_two_columns_of_prose_beside_labels_are_cells() -> None:
    sheet = Sheet()
    bold = Face("Times-Bold")
    for x, head in ((60, "Provision"), (190, "Current law"), (380, "Proposal")):
        sheet.put(x, 90, head, bold, 9)
    sheet.rule(58, 94, 545)
    for place, name in enumerate(["Field offices", "Waterways", "Records", "Permits", "Outreach"]):
        y = 110 + 40 * place
        sheet.put(60, y, name, ROMAN, 9)
        for line, text in enumerate(
            ["The Secretary may waive this requirement for", "good cause shown in each case."]
        ):
            sheet.put(190, y + 11 * line, text, ROMAN, 9)
            sheet.put(380, y + 11 * line, text.replace("Secretary", "Bureau"), ROMAN, 9)
    (table,) = tables(sheet)
    assert (1 + max(cell.row for cell in table.cells), 1 + max(cell.col for cell in table.cells)) == (6, 3)


def test_values_over_the_bars_of_a_chart_are_no_table() -> None:
    sheet = Sheet()
    rng = random.Random(5)  # noqa: S311
    for place in range(6):
        sheet.put(72, 403 - 34 * place, f"{20 * place}", ROMAN, 8)
    for place in range(9):
        x, height = 100 + 46 * place, rng.randint(60, 150)
        sheet.fill(x, 400 - height, x + 24, 400, 0.6)
        sheet.put(x, 397 - height, f"{height / 2:.1f}", ROMAN, 7)
    assert tables(sheet) == ()


def test_a_title_over_a_single_row_is_no_first_line_of_its_label() -> None:
    sheet = Sheet()
    row(sheet, 100, "District", "Ferries", "Piers", "Locks")
    y = 124.0
    for title, names in (
        ("Upper Harbor District 1", ["Alder", "Bassett", "Calloway", "Dunmore"]),
        ("Upper Harbor District 2", ["Harlan"]),
        ("Upper Harbor District 3", ["Wexley"]),
    ):
        row(sheet, y, title)
        for name in names:
            y += 12
            row(sheet, y, name, "1,204", "318", "77", x=84)
        row(sheet, y + 12, "Total", "5,006", "1,902", "401")
        y += 30
    (table,) = tables(sheet)
    assert placed(table)["Upper Harbor District 2"] == (7, 0, 1)
    assert placed(table)["Harlan"] == (8, 0, 1)


def test_a_source_with_a_mark_before_it_is_no_row() -> None:
    sheet = Sheet()
    row(sheet, 100, "County", "1990", "2000", "2010")
    states(sheet, 112)
    sheet.put(72, 160, "*Source:", ROMAN, 9)
    sheet.put(270, 160, "Harbor Survey", ROMAN, 9)
    (table,) = tables(sheet)
    assert max(cell.row for cell in table.cells) == 4


def counted(sheet: Sheet, y: float, text: str) -> None:
    sheet.put(60, y, text, COURIER, 7)


def daily(sheet: Sheet, y: float) -> float:
    """Rows of a line printer: a label of five signs at most, then figures in columns of eight."""
    rng = random.Random(5)  # noqa: S311
    for label in ("1", "2", "3", "4", "5", "MEAN", "MAX"):
        counted(sheet, y, f"{label:<6}" + "".join(f"{rng.randint(900, 9999):>8}" for _ in range(6)))
        y += 8
    return y


def test_a_label_one_counted_space_before_a_figure_is_a_cell_of_its_own() -> None:
    sheet = Sheet()
    counted(
        sheet, 100, "DAY   " + "".join(f"{month:>8}" for month in ("OCT", "NOV", "DEC", "JAN", "FEB", "MAR"))
    )
    y = daily(sheet, 108)
    counted(sheet, y, "TOTAL " + "".join(f"{figure:>8}" for figure in ("10003215", *["198080"] * 5)))
    (table,) = tables(sheet)
    assert [cell.text for cell in table.cells if cell.row == 8][:3] == ["TOTAL", "10003215", "198080"]


def test_a_range_with_counted_spaces_is_one_text() -> None:
    sheet = Sheet()
    counted(sheet, 100, "FLOW OF THE WEXLEY, WATER YEARS 1930 - 2004, BY MONTH")
    daily(sheet, 114)
    (table,) = tables(sheet)
    assert table.cells[0].text == "1"


def test_leader_dots_with_spaces_make_no_running_text() -> None:
    sheet = Sheet()
    for place, (label, figure) in enumerate(
        (
            ("Area in acres", "88,411"),
            ("Population", "4,302"),
            ("Households", "1,204"),
            ("Median age", "31.2"),
        )
    ):
        y = 100 + 12 * place
        sheet.put(72, y, label + " ." * (80 - len(label)), ROMAN, 9)
        sheet.put(460 - ROMAN.width(figure, 9), y, figure, ROMAN, 9)
    (table,) = tables(sheet)
    assert [cell.text for cell in table.cells if cell.col == 1] == ["88,411", "4,302", "1,204", "31.2"]
