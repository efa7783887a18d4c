"""The layouts that reports print tables in, typeset here, must be read relation by relation."""

from __future__ import annotations

import pytest

from benchmarks.tables.adjacency import Counts, relations, score
from extractors.tables.document import read_tables
from tests.extractors.tables.typeset import STATES, TOPICS, Cell, Label, Press, Printed, Sheet, Style

SERIF = "Times-Roman"

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


def place(  # noqa: PLR0917
    press: Press, cells: list[Cell], row: int, texts: list[str], xs: list[float], y: float
) -> None:
    """Print the texts of a row, the first from its left, the others up to their right."""
    for col, text in enumerate(texts):
        if text:
            press.text(xs[col], y, text, "Helvetica", 8, "right" if col else "left")
            cells.append((row, row, col, col, text))


def test_a_balance_sheet_with_signs_apart_and_short_rules() -> None:
    press, xs = Press(), [60.0, 400.0, 500.0]
    cells: list[Cell] = []
    y = press.prose(60, 70, 490, 4, 10, seed=1) + 20
    place(press, cells, 0, ["", "2009", "2008"], xs, y)
    items = [
        "ASSETS",
        "Cash",
        "Receivables, net",
        "Other",
        "Total",
        "LIABILITIES",
        "Payables",
        "Other",
        "Total",
    ]
    for row, item in enumerate(items, start=1):
        y += 13
        place(press, cells, row, [item], xs, y)
        for col in (1, 2) if not item.isupper() else ():
            signed = item in ("Cash", "Payables", "Total")
            figure = figures(row + col, 1)[0]
            press.text(xs[col], y, figure, "Helvetica", 8, "right")
            if signed:
                press.text(xs[col] - 55, y, "$", "Helvetica", 8)
            if item == "Total":
                press.rule(xs[col] - 55, y - 8, xs[col])
            cells.append((row, row, col, col, f"$ {figure}" if signed else figure))
    press.tables.append((1, cells))
    assert_read(press.done())


def test_a_table_in_one_column_of_a_page_of_prose() -> None:
    press, xs = Press(), [60.0, 170.0, 230.0, 294.0]
    cells: list[Cell] = []
    press.prose(318, 70, 234, 48, 10, seed=1)
    y = press.prose(60, 70, 234, 12, 10, seed=2) + 18
    press.text(60, y, "Table 2. Selected rates", "Helvetica-Bold", 8)
    press.rule(60, y + 5, 294)
    place(press, cells, 0, ["Year", "Births", "Deaths", "Rate"], xs, y + 15)
    press.rule(60, y + 19, 294)
    for row in range(1, 10):
        place(press, cells, row, [str(1990 + row), *figures(row, 3)], xs, y + 19 + 10 * row)
    press.rule(60, y + 114, 294)
    press.prose(60, y + 140, 234, 9, 10, seed=3)
    press.tables.append((1, cells))
    assert_read(press.done())


def test_labels_set_upright_over_narrow_columns() -> None:
    press, xs = Press(), [60.0, *(240.0 + 32 * i for i in range(5))]
    cells: list[Cell] = []
    for col, label in enumerate(["Murder", "Robbery", "Aggravated assault", "Burglary", "Arson"], start=1):
        press.canvas.saveState()
        press.canvas.translate(xs[col] - 2, press.height - 200)
        press.canvas.rotate(90)
        press.canvas.setFont("Helvetica", 8)
        press.canvas.drawString(0, 0, label)
        press.canvas.restoreState()
        cells.append((0, 0, col, col, label))
    place(press, cells, 0, ["State"], xs, 200)
    for row, state in enumerate(STATES[:9], start=1):
        place(
            press, cells, row, [state, *[str(row * row * 7 % 97 + k) for k in range(5)]], xs, 204 + 10.5 * row
        )
    press.tables.append((1, cells))
    assert_read(press.done())


def test_two_tables_side_by_side() -> None:
    press = Press()
    for number, left in enumerate((60.0, 330.0), start=1):
        cells: list[Cell] = []
        xs = [left, left + 120, left + 180]
        press.text(left, 90, f"Table {number}. Awards by office", "Helvetica-Bold", 8)
        place(press, cells, 0, ["Office", "2001", "2002"], xs, 104)
        for row in range(1, 9):
            texts = [STATES[row * number], *figures(row * number, 2)]
            place(press, cells, row, texts, xs, 104 + 11 * row)
        press.tables.append((1, cells))
    assert_read(press.done())


def test_a_boxed_header_over_open_rows() -> None:
    press, xs = Press(), [64.0, 252.0, 332.0, 412.0]
    cells: list[Cell] = []
    for x in (60, 200, 260, 340, 420):
        press.upright(x, 100, 114)
    press.rule(60, 100, 420)
    press.rule(60, 114, 420)
    place(press, cells, 0, ["Fund", "Receipts", "Outlays", "Balance"], xs, 110)
    for row in range(1, 9):
        place(press, cells, row, [TOPICS[row][:22], *figures(row, 3)], xs, 116 + 10.5 * row)
    press.tables.append((1, cells))
    assert_read(press.done())


def test_rows_of_text_between_rules() -> None:
    press, xs = Press(), [60, 180, 400]
    rows = [
        ["Agency", "Program", "Amount"],
        ["Labor", "Grants to states and\nto local boards", "$114 million"],
        ["Health and\nHuman Services", "Care of the aged in\nrural places and in\ncities", "$9 million"],
        ["Energy", "Loans", "$27 million"],
    ]
    y = 100.0
    cells: list[Cell] = []
    for row, texts in enumerate(rows):
        press.rule(60, y - 10, 550)
        for col, text in enumerate(texts):
            for k, line in enumerate(text.split("\n")):
                press.text(xs[col], y + 11 * k, line, SERIF, 9)
            cells.append((row, row, col, col, text.replace("\n", " ")))
        y += 11 * max(text.count("\n") + 1 for text in texts) + 5
    press.rule(60, y - 10, 550)
    press.tables.append((1, cells))
    assert_read(press.done())


def test_a_label_whose_last_line_is_a_number() -> None:
    press = Press()
    cells: list[Cell] = []
    y = 100.0
    for row in range(9):
        label = f"{STATES[row]} offices"
        if row in {2, 5}:
            press.text(66, y + 9, "establishments open in March", "Helvetica", 8)
            press.text(66, y + 18, "12", "Helvetica", 8)
            label = "Persons employed by the"
            cells.append((row, row, 0, 0, f"{label} establishments open in March 12"))
        else:
            cells.append((row, row, 0, 0, label))
        press.text(60, y, label, "Helvetica", 8)
        for col, text in enumerate(figures(row, 3), start=1):
            press.text(200 + 60 * col, y, text, "Helvetica", 8, "right")
            cells.append((row, row, col, col, text))
        y += 28 if row in {2, 5} else 10
    press.tables.append((1, cells))
    assert_read(press.done())
