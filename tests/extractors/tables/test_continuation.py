from core.model.table import Table
from extractors.tables.document import read_tables
from tests.extractors.tables.typeset import STATES, Label, Press, Sheet, Style

HEAD = [Label(["State"], 0, 0), Label(["2004"], 1, 1), Label(["2005"], 2, 2), Label(["2006"], 3, 3)]


def rows(first: int, count: int) -> list[list[str]]:
    return [[name, *[f"{i + first}{k}1" for k in range(3)]] for i, name in enumerate(STATES[:count])]


def document(*, repeat: bool, caption: str = "") -> bytes:
    """A table over two pages under a running head."""
    press = Press()
    style = Style(rules="grid", size=10, stub_width=16, top=120)
    for page in range(2):
        press.text(60, 115, f"Report of the agency, page {page + 1}", "Helvetica", 8)
        if page and caption:
            press.text(60, 140, caption, "Helvetica", 9)
        style.top = 150 if page and caption else 120
        press.sheet(Sheet([HEAD] if repeat or not page else [], rows(10 * page, 25)), style)
        press.next_page()
    return press.done().pdf


def texts(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.col == 0]


def test_the_parts_are_one_table_and_the_header_stands_once() -> None:
    (table,) = read_tables(document(repeat=True), max_pages=9)
    assert texts(table).count("State") == 1
    assert max(cell.row for cell in table.cells) == 50
    assert {cell.page for cell in table.cells} == {1, 2}


def test_parts_without_a_repeated_header_go_on_too() -> None:
    (table,) = read_tables(document(repeat=False), max_pages=9)
    assert len(texts(table)) == 51


def test_a_text_between_parts_makes_two_tables() -> None:
    tables = read_tables(document(repeat=True, caption="Awards of the second half"), max_pages=9)
    assert [table.page for table in tables] == [1, 2]
