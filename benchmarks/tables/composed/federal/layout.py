"""Where the columns of a table stand: widths from its texts, the room shared out, lines broken."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.house import House
from benchmarks.tables.composed.federal.model import Entry, Table
from benchmarks.tables.composed.federal.sheet import wide

WORD_ROOM = 15
"""Ems that a column of words may take before its texts are broken."""
STUB_ROOM = 17


@dataclass(slots=True)
class Layout:
    """Column 0 is that of the labels; ``left`` and ``right`` bound the texts, ``blocks`` the figures."""

    house: House
    left: list[float]
    right: list[float]
    blocks: list[tuple[float, float, float]]  # left, decimal place, right

    @property
    def edges(self) -> list[float]:
        """Where upright rules stand: amid the gutters, and at both sides."""
        gap = self.house.gutter * self.house.size / 2
        inner = [(a + b) / 2 for a, b in zip(self.right[:-1], self.left[1:], strict=True)]
        return [self.left[0] - gap, *inner, self.right[-1] + gap]


def laid(table: Table, house: House, x: float, width: float) -> Layout:
    """The columns of a table in a width; the type is set smaller until they fit."""
    for _ in range(12):
        widths = _widths(table, house)
        gutter = house.gutter * house.size
        need = sum(widths) + gutter * len(widths)
        if need <= width or house.size < 4.2:
            break
        house = replace(house, size=house.size * 0.93, gutter=max(0.8, house.gutter * 0.85))
    room = min(max(0.0, width - need) / len(table.kinds), 4 * house.size) if house.spread else 0.0
    left, right, blocks = [x + gutter / 2], [x + gutter / 2 + widths[0]], [(0.0, 0.0, 0.0)]
    for column, span in enumerate(widths[1:]):
        start = right[-1] + gutter + (room if table.kinds[column] != "words" or room < 20 else 20)
        left.append(start)
        right.append(start + span)
        blocks.append(_block(table, house, column, start, span))
    return Layout(house, left, right, blocks)


def _widths(table: Table, house: House) -> list[float]:
    labels = [
        wide(part, house.bold, house.size)
        + (entry.level * house.indent + house.hang * (place > 0)) * house.size
        for entry in table.entries
        if entry.kind != "banner"
        for place, part in enumerate(broken(entry.label, house.face, house.size, STUB_ROOM * house.size))
    ]
    stub = max([*labels, 4 * house.size]) + (1.5 * house.size if house.leaders else 0)
    found = [stub]
    for column, kind in enumerate(table.kinds):
        before, after = _sides(table, house, column)
        found.append(before + after)
        if kind == "words":
            texts = [entry.cells[column] for entry in table.entries if entry.cells]
            found[-1] = max(
                wide(line, house.face, house.size)
                for text in texts
                for line in broken(text, house.face, house.size, WORD_ROOM * house.size)
            )
    for title in table.titles:
        if title.first == title.last:
            face = house.bold if house.bold_titles else house.face
            least = max(wide(word, face, house.size) for word in title.text.split() or [""])
            whole = wide(title.text, face, house.size)
            need = least if house.narrow_heads else min(max(least, 6 * house.size), max(least, whole))
            found[title.first] = max(found[title.first], need)
    return found


def _sides(table: Table, house: House, column: int) -> tuple[float, float]:
    """Widths before and after the decimal place; a sign apart stands left of the whole block."""
    before = after = 0.0
    for entry in table.entries:
        if entry.cells and entry.cells[column]:
            left, right = halves(entry.cells[column], table.kinds[column])
            before = max(before, wide(left, house.bold, house.size))
            after = max(after, wide(right, house.bold, house.size))
    if table.kinds[column] == "money" and house.money == "apart":
        before += 0.6 * house.size
    return before, after


def _block(table: Table, house: House, column: int, start: float, span: float) -> tuple[float, float, float]:
    before, after = _sides(table, house, column)
    slack = max(0.0, span - before - after)
    shift = {"right": slack, "centre": slack / 2, "left": slack / 2}[house.titles]
    return start + shift, start + shift + before, start + shift + before + after


def halves(text: str, kind: str) -> tuple[str, str]:
    """A figure before and after the place on which its column is aligned."""
    if kind == "words":
        return text, ""
    body, hat, mark = text.partition("^")
    tail = ""
    while body and body[-1] in ")%":
        body, tail = body[:-1], body[-1] + tail
    point = (
        body.rfind(".") if kind in {"rate", "percent", "signed"} and any(c.isdigit() for c in body) else -1
    )
    if point >= 0:
        body, tail = body[:point], body[point:] + tail
    return body, tail + hat + mark


def broken(text: str, face: Face, size: float, room: float) -> list[str]:
    """A text in lines that fit a room; ``|`` begins a line."""
    lines = []
    for part in text.split("|"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}".strip()
            if line and wide(longer, face, size) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def label_lines(entry: Entry, layout: Layout, *, bold: bool) -> list[str]:
    """The lines of a label in its column."""
    house = layout.house
    room = layout.right[0] - layout.left[0] - (entry.level * house.indent) * house.size
    room -= 1.5 * house.size if house.leaders else 0
    face = house.bold if bold else house.face
    first = broken(entry.label, face, house.size, max(room, 3 * house.size))
    if len(first) == 1:
        return first
    hanging = broken(
        " ".join(first[1:]), face, house.size, max(room - house.hang * house.size, 3 * house.size)
    )
    return [first[0], *hanging]
