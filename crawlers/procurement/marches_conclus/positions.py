"""A list without rules: words stand under the headings of their columns.

Headings are found first; between two of them runs the border that the fewest phrases below cross. A contract
has one line with its date or its price; the other lines of its cells are the nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.model.document import Document
from core.model.page import Word
from core.model.table import Cell
from crawlers.procurement.marches_conclus.grid import LINE, Row
from crawlers.procurement.marches_conclus.headings import field_of
from crawlers.procurement.marches_conclus.layout import read_layout
from crawlers.procurement.marches_conclus.lines import Phrase, TextLine, as_cell, lines_of
from crawlers.procurement.marches_conclus.titles import is_total, read_title

HEADING_LINES = 5
"""Lines that one row of headings may have; lines set off to the middle of their cells count as well."""

TIGHT = 0.5
"""Heights of a line of white within which the lines of one cell follow one another."""

TABLE = 0
"""All rows found by position have the columns of the headings above them."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """Lines ``first`` to ``last`` (exclusive) of the document are headings with these cells."""

    first: int
    last: int
    cells: tuple[Cell, ...]
    fields: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns end (``borders``), which of them mark a contract, and in which titles begin."""

    borders: tuple[float, ...]
    anchors: frozenset[int]
    titled: frozenset[int]

    def of(self, word: Word) -> int:
        """The column of a word, by its middle."""
        middle = (word.bbox[0] + word.bbox[2]) / 2
        return sum(border < middle for border in self.borders)


def rows_by_position(document: Document) -> list[Row]:
    """The rows of a list in reading order; text before the first headings comes line by line."""
    lines = [line for page in document.pages for line in lines_of(page)]
    headings = _headings(lines)
    rows = [_line_row(line) for line in lines[: headings[0].first if headings else None]]
    ends = [*(heading.first for heading in headings[1:]), len(lines)]
    for heading, end in zip(headings, ends, strict=False):
        rows.append(Row(0, TABLE, {cell.col: cell for cell in heading.cells}, {}))
        rows += _rows(heading, lines[heading.last : end])
    return rows


def _line_row(line: TextLine) -> Row:
    return Row(0, LINE, {0: as_cell(line.words, line.page)}, {})


def _headings(lines: Sequence[TextLine]) -> list[_Heading]:
    """The heading rows: of windows of lines that overlap the one with most fields, then the tallest."""
    windows = [
        found
        for first in range(len(lines))
        for last in range(first + 1, min(first + HEADING_LINES, len(lines)) + 1)
        if (found := _heading(lines, first, last))
    ]
    chosen: list[_Heading] = []
    for each in sorted(windows, key=lambda window: (-window.fields, window.first - window.last)):
        if all(each.last <= other.first or each.first >= other.last for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda window: window.first)


def _heading(lines: Sequence[TextLine], first: int, last: int) -> _Heading | None:
    window = lines[first:last]
    if not all(_is_close(upper, lower) for upper, lower in pairwise(window)):
        return None
    groups = _stacked([phrase for line in window for phrase in line.phrases()])
    cells = tuple(as_cell(words, window[0].page, col) for col, words in enumerate(groups))
    layout = read_layout(Row(0, TABLE, {cell.col: cell for cell in cells}, {}), None)
    if layout is None:
        return None
    return _Heading(first, last, cells, len(layout.fields))


def _is_close(upper: TextLine, lower: TextLine) -> bool:
    """Whether two lines may be of one heading: close together, set in the same weight, and no title."""
    same = {word.bold for word in upper.words} == {word.bold for word in lower.words}
    return same and _is_tight(upper, lower) and not _has_title(upper) and not _has_title(lower)


def _has_title(line: TextLine) -> bool:
    return any(read_title(phrase.text).known for phrase in line.phrases())


def _stacked(phrases: list[Phrase]) -> list[list[Word]]:
    """The words of phrases that stand over one another, from left to right."""
    groups: list[tuple[float, float, list[Word]]] = []
    for phrase in sorted(phrases, key=lambda each: each.box[0]):
        x0, _, x1, _ = phrase.box
        if groups and x0 < groups[-1][1]:
            left, right, words = groups.pop()
            groups.append((left, max(right, x1), [*words, *phrase.words]))
        else:
            groups.append((x0, x1, list(phrase.words)))
    return [words for _, _, words in groups]


def _rows(heading: _Heading, lines: Sequence[TextLine]) -> Iterator[Row]:
    columns = _columns(heading, lines)
    for block in _blocks(columns, lines):
        if isinstance(block, TextLine):
            yield _line_row(block)
        else:
            yield from _contracts(block, columns)


def _columns(heading: _Heading, lines: Sequence[TextLine]) -> _Columns:
    """Contracts are marked by their date, else their price; titles begin at the left or over the subjects."""
    by_field: dict[str | None, set[int]] = {}
    for cell in heading.cells:
        by_field.setdefault(field_of(cell.text), set()).add(cell.col)
    anchors = by_field.get("date") or by_field.get("montant") or set()
    titled = {0} | by_field.get("objet", set())
    return _Columns(tuple(_borders(heading.cells, lines)), frozenset(anchors), frozenset(titled))


def _borders(cells: Sequence[Cell], lines: Sequence[TextLine]) -> list[float]:
    """Where one column ends and the next begins."""
    phrases = [phrase.box for line in lines for phrase in line.phrases()]
    boxes = [cell.bbox for cell in cells if cell.bbox]
    found = []
    for left, right in pairwise(boxes):
        places = [left[2] + step for step in range(max(1, int(right[0] - left[2])))]
        crossed = [sum([x0 < at < x1 for x0, _, x1, _ in phrases]) for at in places]
        found.append(_middle_of_longest(places, crossed))
    return found


def _middle_of_longest(places: list[float], crossed: list[int]) -> float:
    """The middle of the longest run of places that the fewest phrases cross."""
    least, best, run = min(crossed), (0, 0), 0
    for index, count in enumerate(crossed):
        run = run + 1 if count == least else 0
        best = max(best, (run, index))
    return places[best[1] - best[0] // 2]


def _blocks(columns: _Columns, lines: Sequence[TextLine]) -> Iterator[TextLine | list[TextLine]]:
    """Title lines, and the lines between them."""
    block: list[TextLine] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if _is_title(line, columns, block[-1] if block else None, after):
            if block:
                yield block
            yield line
            block = []
        else:
            block.append(line)
    if block:
        yield block


def _is_title(line: TextLine, columns: _Columns, before: TextLine | None, after: TextLine | None) -> bool:
    """Whether a line is one phrase that crosses the columns, or a title in the space of one column.

    A bracket or a kind where titles begin stands out by white above it, by capitals or bold type; other known
    words ("Total", "Néant") and other columns need white on both sides, for they may be part of a cell.
    ``before`` is None below a title.
    """
    phrases = line.phrases()
    if len(phrases) > 1:
        return False
    x0, _, x1, _ = line.box
    if any(x0 < border < x1 for border in columns.borders):
        return True
    title = read_title(phrases[0].text)
    apart = before is None or not _is_tight(before, line)
    if (title.bracket or title.kind is not None) and columns.of(line.words[0]) in columns.titled:
        return apart or before is None or _stands_out(line, before, columns)
    return title.known and apart and (after is None or not _is_tight(line, after))


def _stands_out(line: TextLine, before: TextLine, columns: _Columns) -> bool:
    """Whether a line is in capitals or bold type and the words over it, in its column, are not."""
    column = columns.of(line.words[0])
    over = [word for word in before.words if columns.of(word) == column]
    for is_so in (_is_upper, _is_bold):
        if all(is_so(word) for word in line.words) and not (over and all(is_so(word) for word in over)):
            return True
    return False


def _is_upper(word: Word) -> bool:
    return word.text == word.text.upper()


def _is_bold(word: Word) -> bool:
    return word.bold


def _contracts(lines: list[TextLine], columns: _Columns) -> Iterator[Row]:
    """The rows of some lines: those of a run without white between them that have the same nearest anchor."""
    for run in _runs(lines):
        marked = [line for line in run if _has_anchor(line, columns)] or run[:1]
        groups: dict[int, list[TextLine]] = {}
        for line in run:
            nearest = min(range(len(marked)), key=lambda each: _distance(marked[each], line))
            groups.setdefault(nearest, []).append(line)
        yield from (Row(0, TABLE, _cells(groups[index], columns), {}) for index in sorted(groups))


def _runs(lines: list[TextLine]) -> Iterator[list[TextLine]]:
    """Lines that follow one another as the lines of one cell do."""
    run = lines[:1]
    for upper, lower in pairwise(lines):
        if not _is_tight(upper, lower):
            yield run
            run = []
        run.append(lower)
    yield run


def _has_anchor(line: TextLine, columns: _Columns) -> bool:
    """Whether a line has its date (or price), words in three columns, or is a total."""
    figures = {columns.of(word) for word in line.words if any(char.isdigit() for char in word.text)}
    filled = {columns.of(word) for word in line.words}
    is_sum = any(is_total(phrase.text) for phrase in line.phrases())
    return bool(figures & columns.anchors) or len(filled) > 2 or (is_sum and len(filled) > 1)


def _is_tight(upper: TextLine, lower: TextLine) -> bool:
    """Whether there is next to no white between two lines."""
    return upper.page == lower.page and lower.box[1] - upper.box[3] <= TIGHT * (upper.box[3] - upper.box[1])


def _distance(anchor: TextLine, line: TextLine) -> float:
    if anchor.page != line.page:
        return float("inf")
    return max(anchor.box[1] - line.box[3], line.box[1] - anchor.box[3], 0.0) + (anchor is not line) * 1e-3


def _cells(lines: list[TextLine], columns: _Columns) -> dict[int, Cell]:
    words: dict[int, list[Word]] = {}
    for line in lines:
        for word in line.words:
            words.setdefault(columns.of(word), []).append(word)
    return {column: as_cell(words[column], lines[0].page, column) for column in sorted(words)}
