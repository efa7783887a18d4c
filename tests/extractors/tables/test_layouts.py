"""The layouts that reports print tables in, typeset here, must be read relation by relation."""

from __future__ import annotations

import pytest

from benchmarks.tables.adjacency import Counts, relations, score
from extractors.tables.document import read_tables
from tests.extractors.tables.typeset import STATES, TOPICS, Label, Press, Printed, Sheet, Style

YEARS = ["2002", "2003", "2004", "2005"]


def figures(row: int, count: int) -> list[str]:
    return [f"{(row * 7919 + col * 104729) % 90000 + 10:,}" for col in range(count)]


def states(count: int, columns: int) -> list[list[str]]:
    return [[name, *figures(row, columns)] for row, name in enumerate(STATES[:count])]


def years(first: int = 1) -> list[Label]:
    return [Label([year], first + i, first + i) for i, year in enumerate(YEARS)]


def counts(printed: Printed) -> Counts:
    found = [
        (
            table.page,
            relations(
                (cell.row, cell.row + cell.rowspan - 1, cell.col, cell.col + cell.colspan - 1, cell.text)
                for cell in table.cells
            ),
        )
        for table in read_tables(printed.pdf, max_pages=9)
    ]
    return score([(page, relations(cells)) for page, cells in printed.tables], found)


def printed(sheet: Sheet, style: Style, *, width: float = 612, height: float = 792) -> Printed:
    press = Press(width, height)
    style.top = press.prose(60, 60, width - 130, 4, 10, seed=1) + 20
    below = press.sheet(sheet, style)
    press.prose(60, below + 16, width - 130, 4, 10, seed=2)
    return press.done()


def assert_read(done: Printed) -> None:
    result = counts(done)
    assert (result.right, result.found) == (result.true, result.true)


@pytest.mark.parametrize("rules", ["none", "header", "rows", "columns", "grid"])
@pytest.mark.parametrize("size", [7.0, 10.0])
def test_any_set_of_rules(rules: str, size: float) -> None:
    sheet = Sheet([[Label(["State"], 0, 0), *years()]], states(9, 4), caption="Table 3. Awards by State")
    assert_read(printed(sheet, Style(rules=rules, size=size)))


@pytest.mark.parametrize("rules", ["none", "header", "columns"])
def test_titles_over_pairs_of_columns(rules: str) -> None:
    sheet = Sheet(
        [
            [Label(["Male"], 1, 2), Label(["Female"], 3, 4)],
            [Label(["Age"], 0, 0), *[Label([("Number", "Percent")[c % 2]], c + 1, c + 1) for c in range(4)]],
        ],
        states(8, 4),
        caption="Table 4. Persons by Age and Sex",
        notes=["NOTE: Detail may not add to totals because of rounding."],
    )
    assert_read(printed(sheet, Style(rules=rules)))


@pytest.mark.parametrize("leading", [1.2, 1.6])
def test_labels_of_several_lines(leading: float) -> None:
    head = [["Number of", "establish-", "ments"], ["Annual", "payroll", "($1,000)"], ["Paid", "employees"]]
    labels = [Label(["Industry"], 0, 0), *[Label(lines, i + 1, i + 1) for i, lines in enumerate(head)]]
    rows = [[topic, *figures(i, 3)] for i, topic in enumerate(TOPICS[:9])]
    assert_read(printed(Sheet([labels], rows), Style(leading=leading)))


def test_groups_leaders_and_blank_lines_between_blocks() -> None:
    rows = [["REGION"], *[["  " + row[0], *row[1:]] for row in states(10, 4)]]
    rows.insert(6, ["ISLANDS"])
    assert_read(printed(Sheet([years()], rows), Style(leaders=True, block=5)))


def test_wrapped_labels_stay_one_cell() -> None:
    rows = states(8, 3)
    rows[2][0] = "Agriculture, forestry and\nfishing, not elsewhere classified"
    rows[5][0] = "Motor vehicles and\nother transport equipment"
    labels = [Label([year], i + 1, i + 1) for i, year in enumerate(YEARS[:3])]
    assert_read(printed(Sheet([labels], rows), Style()))


def test_sparse_columns_and_signs_for_no_figure() -> None:
    rows = states(12, 4)
    for i, sign in enumerate(["-", "NA", "(X)", "", "", "(D)"]):
        rows[2 * i][1 + i % 4] = sign
    rows[3][1:4] = ["", "", ""]
    assert_read(printed(Sheet([[Label(["Item"], 0, 0), *years()]], rows), Style()))


def test_thousands_with_spaces_stay_one_number() -> None:
    rows = [[name, f"1 {i}45 678,90 €", f"{i}2 345"] for i, name in enumerate(STATES[:6])]
    labels = [Label(["Commune"], 0, 0), Label(["Montant"], 1, 1), Label(["Habitants"], 2, 2)]
    assert_read(printed(Sheet([labels], rows), Style(gap=2.5)))


def test_shaded_rows_on_a_landscape_page() -> None:
    sheet = Sheet([[Label(["State"], 0, 0), *years()]], states(12, 4))
    assert_read(printed(sheet, Style(shaded=True, gap=5), width=792, height=612))


def test_two_tables_with_captions_between() -> None:
    press = Press()
    y = 70.0
    for number in (1, 2):
        sheet = Sheet([years()], states(6 + number, 4), caption=f"Table {number}. Awards by State")
        y = press.sheet(sheet, Style(top=y, rules=("none", "header")[number - 1])) + 14
    assert_read(press.done())


@pytest.mark.parametrize("rules", ["header", "grid"])
def test_a_table_set_sideways(rules: str) -> None:
    press = Press()
    press.canvas.translate(612, 0)
    press.canvas.rotate(90)
    press.height = 612
    press.sheet(Sheet([[Label(["State"], 0, 0), *years()]], states(9, 4)), Style(rules=rules))
    done = press.done()
    assert_read(done)
    box = read_tables(done.pdf, max_pages=1)[0].bbox
    assert box is not None
    assert box[3] - box[1] > box[2] - box[0]


def test_a_turned_page_is_read_as_displayed() -> None:
    press = Press(792, 612, rotate=90)
    press.canvas.translate(612, 0)
    press.canvas.rotate(90)
    press.height = 612
    press.sheet(Sheet([[Label(["State"], 0, 0), *years()]], states(9, 4)), Style())
    assert_read(press.done())
