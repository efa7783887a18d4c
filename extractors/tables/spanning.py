"""Titles over several columns: which columns a phrase of a header line stands over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.tables.bars import Bar
from extractors.tables.columns import Column, covered
from extractors.tables.phrases import Phrase, TextLine

CENTRED = 0.9
"""Ems by which a title may miss the middle of the columns it stands over."""

OFF = 0.18
"""The same as a share of the width of the columns."""

EDGE = 0.25
"""Ems by which the ends of lines set to one side differ: letters do not fill their width."""

LEFT_OVER = 0.8

Extent = tuple[int, int]
"""First and last column."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A header line with the header lines above and below it, the columns and the level rules."""

    line: TextLine
    above: list[TextLine]
    below: list[TextLine]
    columns: list[Column]
    bars: list[Bar]

    @property
    def nearest(self) -> list[Extent]:
        """The columns that each phrase lies over, or is nearest to."""
        return [covered(phrase, self.columns) for phrase in self.line.phrases]


def extents_of(setting: Setting) -> list[Extent]:
    """The columns that each phrase of the line stands over."""
    nearest = setting.nearest
    under = _shared_out([_under_bar(phrase, setting) for phrase in setting.line.phrases])
    if any(span is not None for span in under):
        return [span or extent for span, extent in zip(under, nearest, strict=True)]
    if not setting.below:
        return _units(setting) or nearest
    stubs = sum(1 for extent in nearest if extent[1] == 0)
    titles = list(zip(setting.line.phrases, nearest, strict=True))[stubs:]
    if not titles or stubs > 1:
        return nearest
    if stubs == 0 and nearest[0][0] == 0:
        rest = _tiled(setting, titles[1:], nearest[0][1] + 1) if titles[1:] else None
        return [nearest[0], *rest] if rest else nearest
    groups = _regular(setting, titles) or _over_repeats(setting, titles) or _tiled(setting, titles)
    return nearest[:stubs] + groups if groups else nearest


def _shared_out(under: list[Extent | None]) -> list[Extent | None]:
    """A rule under several phrases is the title rule of none of them."""
    return [span if under.count(span) == 1 else None for span in under]


Titles = list[tuple[Phrase, Extent]]
"""The phrases right of the labels, each with the columns it lies over."""


def _under_bar(phrase: Phrase, setting: Setting) -> Extent | None:
    """The columns over which the rule right below a phrase runs, if it is no rule of the whole table."""
    line, columns = setting.line, setting.columns
    whole = columns[-1].x1 - columns[0].x0
    for bar in setting.bars:
        near = line.base - 0.1 * line.size < bar.y < line.base + 1.1 * line.size
        if near and bar.x0 - 2 < phrase.centre < bar.x1 + 2 and bar.x1 - bar.x0 < 0.93 * whole:
            over = [
                i for i, column in enumerate(columns) if _common(column, bar) > 0.4 * (column.x1 - column.x0)
            ]
            if over:
                return over[0], over[-1]
    return None


def _common(column: Column, bar: Bar) -> float:
    return min(column.x1, bar.x1) - max(column.x0, bar.x0)


def _regular(setting: Setting, titles: Titles) -> list[Extent] | None:
    """Groups of one size, each begun by a title of its own that stands at its left.

    Labels of several lines may come at equal distances too, but then their first lines are the same, or
    stand under others.
    """
    starts = [extent[0] for _, extent in titles]
    if len(titles) < 2 or len({phrase.text for phrase, _ in titles}) < len(titles):
        return None
    count = len(setting.columns)
    period = starts[1] - starts[0]
    if period < 2 or starts[0] > 2 or starts != list(range(starts[0], count, period)):
        return None
    if (count - starts[0]) % period or any(first != last for _, (first, last) in titles):
        return None
    labelled = _columns_with_text(setting.below, setting.columns)
    if not set(range(starts[0], count)) <= labelled or set(starts) & _columns_with_text(
        setting.above, setting.columns
    ):
        return None
    if any(_is_right_aligned(phrase, setting.below[0]) for phrase, _ in titles):
        return None
    return [(start, start + period - 1) for start in starts]


def _is_right_aligned(title: Phrase, below: TextLine) -> bool:
    """Whether a text of the line below ends or has its middle in line with a title: lines of one label."""
    return any(
        min(abs(phrase.x1 - title.x1), abs(phrase.centre - title.centre)) <= 0.1 * title.size
        and abs(phrase.x0 - title.x0) > 0.1 * title.size
        for phrase in below.phrases
    )


def _columns_with_text(lines: list[TextLine], columns: list[Column]) -> set[int]:
    return {covered(phrase, columns)[0] for line in lines for phrase in line.phrases}


def _over_repeats(setting: Setting, titles: Titles) -> list[Extent] | None:
    """Groups of columns whose labels repeat (number, percent, number, percent), one a title.

    One text again and again is no title but the first line of labels that repeat.
    """
    if len({phrase.text for phrase, _ in titles}) < 2:
        return None
    return _repeated(_leaves(setting.below, setting.columns), setting, titles) or _repeated(
        _leaves(setting.below[:1], setting.columns), setting, titles
    )


def _repeated(leaves: dict[int, str], setting: Setting, titles: Titles) -> list[Extent] | None:
    """The groups of columns whose ``leaves`` repeat; units below them may differ from group to group."""
    for start in range(1, len(setting.columns) - 1):
        period, rest = divmod(len(setting.columns) - start, len(titles))
        if rest or period < 2:
            continue
        groups = [(start + k * period, start + (k + 1) * period - 1) for k in range(len(titles))]
        labels = {tuple(leaves.get(col, "") for col in range(a, b + 1)) for a, b in groups}
        inside = all(
            a <= extent[0] and extent[1] <= b for (_, extent), (a, b) in zip(titles, groups, strict=True)
        )
        if inside and len(labels) == 1 and all(only := labels.pop()) and len(set(only)) > 1:
            return groups
    return None


def _leaves(lines: list[TextLine], columns: list[Column]) -> dict[int, str]:
    """The text of some lines over each column alone."""
    leaves: dict[int, str] = {}
    for line in lines:
        for phrase in line.phrases:
            first, last = covered(phrase, columns)
            if first == last:
                leaves[first] = f"{leaves.get(first, '')} {phrase.text}"
    return leaves


def _units(setting: Setting) -> list[Extent] | None:
    """The groups of titles further up, where the last header line is one text in the middle of each: units.

    The columns have labels of their own between, years as a rule.
    """
    lines, columns = [*setting.above, setting.line], setting.columns
    for place in range(len(lines) - 2):
        between = lines[place + 1 : -1]
        if len(lines[place].phrases) > len(between[0].phrases):
            continue
        upper = Setting(lines[place], lines[:place], lines[place + 1 :], columns, setting.bars)
        groups = [extent for extent in extents_of(upper) if extent[1] > extent[0]]
        if len(groups) != len(setting.line.phrases) or len(groups) < 2:
            continue
        middles = [(columns[first].x0 + columns[last].x1) / 2 for first, last in groups]
        centred = all(
            abs(phrase.centre - middle) <= CENTRED * phrase.size
            for phrase, middle in zip(setting.line.phrases, middles, strict=True)
        )
        inner = {column for first, last in groups for column in range(first, last + 1)}
        if centred and inner <= _columns_with_text(between, columns):
            return groups
    return None


def _tiled(setting: Setting, titles: Titles, start: int = 1) -> list[Extent] | None:
    """Groups of columns from ``start`` on, right of the labels, each title in the middle of its group.

    A title in line with a text right below it is taken for the first line of one label: a group of odd size
    has a column in its middle, but its title has a rule under it as a rule. A text too wide for one column
    is no such line.
    """
    if len(titles) >= len(setting.columns) - start:
        return None
    centres = tuple((phrase.centre, phrase.size) for phrase, _ in titles)
    groups = _best_tiling(centres, tuple((column.x0, column.x1) for column in setting.columns[start:]))
    if groups is None:
        return None
    spans = [(first + start, last + start) for first, last in groups]
    wide = [phrase for (phrase, _), span in zip(titles, spans, strict=True) if span[1] > span[0]]
    stacked = any(
        _is_stacked(phrase, setting.below[0]) for phrase in wide if _fits_one(phrase, setting.columns)
    )
    return None if stacked and not _go_on(setting, spans) else spans


def _go_on(setting: Setting, spans: list[Extent]) -> bool:
    """Whether the texts of the next line are titles over the same columns: second lines of these."""
    line, *below = setting.below
    if len(line.phrases) != len(spans) or not below:
        return False
    return extents_of(Setting(line, [], below, setting.columns, setting.bars)) == spans


def _fits_one(title: Phrase, columns: list[Column]) -> bool:
    """Whether a text is no wider than from the middle of one column to that of the next."""
    nearest = covered(title, columns)[0]
    near = columns[max(nearest - 1, 1) : nearest + 2]
    pitch = min((b.centre - a.centre for a, b in pairwise(near)), default=title.width)
    return title.width < 1.15 * pitch


def _is_stacked(title: Phrase, below: TextLine) -> bool:
    """Whether a text of the line below has the middle or both an end of a title in line."""
    return any(
        abs(phrase.centre - title.centre) <= 0.35 * title.size
        or min(abs(phrase.x0 - title.x0), abs(phrase.x1 - title.x1)) <= EDGE * title.size
        for phrase in below.phrases
    )


Tiling = tuple[int, float, tuple[Extent, ...]]
"""Columns left over, worst distance of a title from the middle of its group in ems, groups."""


@lru_cache(maxsize=256)
def _best_tiling(
    titles: tuple[tuple[float, float], ...], columns: tuple[tuple[float, float], ...]
) -> tuple[Extent, ...] | None:
    """Consecutive groups, one a title (middle, size), well centred and with few columns left over."""
    best: dict[int, Tiling] = {start: (start, 0.0, ()) for start in range(len(columns))}
    for centre, size in titles:
        step: dict[int, Tiling] = {}
        for start, (skipped, worst, groups) in best.items():
            for end in range(start, len(columns)):
                miss = abs((columns[start][0] + columns[end][1]) / 2 - centre) / size
                if miss <= max(CENTRED, OFF * (columns[end][1] - columns[start][0]) / size):
                    _keep(step, end + 1, (skipped, max(worst, miss), (*groups, (start, end))))
        best = _with_skips(step, len(columns))
    found = best.get(len(columns))
    return found[2] if found else None


def _with_skips(step: dict[int, Tiling], count: int) -> dict[int, Tiling]:
    """The states reached when columns are left without a title."""
    for place in range(count):
        if place in step:
            skipped, worst, groups = step[place]
            _keep(step, place + 1, (skipped + 1, worst, groups))
    return step


def _keep(step: dict[int, Tiling], place: int, tiling: Tiling) -> None:
    if place not in step or _cost(tiling) < _cost(step[place]):
        step[place] = tiling


def _cost(tiling: Tiling) -> float:
    """A column left over is as bad as a title that misses its middle by LEFT_OVER ems."""
    return tiling[1] + LEFT_OVER * tiling[0]
