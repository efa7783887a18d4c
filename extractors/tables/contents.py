"""Contents, lists of tables and lists of abbreviations: text in line that makes no table."""

from __future__ import annotations

import re

from extractors.tables.grid import GridCell
from extractors.tables.phrases import is_number

ENTRIES = 8
"""Lines of a list without leader dots from which it is a table of contents."""

WRAPPED = 0.1
"""Share of the entries whose last line may be a year alone: the end of a title that was broken."""

SECTIONS = 3
"""The same with numbers of sections before them."""

SECTION = re.compile(
    r"^(?:chapter |appendix |part )?(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]+)[.:]?(?=\s|$)", re.IGNORECASE
)
SUBSECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?(?=\s|$)")
PAGE = re.compile(r"^\d{1,3}$")

CAPTION = re.compile(
    r"^(?:tables?|figures?|exhibits?|charts?|maps?|box|plates?|appendix|tableaux?|graphiques?|cartes?|annexes?|encadrés?)"
    r" (?:[A-Z]|[IVX]+|[A-Z]?-?\d{1,3})(?:[-.]\d{1,3})*[.:—–]?(?=\s|$)",
    re.IGNORECASE,
)
"""What a list of tables or figures begins its entries with."""

SHORT = re.compile(r"^(?=.{2,8}$)[A-Z][A-Za-z&/.-]*[A-Z][A-Za-z&/.-]*$")
"""A short form: letters, more than one of them a capital."""

LEAST_SHORT = 5
"""Short forms that make a list."""

LED = ("..", "…", "_ _", ". .")
"""How a text with leader dots ends."""

HEADED = re.compile(r"^(?-i:([A-Z]))(?:$| \1)", re.IGNORECASE)
"""A letter alone, or right above the first term that begins with it."""

LISTED = 0.8
"""Share of the texts of an index that are letters, terms with leader dots and pages."""

Rows = list[list[tuple[GridCell, str]]]
"""The filled cells of each row with several of them, from left to right, with their texts."""


def is_contents(texts: list[tuple[GridCell, str]], rows: Rows, cols: int) -> bool:
    """Whether labels stand before numbers of pages that only grow."""
    return (
        _is_led(rows, cols)
        or _is_led_in_pairs(rows, cols)
        or _is_list_of_pages(texts, rows)
        or _is_list_of_sections(rows)
        or _is_list_of_captions(rows)
        or _is_index(texts, rows)
    )


def is_abbreviations(rows: Rows, cols: int) -> bool:
    """Whether each line is short forms before the words they stand for, from the first line on."""
    if cols not in {2, 4} or len(rows) < LEAST_SHORT or any(len(row) % 2 for row in rows):
        return False
    pairs = [pair for row in rows for pair in zip(row[::2], row[1::2], strict=True)]
    return all(
        SHORT.match(short) and is_in_words(meaning) and cell.col % 2 == 0
        for (cell, short), (_, meaning) in pairs
    )


def is_in_words(text: str) -> bool:
    """Whether a text is words, not a figure nor a short form."""
    return " " in text and not is_number(text)


def _is_led_in_pairs(rows: Rows, cols: int) -> bool:
    """Whether each pair of columns is contents with leader dots: a page set in columns, its lines level."""
    if cols < 4 or cols % 2:
        return False
    parts = [
        [[(cell, text) for cell, text in row if cell.col in {left, left + 1}] for row in rows]
        for left in range(0, cols, 2)
    ]
    return all(_is_led([row for row in part if len(row) > 1], 2) for part in parts)


def _is_index(texts: list[tuple[GridCell, str]], rows: Rows) -> bool:
    """Whether terms with leader dots stand before numbers of pages under letters alone (A, B, M)."""
    terms = [(cell, text) for cell, text in texts if text.rstrip().endswith(LED)]
    places = {cell.col for cell, _ in terms}
    letters = [text for cell, text in texts if cell.col in places and HEADED.match(text)]
    pages = sum(1 for _, text in texts if PAGE.match(text))
    listed = len(terms) + pages + len(letters)
    return len(letters) > 1 and listed >= LISTED * len(texts) and 2 * len(terms) > len(rows)


def _is_list_of_captions(rows: Rows) -> bool:
    """Whether captions by their numbers (Table 4, Figure A-1) stand before pages that only grow."""
    entries = [row for row in rows if CAPTION.match(row[0][1]) and PAGE.match(row[-1][1])]
    if len(entries) < SECTIONS or len(entries) < 0.8 * len(rows):
        return False
    pages = [int(row[-1][1]) for row in entries]
    figures = sum(1 for row in entries for _, text in row[1:-1] if is_number(text))
    return figures == 0 and pages == sorted(pages) and pages[-1] > pages[0]


def _is_led(rows: Rows, cols: int) -> bool:
    if cols > 3 or len(rows) < 3:
        return False
    entries = [row for row, after in zip(rows, [*rows[1:], None], strict=True) if not _goes_on(row, after)]
    led = sum(map(_has_leader, entries))
    pages = [int(row[-1][1]) for row in entries if row[-1][1].isdigit() and len(row[-1][1]) < 5]
    return led > 0.5 * len(entries) and len(pages) > 0.8 * len(entries) and pages == sorted(pages)


def _has_leader(row: list[tuple[GridCell, str]]) -> bool:
    return any(text.rstrip().endswith(LED) for _, text in row[:-1])


def _goes_on(row: list[tuple[GridCell, str]], after: list[tuple[GridCell, str]] | None) -> bool:
    """Whether a row is the first line of a title whose last one, with leader dots, is the next row."""
    last = row[-1][1]
    words = not is_number(last) and not last.rstrip().endswith(LED)
    return words and after is not None and _has_leader(after) and not is_number(after[0][1])


def _is_list_of_pages(texts: list[tuple[GridCell, str]], rows: Rows) -> bool:
    """Whether labels stand before numbers of pages that only grow, with no title over them."""
    ends = [row[-1][1] for row in rows]
    if len(rows) < ENTRIES or any(len(row) != 2 for row in rows):
        return False
    if sum(1 for row in rows if is_number(row[0][1])) > WRAPPED * len(rows):
        return False
    if any(cell.row < rows[0][0][0].row and not text.isdigit() for cell, text in texts):
        return False
    pages = [int(end) for end in ends if end.isdigit() and len(end) < 4]
    return len(pages) == len(rows) and pages == sorted(pages) and pages[-1] > pages[0]


def _is_list_of_sections(rows: Rows) -> bool:
    """Whether numbered headings (1, 2.3, Chapter 4) stand before numbers of pages that only grow."""
    entries = [row for row in rows if SECTION.match(row[0][1]) and PAGE.match(row[-1][1])]
    if len(entries) < SECTIONS or len(entries) < 0.8 * len(rows):
        return False
    pages = [int(row[-1][1]) for row in entries]
    figures = sum(
        1 for row in entries for _, text in row[1:-1] if is_number(text) and not SECTION.match(text)
    )
    parts = sum(1 for row in entries for _, text in row[:2] if SUBSECTION.match(text))
    return parts > 0 and figures == 0 and pages == sorted(pages) and pages[-1] > pages[0]
