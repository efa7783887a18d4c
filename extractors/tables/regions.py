"""Where unruled tables may be: runs of lines whose phrases stand under each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.tables.frames import Frame
from extractors.tables.header import Bar
from extractors.tables.phrases import Phrase, TextLine
from extractors.tables.prose import is_long

CAPTION = re.compile(
    r"^(?:table|tableau|tab\.|figure|fig\.|graph|graphique|chart|exhibit|annexe?|source|sources|notes?|nota|box|encadré)\b",
    re.IGNORECASE,
)

PENDING = 4
"""Lines with one phrase that may stand between two lines of a table."""


@dataclass(slots=True)
class Region:
    """The lines of a table to be, with the level rules among them."""

    lines: list[TextLine]
    bars: list[Bar]

    @property
    def x0(self) -> float:
        """Left end of the lines with several phrases."""
        return min(line.x0 for line in self.lines if len(line.phrases) > 1)

    @property
    def x1(self) -> float:
        """Right end of the lines with several phrases."""
        return max(line.x1 for line in self.lines if len(line.phrases) > 1)


def regions_of(lines: list[TextLine], bars: list[Bar], frames: list[Frame]) -> list[Region]:
    """The regions of a page from top to bottom."""
    found: list[Region] = []
    used = -1
    index = 0
    while index < len(lines):
        framed = [line for frame in frames[:1] for line in lines[index:] if frame.holds(line)]
        if framed and framed[0] is lines[index]:
            core, following = _extended(lines, framed, index)
            found.append(_region(core, bars))
            used, index, frames = following - 1, following, frames[1:]
            continue
        if frames and lines[index].base > frames[0].bottom:
            frames = frames[1:]
            continue
        if len(lines[index].phrases) < 2:
            index += 1
            continue
        core, following = _core(lines, [lines[index]], index + 1)
        if _is_header_only(lines, core, following):
            index += 1
            continue
        if sum(1 for line in core if len(line.phrases) > 1) >= 2:
            head = header_lines(lines, index, core, bars, used)
            found.append(_region(head + core, bars))
            used = following - 1
        index = max(following, index + 1)
    return found


def _region(lines: list[TextLine], bars: list[Bar]) -> Region:
    region = Region(lines, [])
    region.bars = [bar for bar in bars if _beside(bar, region)]
    return _cut_notes(region)


def _extended(lines: list[TextLine], framed: list[TextLine], start: int) -> tuple[list[TextLine], int]:
    """The lines of a frame and those below it that go on in its columns."""
    end = start + len(framed)
    return _core(lines, framed, end)


def _is_header_only(lines: list[TextLine], core: list[TextLine], following: int) -> bool:
    """Whether a few lines without figures go on at once in lines of other columns: titles over columns."""
    if len(core) > 4 or following >= len(lines) or any(p.number for line in core for p in line.phrases):
        return False
    after = lines[following]
    return len(after.phrases) > 1 and after.base - core[-1].base <= 2.2 * after.size


def _core(lines: list[TextLine], begun: list[TextLine], start: int) -> tuple[list[TextLine], int]:
    """The lines ``begun`` and those from ``start`` that agree in their columns; the index after the last."""
    core = list(begun)
    pending: list[TextLine] = []
    following = start
    for index in range(start, len(lines)):
        line = lines[index]
        last = (pending or core)[-1]
        if line.base - last.base > _reach(core, line) or _is_caption(line):
            break
        if len(line.phrases) < 2:
            pending.append(line)
            if len(pending) > PENDING or (is_long(line.phrases[0]) and not _in_column(line.phrases[0], core)):
                break
        elif _agrees(core, line):
            core += [*pending, line]
            pending = []
            following = index + 1
        else:
            break
    return core, following


def _in_column(phrase: Phrase, core: list[TextLine]) -> bool:
    """Whether a phrase begins where a column does and ends before the next one."""
    recent = [line for line in core if len(line.phrases) > 1][-4:]
    for line in recent:
        for own, after in zip(line.phrases, [*line.phrases[1:], None], strict=True):
            starts = abs(own.x0 - phrase.x0) < 1.6 * phrase.size
            if starts and (after is None or phrase.x1 < after.x0):
                return True
    return False


def _reach(core: list[TextLine], line: TextLine) -> float:
    """The largest step to a next line of the table: about twice its usual line distance."""
    steps = sorted(b.base - a.base for a, b in pairwise(core))
    usual = steps[len(steps) // 2] if steps else 1.6 * line.size
    return max(2.3 * usual, 3.2 * line.size)


def _is_caption(line: TextLine) -> bool:
    return CAPTION.match(line.phrases[0].text) is not None and not any(p.number for p in line.phrases[1:])


def _agrees(core: list[TextLine], line: TextLine) -> bool:
    """Whether most phrases of a line stand each over or under one phrase of a line shortly before."""
    recent = [other for other in core if len(other.phrases) > 1][-4:]
    return any(_agreement(line, other) >= 0.5 for other in recent)


def _agreement(line: TextLine, other: TextLine) -> float:
    pairs = 0
    for phrase in line.phrases:
        under = [p for p in other.phrases if _overlap(p, phrase)]
        pairs += len(under) == 1 and sum(1 for p in line.phrases if _overlap(p, under[0])) == 1
    return pairs / min(len(line.phrases), len(other.phrases)) if pairs > 1 else 0.0


def _overlap(a: Phrase, b: Phrase) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0


def header_lines(
    lines: list[TextLine], start: int, core: list[TextLine], bars: list[Bar], used: int
) -> list[TextLine]:
    """The lines above the core that are its header: up to the highest rule in reach, or while close."""
    left = min(line.x0 for line in core if len(line.phrases) > 1)
    right = max(line.x1 for line in core if len(line.phrases) > 1)
    top_bar = _top_bar(lines, start, (left, right), bars, used)
    head: list[TextLine] = []
    below = lines[start]
    for line in reversed(lines[max(used + 1, start - 9) : start]):
        if top_bar is not None:
            if line.base < top_bar:
                break
        elif not _is_header_line(line, below, core, (left, right)):
            break
        head.insert(0, line)
        below = line
    return head


def _top_bar(
    lines: list[TextLine], start: int, sides: tuple[float, float], bars: list[Bar], used: int
) -> float | None:
    """Y of the highest rule as wide as the table above its first line, with only header lines between."""
    first = lines[start]
    floor = lines[used].base if used >= 0 else 0.0
    best = None
    for bar in sorted(bars, key=lambda item: -item.y):
        if not floor < bar.y < first.base or not _is_wide(bar, sides):
            continue
        between = [line for line in lines if bar.y < line.base < first.base]
        if len(between) > 8 or any(_is_caption(line) or _is_prose(line) for line in between):
            break
        if between and first.base - bar.y > (len(between) + 2) * 2.6 * first.size:
            break
        if not between and first.base - bar.y > 3 * first.size:
            break
        best = bar.y
    return best


def _is_wide(bar: Bar, sides: tuple[float, float]) -> bool:
    common = min(bar.x1, sides[1]) - max(bar.x0, sides[0])
    return common >= 0.7 * (sides[1] - sides[0]) and bar.x1 - bar.x0 <= 1.6 * (sides[1] - sides[0])


def _is_prose(line: TextLine) -> bool:
    return len(line.phrases) == 1 and is_long(line.phrases[0])


def _is_header_line(
    line: TextLine, below: TextLine, core: list[TextLine], sides: tuple[float, float]
) -> bool:
    left, right = sides
    size = max(line.size, below.size)
    if below.base - line.base > 1.9 * size or line.size > 1.15 * core[0].size:
        return False
    if _is_caption(line) or _is_prose(line) or line.x0 < left - 2 * size or line.x1 > right + 3 * size:
        return False
    return len(line.phrases) > 1 or line.x0 > _stub_end(core)


def _stub_end(core: list[TextLine]) -> float:
    firsts = sorted(line.phrases[0].x1 for line in core if len(line.phrases) > 1)
    return firsts[len(firsts) // 2]


def _beside(bar: Bar, region: Region) -> bool:
    first, last = region.lines[0], region.lines[-1]
    within = first.base - 2.2 * first.size < bar.y < last.base + 1.2 * last.size
    return within and bar.x1 > region.x0 and bar.x0 < region.x1


def _cut_notes(region: Region) -> Region:
    """The region without the lines that follow its last wide rule and hold no figures: notes and sources."""
    sides = (region.x0, region.x1)
    floor = max((bar.y for bar in region.bars if _is_wide(bar, sides)), default=float("-inf"))
    lines = region.lines
    while len(lines) > 2 and _is_loose(lines[-1], lines[:-1], floor):
        lines = lines[:-1]
    after = [line for line in lines if line.base > floor]
    before = [line for line in lines if line.base <= floor]
    if before and len(after) <= 2 and not any(p.number for line in after for p in line.phrases[1:]):
        lines = before
    return Region(lines, region.bars)


def _is_loose(line: TextLine, above: list[TextLine], floor: float) -> bool:
    """Whether the last line, below all rules, is one text that does not go on in a column."""
    if len(line.phrases) > 1 or line.base <= floor:
        return False
    phrase = line.phrases[0]
    near = line.base - above[-1].base <= 1.5 * line.size
    in_later = near and _in_column(phrase, above) and phrase.x0 > above[-1].x0 + 2 * phrase.size
    return not in_later and not (near and phrase.text[:1].islower() and _in_column(phrase, above))
