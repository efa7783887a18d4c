"""Tables that go on over a page break: joined, with the repeated header dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.model.table import Table
from extractors.pdf.reader import PageObjects
from extractors.pdf.runs import Flags
from extractors.pdf.words import Words

SIDE = 6.0
"""Points by which the columns of two parts may differ."""

MARGIN = 0.13
"""Share of the page height at its top and bottom where running heads and page numbers stand."""

HEADER_ROWS = 4
"""Rows at the head of a table among which the repeated header is looked for."""


Place = tuple[int, str]
"""A line of text: its height in steps of 4 points, and its letters (page numbers differ)."""


@dataclass(frozen=True, slots=True)
class PageTables:
    """The tables of a page and the lines above the first and below the last of them, margins left out."""

    tables: tuple[Table, ...]
    above: frozenset[Place]
    below: frozenset[Place]


def page_tables(page: PageObjects, tables: Sequence[Table]) -> PageTables:
    """The tables of a page with what is known of their surroundings."""
    boxes = [table.bbox for table in tables if table.bbox is not None]
    if not boxes:
        return PageTables(tuple(tables), frozenset(), frozenset())
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    middle = (page.words.boxes[:, 1] + page.words.boxes[:, 3]) / 2
    head, foot = MARGIN * page.height, (1 - MARGIN) * page.height
    return PageTables(
        tuple(tables),
        above=_places(page.words, (head < middle) & (middle < top - 1)),
        below=_places(page.words, (bottom + 1 < middle) & (middle < foot)),
    )


def _places(words: Words, chosen: Flags) -> frozenset[Place]:
    """The lines of the chosen words."""
    lines: dict[int, list[str]] = {}
    for index in np.flatnonzero(chosen).tolist():
        lines.setdefault(round(words.bases[index] / 4), []).append(words.text[index])
    return frozenset(
        (height, "".join(c for text in texts for c in text if c.isalpha())) for height, texts in lines.items()
    )


def joined(pages: Sequence[PageTables]) -> tuple[Table, ...]:
    """The tables of all pages; the last of a page and the first of the next are one where they fit.

    Only running heads and feet may stand between them, lines that both pages have at one place; and the title
    and the notes of the table, which both pages have above and below it.
    """
    result: list[Table] = []
    before: PageTables | None = None
    for page in pages:
        tables = list(page.tables)
        if before is not None and before.tables and tables:
            near = _repeats(page.above, before.above) and _repeats(before.below, page.below)
            if near and goes_on(result[-1], tables[0]):
                result[-1] = extended(result[-1], tables.pop(0))
        result += tables
        before = page
    return tuple(result)


def _repeats(lines: frozenset[Place], others: frozenset[Place]) -> bool:
    """Whether all lines stand among the others, at their place or with the same words elsewhere."""
    words = {CONTINUED.sub("", text) for _, text in others}
    return all(place in others or CONTINUED.sub("", place[1]) in words - {""} for place in lines)


CONTINUED = re.compile(r"(?:continued|contd?|suite)$", re.IGNORECASE)
"""The end of the title of a table that goes on, of its letters alone."""


def goes_on(upper: Table, lower: Table) -> bool:
    """Whether a table goes on in the first table of the next page: its columns stand at the same places.

    Those of figures may end there alone: longer figures begin further left.
    """
    last_page = max((cell.page or upper.page for cell in upper.cells), default=upper.page)
    above, below = _columns(upper, last_page), _columns(lower, lower.page)
    if lower.page != last_page + 1 or len(above) != len(below) or len(above) < 2:
        return False
    off = np.abs(np.array(above) - np.array(below))
    labels = off[0, 0] <= SIDE
    return bool(labels and ((off[1:, 0] <= SIDE).all() or (off[1:, 1] <= SIDE).all()))


def extended(upper: Table, lower: Table) -> Table:
    """The upper table with the rows of the lower one below its own, without the header it repeats."""
    skip = _repeated(upper, lower)
    shift = 1 + max(cell.row + cell.rowspan - 1 for cell in upper.cells) - skip
    rows = tuple(replace(cell, row=cell.row + shift) for cell in lower.cells if cell.row >= skip)
    confidence = min(upper.confidence, lower.confidence)
    return replace(upper, cells=upper.cells + rows, confidence=confidence)


def _columns(table: Table, page: int) -> list[tuple[float, float]]:
    """The sides of the columns on one page, from cells of one column; empty where one is unknown."""
    count = max(cell.col + cell.colspan for cell in table.cells)
    sides: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.bbox is not None and cell.colspan == 1 and (cell.page or table.page) == page:
            left, right = sides.get(cell.col, (cell.bbox[0], cell.bbox[2]))
            sides[cell.col] = min(cell.bbox[0], left), max(cell.bbox[2], right)
    return [sides[col] for col in range(count)] if len(sides) == count else []


def _repeated(upper: Table, lower: Table) -> int:
    """The number of rows at the head of the lower table that repeat rows at the head of the upper one."""
    above, below = _row_texts(upper), _row_texts(lower)
    for start in range(min(HEADER_ROWS, len(above))):
        count = 0
        while count < HEADER_ROWS and start + count < len(above) and count < len(below):
            if above[start + count] != below[count]:
                break
            count += 1
        if count and not _all_figures(below[:count]):
            return count
    return 0


def _row_texts(table: Table) -> list[tuple[tuple[int, str], ...]]:
    """The first rows as (column, text without spaces)."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in table.cells:
        if cell.row < 2 * HEADER_ROWS and cell.text:
            rows.setdefault(cell.row, []).append((cell.col, re.sub(r"\s+", "", cell.text)))
    return [tuple(sorted(rows.get(row, []))) for row in range(max(rows, default=-1) + 1)]


def _all_figures(rows: list[tuple[tuple[int, str], ...]]) -> bool:
    return all(not any(character.isalpha() for character in text) for row in rows for _, text in row)
