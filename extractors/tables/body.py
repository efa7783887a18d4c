"""Rows of unruled tables: lines that go on in the next line are joined, group titles stay rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.tables.bars import Bar, courses_of
from extractors.tables.columns import Column, covered, in_body
from extractors.tables.phrases import Phrase, TextLine, is_label

CLOSE = 0.8
"""Ems. Lines of text in one column are further apart."""

OFF_MIDDLE = 0.1
"""Share of the width of the figures by which a heading over them may miss their middle."""

LONG_RULE = 0.6
"""Share of the width of a table from which a rule, or the rules at one height, part its rows."""

ROWS_AT_LEVEL = 3
"""Rows whose labels begin at one x, from which it is an indentation of theirs."""

Placed = tuple[Phrase, int, int]
"""A phrase with the first and the last column it lies over."""


@dataclass(slots=True)
class Row:
    """The phrases of one row, and its lines."""

    placed: list[Placed]
    lines: list[TextLine]

    @property
    def filled(self) -> set[int]:
        """The columns with text."""
        return {col for _, first, last in self.placed for col in range(first, last + 1)}


def rows_of(lines: list[TextLine], columns: list[Column], bars: list[Bar]) -> list[Row]:
    """The rows of a table body."""
    figures = figure_columns(lines, columns)
    rows = _closed_up([_row(line, columns, figures) for line in lines])
    bands = _bands(rows, columns, bars)
    if _ruled_rows(bands):
        return [_joined(band) for band in bands]
    step = _usual_step(lines)
    if len(bands) == 1 and (groups := _spaced_rows(bands[0], step)) is not None:
        return [_joined(group) for group in groups]
    return [row for band in bands for row in _without_wraps(band, columns, step)]


def _closed_up(rows: list[Row]) -> list[Row]:
    """The rows, with lines too close for two lines of text joined: cells set in the middle of taller ones."""
    result: list[Row] = []
    for row in rows:
        if result and _is_beside(result[-1], row):
            result[-1] = _joined([result[-1], row])
        else:
            result.append(row)
    return result


def _is_beside(upper: Row, lower: Row) -> bool:
    above, below = upper.lines[-1], lower.lines[0]
    if below.base - above.base > CLOSE * max(above.size, below.size):
        return False
    last = {col for phrase, a, b in upper.placed if phrase.line == above.number for col in range(a, b + 1)}
    return not last & lower.filled


def _row(line: TextLine, columns: list[Column], figures: frozenset[int]) -> Row:
    if len(line.phrases) == 1 and (whole := heading(line.phrases[0], columns, figures)) is not None:
        return Row([(line.phrases[0], *whole)], [line])
    return Row([(phrase, *in_body(phrase, columns)) for phrase in line.phrases], [line])


def figure_columns(lines: list[TextLine], columns: list[Column]) -> frozenset[int]:
    """The columns that hold figures for the most part."""
    held: list[list[bool]] = [[] for _ in columns]
    for line in lines:
        for phrase in line.phrases if len(line.phrases) > 1 else ():
            held[in_body(phrase, columns)[0]].append(phrase.number)
    return frozenset(index for index, kinds in enumerate(held) if sum(kinds) > 0.5 * len(kinds))


def heading(phrase: Phrase, columns: list[Column], figures: frozenset[int]) -> tuple[int, int] | None:
    """All columns, or all but the labels, for a text set in the middle of them: a title or unit of rows.

    Over columns of ``figures`` a text in the middle is none of theirs, though it stands over one alone. A
    figure is a heading only where it is a year that stands in line with no column.
    """
    if len(columns) < 3 or phrase.x0 < columns[0].x0 + 3 * phrase.size:
        return None
    if phrase.number and (not is_label(phrase.text) or _is_in_line(phrase, columns)):
        return None
    first, last = covered(phrase, columns)
    foreign = figures.issuperset(range(first, last + 1))
    if not foreign and any(abs(phrase.x0 - column.x0) < 0.3 * phrase.size for column in columns):
        return None
    right = columns[-1].x1
    off = {first: abs((columns[first].x0 + right) / 2 - phrase.centre) for first in (0, 1)}
    nearest = min(off, key=lambda index: off[index])
    allowed = max(1.2 * phrase.size, OFF_MIDDLE * (right - columns[1].x0) if foreign else 0.0)
    if off[nearest] > allowed or (not foreign and _in_own_column(phrase, columns)):
        return None
    return nearest, len(columns) - 1


def _is_in_line(phrase: Phrase, columns: list[Column]) -> bool:
    """Whether a figure has an end or the middle in line with a column: a cell of it, not a year over rows."""
    near = 0.3 * phrase.size
    return any(
        min(abs(phrase.x0 - c.x0), abs(phrase.x1 - c.x1), abs(phrase.centre - c.centre)) < near
        for c in columns
    )


def _in_own_column(phrase: Phrase, columns: list[Column]) -> bool:
    """Whether a text stands in the middle of one column."""
    first, last = covered(phrase, columns)
    return first == last and abs(columns[first].centre - phrase.centre) < 0.3 * phrase.size


def _usual_step(lines: list[TextLine]) -> float:
    """The line distance inside a row or between close rows: the lower quarter of the distances, in points."""
    steps = sorted(below.base - above.base for above, below in pairwise(lines))
    return steps[len(steps) // 4] if steps else 0.0


def _bands(rows: list[Row], columns: list[Column], bars: list[Bar]) -> list[list[Row]]:
    """The rows between level rules of the table; a short rule over a total parts no rows."""
    width = columns[-1].x1 - columns[0].x0
    levels = [course.y for course in courses_of(bars) if course.length >= LONG_RULE * width]
    bands: list[list[Row]] = []
    last = -1
    for row in rows:
        line = row.lines[0]
        index = sum(1 for y in levels if y < line.base - 0.3 * line.size)
        if index != last:
            bands.append([])
            last = index
        bands[-1].append(row)
    return bands


def _ruled_rows(bands: list[list[Row]]) -> bool:
    """Whether the rules part rows, not groups of rows: hardly a band with figures in two of its lines."""
    if len(bands) < 3:
        return False
    groups = sum(1 for band in bands if _figure_rows(band) > 1)
    return groups <= 0.1 * len(bands)


def _figure_rows(rows: list[Row]) -> int:
    """The lines with a figure right of the labels, or, where there is none, those with label and text."""
    figures = sum(1 for row in rows if any(p.number and first > 0 for p, first, _ in row.placed))
    return figures


def _spaced_rows(rows: list[Row], step: float) -> list[list[Row]] | None:
    """The lines grouped by the wider distances, where these part rows and not blocks of rows."""
    groups = [[rows[0]]]
    for upper, lower in pairwise(rows):
        distance = lower.lines[0].base - upper.lines[-1].base
        if distance > max(1.22 * step, step + 1.5):
            groups.append([])
        groups[-1].append(lower)
    tall = [group for group in groups if len(group) > 1]
    if len(groups) < 3 or not tall or any(_figure_rows(group) > 1 for group in groups):
        return None
    texts = sum(1 for group in tall if any(row.filled - {0} and not _all_figures(row) for row in group[1:]))
    return groups if texts >= 0.5 * len(tall) else None


def _all_figures(row: Row) -> bool:
    return all(phrase.number for phrase, first, _ in row.placed if first > 0)


def _joined(band: list[Row]) -> Row:
    return Row(
        [placed for row in band for placed in row.placed], [line for row in band for line in row.lines]
    )


def _without_wraps(rows: list[Row], columns: list[Column], step: float) -> list[Row]:
    """The rows with lines that only continue another row joined to it."""
    result: list[Row] = []
    waiting: Row | None = None
    end, levels = columns[0].x1, _levels(rows)
    for line, after in zip(rows, _next_labelled(rows), strict=True):
        row = line
        if waiting is not None:
            if _near(waiting, row, step) and _label_goes_on(waiting, row, after, end, levels):
                row = _joined([waiting, row])
            else:
                result.append(waiting)
            waiting = None
        if result and _near(result[-1], row, step) and _continues(result[-1], row, after, end):
            result[-1] = _joined([result[-1], row])
        elif row.filled == {0} and not _is_closed(row):
            waiting = row
        else:
            result.append(row)
    return result + ([waiting] if waiting is not None else [])


def _next_labelled(rows: list[Row]) -> list[Row | None]:
    """For each row the next one below it that has a label."""
    after: list[Row | None] = []
    following: Row | None = None
    for row in reversed(rows):
        after.append(following)
        if 0 in row.filled:
            following = row
    return after[::-1]


def _is_closed(row: Row) -> bool:
    """Whether the label of a row is complete in its line: leader dots or a colon end it."""
    phrase = row.placed[-1][0]
    return phrase.leader or phrase.text.endswith(":")


def _near(upper: Row, lower: Row, step: float) -> bool:
    """Whether two rows are no further apart than lines of the table usually are."""
    above, below = upper.lines[-1], lower.lines[0]
    return below.base - above.base <= max(1.15 * step, 1.3 * max(above.size, below.size))


def _label(row: Row, *, last: bool) -> Phrase | None:
    """The first or last phrase in the column of labels."""
    labels = [phrase for phrase, first, _ in row.placed if first == 0]
    return labels[-1 if last else 0] if labels else None


def _levels(rows: list[Row]) -> list[float]:
    """Left sides of the labels of rows right below another row with figures: sure to begin a label."""
    return [
        label.x0
        for upper, lower in pairwise(rows)
        if len(upper.filled) > 1
        and len(lower.filled) > 1
        and (label := _label(lower, last=False)) is not None
    ]


def _label_goes_on(upper: Row, lower: Row, after: Row | None, end: float, levels: list[float]) -> bool:
    """Whether a line that holds a label only goes on in the next line, which has the figures.

    Labels that begin at one of ``levels`` are those of rows under a title, unless the words tell otherwise.
    """
    before, label = _label(upper, last=True), _label(lower, last=False)
    if before is None or label is None or before.bold != label.bold:
        return False
    if _is_open(before.text, label.text):
        return True
    if len(lower.filled) < 2:
        return False
    beyond = _label(after, last=False) if after is not None else None
    hangs = label.x0 > before.x0 + 0.3 * label.size and (
        beyond is None or beyond.x0 < label.x0 - 0.3 * label.size
    )
    indented = sum(1 for x in levels if abs(x - label.x0) < 0.1 * label.size)
    return hangs and indented < ROWS_AT_LEVEL and not _fits(label, before, end)


def _continues(upper: Row, lower: Row, after: Row | None, end: float) -> bool:
    """Whether a line only goes on with texts of the row above it."""
    if any(phrase.number and first > 0 for phrase, first, _ in lower.placed):
        return False
    if lower.filled != {0}:
        texts = {first for phrase, first, _ in upper.placed if not phrase.number}
        return 0 not in lower.filled and lower.filled <= texts
    above, label = _label(upper, last=True), _label(lower, last=False)
    if above is None or label is None or len(upper.filled) < 2 or above.leader:
        return False
    if _is_open(above.text, label.text):
        return True
    beyond = _label(after, last=False) if after is not None else None
    heads = beyond is not None and beyond.x0 > label.x0 + 0.3 * label.size
    first = _label(upper, last=False) or above
    hangs = label.x0 > min(first.x0, above.x0) + 0.3 * label.size and label.x0 > above.x0 - 0.3 * label.size
    return not heads and hangs and not _fits(label, above, end)


OPEN_END = re.compile(
    r"(?:[,&(-]|(?<!\s[\da-z])/|\b(?:and|or|of|the|in|for|with|to|by|from|on|at|than|per|as|its|their|into|et|ou|de|du|des|la|le|les|pour|par|en|sur))$",
    re.I,
)
"""Ends of a line after which a label must go on; 1/ and a/ are marks of notes."""

NOTE_MARK = re.compile(r"^(?:\d{1,2}|[a-z])/(?:\W|$)")
"""1/: the mark of a note, no label of its own."""


def _is_open(before: str, after: str) -> bool:
    """Whether the words themselves show that a label goes on."""
    return after[:1].islower() or after[:1] == "(" or NOTE_MARK.match(after) is not None or ends_open(before)


def ends_open(text: str) -> bool:
    """Whether a text must go on after its last word."""
    return OPEN_END.search(text) is not None


def _fits(after: Phrase, before: Phrase, end: float) -> bool:
    """Whether the first word of a line would have fitted at the end of the line before it."""
    first_word = after.text.split(" ", 1)[0]
    needed = after.width * len(first_word) / max(1, len(after.text)) + 0.3 * after.size
    return before.x1 + needed < end
