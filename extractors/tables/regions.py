"""Where unruled tables may be: cores with their headers, without the notes below them."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.tables.bars import Bar
from extractors.tables.cores import Core, goes_on
from extractors.tables.frames import Frame
from extractors.tables.heads import Sides, header_lines
from extractors.tables.phrases import TextLine


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
    framed = _framed(lines, frames)
    found: list[Region] = []
    used = -1
    index = 0
    while index < len(lines):
        if index in framed:
            begun = lines[index : framed[index]]
            core = Core(list(begun), index, closed=True).grow(lines, framed[index])
            head = header_lines(lines, index, core.lines, bars, used)
            found.append(_region(head + core.lines, bars))
            used, index = core.following - 1, core.following
            continue
        if len(lines[index].phrases) < 2:
            index += 1
            continue
        core = Core([lines[index]], index).grow(lines, index + 1)
        if _is_header_only(lines, core):
            index += 1
            continue
        if len(core.several) >= 2:
            head = header_lines(lines, index, core.lines, bars, used)
            found.append(_region(head + core.lines, bars))
            used = core.following - 1
        index = max(core.following, index + 1)
    return found


def _framed(lines: list[TextLine], frames: list[Frame]) -> dict[int, int]:
    """For the first line of each frame, the index after its last one."""
    found: dict[int, int] = {}
    for frame in frames:
        inner = [i for i, line in enumerate(lines) if frame.holds(line)]
        if inner and sum(1 for i in inner if len(lines[i].phrases) > 1) >= 2:
            found[inner[0]] = inner[-1] + 1
    return found


def _region(lines: list[TextLine], bars: list[Bar]) -> Region:
    region = Region(lines, [])
    region.bars = [bar for bar in bars if _beside(bar, region)]
    return _without_notes(region)


def _is_header_only(lines: list[TextLine], core: Core) -> bool:
    """Whether a few lines without figures go on at once in lines of other columns: titles over columns."""
    if len(core.lines) > 4 or core.following >= len(lines):
        return False
    if any(phrase.number for line in core.lines for phrase in line.phrases):
        return False
    after = lines[core.following]
    return len(after.phrases) > 1 and after.base - core.lines[-1].base <= 2.2 * max(
        after.size, core.lines[-1].size
    )


def _beside(bar: Bar, region: Region) -> bool:
    first, last = region.lines[0], region.lines[-1]
    within = first.base - 2.2 * first.size < bar.y < last.base + 1.2 * last.size
    return within and bar.x1 > region.x0 and bar.x0 < region.x1


def _without_notes(region: Region) -> Region:
    """The region without the lines that follow its last wide rule and hold no figures: notes and sources."""
    sides = Sides.of(region.lines)
    floor = max((bar.y for bar in region.bars if sides.wide(bar)), default=float("-inf"))
    lines = region.lines
    while len(lines) > 2 and _is_note(lines[-1], lines[:-1], floor):
        lines = lines[:-1]
    after = [line for line in lines if line.base > floor]
    before = [line for line in lines if line.base <= floor]
    if before and len(after) <= 2 and not any(p.number for line in after for p in line.phrases[1:]):
        lines = before
    return Region(lines, region.bars)


def _is_note(line: TextLine, above: list[TextLine], floor: float) -> bool:
    """Whether the last line, below all rules, is one text that does not go on in a column."""
    return len(line.phrases) == 1 and line.base > floor and not goes_on(line, above)
