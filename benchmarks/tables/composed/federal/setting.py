"""Sets a table on a sheet: titles, rows, leaders, and the true cells of what found room."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.tables.composed.federal.framing import Lines, framed
from benchmarks.tables.composed.federal.house import House
from benchmarks.tables.composed.federal.layout import Layout, broken, halves, label_lines, laid
from benchmarks.tables.composed.federal.model import Entry, Table, Title
from benchmarks.tables.composed.federal.sheet import Sheet, wide

NOTE_SIZE = 0.85


def set_table(  # noqa: PLR0917
    sheet: Sheet,
    table: Table,
    house: House,
    x: float,
    y: float,
    width: float,
    bottom: float,
    *,
    whole: Table | None = None,
) -> float:
    """Set caption, table and notes between two heights; returns the y below. Rows without room are left out.

    ``whole`` is the table that this one is a part of: its columns stand alike in all parts.
    """
    layout = laid(whole or table, house, x, width)
    end = layout.right[-1] + layout.house.gutter * layout.house.size / 2
    y = _caption(sheet, table, layout, x, y, max(end - x, 150))
    lines = Lines(layout=layout, top=y)
    y += layout.house.size * 0.5
    y = _titles(sheet, table, layout, y, lines)
    lines.head = y
    y += layout.house.size * 0.6
    done: list[Entry] = []
    for place, entry in enumerate(table.entries):
        high = _height(entry, table, layout)
        if y + high + 3 * layout.house.size > bottom or (
            entry.kind in {"group", "banner"} and y + 3 * high > bottom
        ):
            break
        if layout.house.block and done and place % layout.house.block == 0:
            y += 0.6 * layout.house.size
        lines.rows.append(y)
        y, leaders = _entry(sheet, entry, table, layout, y)
        if entry.kind == "total":
            lines.totals.append((lines.rows[-1], y))
        done.append(replace(entry, label=entry.label + leaders))
    lines.foot = y
    framed(sheet, table, lines)
    sheet.tables.append(table.cells(done))
    return _notes(sheet, table, layout, x, y + 0.6 * layout.house.size, max(end - x, 150))


def step(layout: Layout) -> float:
    """Height of a line."""
    return layout.house.size * layout.house.leading


def _caption(sheet: Sheet, table: Table, layout: Layout, x: float, y: float, width: float) -> float:  # noqa: PLR0917
    house = layout.house
    size = max(house.size, 7.0) + 1
    for line in [part for part in broken(table.caption, house.bold, size, width) if part]:
        y += size * 1.2
        shift = (width - wide(line, house.bold, size)) / 2 if house.caption == "centre" else 0
        sheet.put(x + shift, y, line, house.bold, size, bold=True)
    if table.unit:
        y += size * 1.2
        shift = (width - wide(table.unit, house.face, house.size)) / 2 if house.caption == "centre" else 0
        sheet.put(x + shift, y, table.unit, house.face, house.size)
    return y + size * 0.6


def _notes(sheet: Sheet, table: Table, layout: Layout, x: float, y: float, width: float) -> float:  # noqa: PLR0917
    size = max(5.0, layout.house.size * NOTE_SIZE)
    for note in table.notes:
        for line in broken(note, layout.house.face, size, width):
            y += size * 1.15
            sheet.put(x, y, line, layout.house.face, size)
    return y


def _titles(sheet: Sheet, table: Table, layout: Layout, y: float, lines: Lines) -> float:
    """Titles stand at the foot of their row of titles."""
    house = layout.house
    face = house.bold if house.bold_titles else house.face
    texts = {
        title: broken(title.text, face, house.size, layout.right[title.last] - layout.left[title.first] + 0.1)
        for title in table.titles
    }
    tops = [y]
    for row in range(table.depth):
        highest = max((len(texts[t]) for t in table.titles if t.row == row and t.first > 0), default=1)
        if row == table.depth - 1 and house.stub_title == "bottom":
            highest = max(highest, max((len(texts[t]) for t in table.titles if t.first == 0), default=1))
        tops.append(tops[-1] + highest * step(layout) + 0.35 * house.size)
    for place, title in enumerate(table.titles):
        foot = tops[title.row + 1]
        if title.rows < table.depth and _boxed(title, table, house):
            middle = house.stub_title == "middle"
            table.titles[place] = Title(title.text, title.first, title.last, 0, table.depth)
            foot = tops[0] + (tops[-1] - tops[0] + len(texts[title]) * step(layout)) / 2 if middle else foot
        _title(sheet, texts[title], title, layout, foot)
        lines.titles.append((table.titles[place], tops[title.row], tops[title.row + 1]))
    return tops[-1]


def _boxed(title: Title, table: Table, house: House) -> bool:
    """Whether a title has a box as high as all rows of titles."""
    alone = not any(t.row < title.row and t.first <= title.first <= t.last for t in table.titles)
    if house.rules in {"grid", "gpo"}:
        return title.first == title.last and alone
    return title.first == 0 and house.stub_title == "middle" and house.rules in {"boxed", "shaded"}


def _title(sheet: Sheet, texts: list[str], title: Title, layout: Layout, foot: float) -> None:
    house = layout.house
    face = house.bold if house.bold_titles else house.face
    left, right = layout.left[title.first], layout.right[title.last]
    for place, line in enumerate(reversed(texts)):
        over = wide(line, face, house.size)
        x = left + (right - left - over) / 2
        if title.first == title.last and (house.titles != "centre" or title.first == 0):
            x = right - over if house.titles == "right" and title.first > 0 else left
        sheet.put(
            x, foot - 0.4 * house.size - place * step(layout), line, face, house.size, bold=house.bold_titles
        )


def _height(entry: Entry, table: Table, layout: Layout) -> float:
    return len(_deepest(entry, table, layout)) * step(layout)


def _deepest(entry: Entry, table: Table, layout: Layout) -> list[str]:
    stacks = [label_lines(entry, layout, bold=entry.kind in {"total", "group"})]
    stacks += [
        _words(text, layout, col)
        for col, text in enumerate(entry.cells, 1)
        if table.kinds[col - 1] == "words"
    ]
    return max(stacks, key=len)


def _words(text: str, layout: Layout, column: int) -> list[str]:
    return broken(
        text, layout.house.face, layout.house.size, layout.right[column] - layout.left[column] + 0.1
    )


def _entry(sheet: Sheet, entry: Entry, table: Table, layout: Layout, y: float) -> tuple[float, str]:
    """Figures stand on the last line of their label, words on its first. The y below, and the leaders set."""
    house, bold = layout.house, entry.kind in {"total", "group"}
    face = house.bold if bold else house.face
    base = y + house.size
    if entry.kind == "banner":
        left, right = layout.left[1], layout.right[-1]
        over = wide(entry.label, face, house.size)
        sheet.put(left + (right - left - over) / 2, base, entry.label, face, house.size)
        return y + step(layout), ""
    labels = label_lines(entry, layout, bold=bold)
    leaders = ""
    for place, line in enumerate(labels):
        x = layout.left[0] + (entry.level * house.indent + house.hang * (place > 0)) * house.size
        end = sheet.put(x, base + place * step(layout), line, face, house.size, bold=bold)
        if place == len(labels) - 1 and entry.cells and house.leaders:
            leaders = _leaders(sheet, end, base + place * step(layout), layout)
    last = base + (len(labels) - 1) * step(layout)
    for column, text in enumerate(entry.cells, start=1):
        if not text:
            continue
        if table.kinds[column - 1] == "words":
            for place, line in enumerate(_words(text, layout, column)):
                sheet.put(layout.left[column], base + place * step(layout), line, house.face, house.size)
            continue
        _figure(sheet, text, table.kinds[column - 1], layout, column, last, bold=bold)
    return y + len(_deepest(entry, table, layout)) * step(layout), leaders


def _leaders(sheet: Sheet, x: float, y: float, layout: Layout) -> str:
    house = layout.house
    sign = house.leaders
    start = x + 0.3 * house.size
    count = int((layout.right[0] - start) / house.face.width(sign, house.size))
    if count < 2:
        return ""
    signs = (sign * count).strip()
    sheet.put(start, y, signs, house.face, house.size)
    return signs


def _figure(sheet: Sheet, text: str, kind: str, layout: Layout, column: int, y: float, *, bold: bool) -> None:  # noqa: PLR0917
    house = layout.house
    face = house.bold if bold else house.face
    left, point, right = layout.blocks[column]
    if not any(letter.isalnum() for letter in text):
        middle = (left + right - wide(text, face, house.size)) / 2 if house.titles == "centre" else 0
        sheet.put(middle or right - wide(text, face, house.size), y, text, face, house.size, bold=bold)
        return
    if text.startswith("$") and house.money == "apart":
        sheet.put(left, y, "$", face, house.size, bold=bold)
        text = text[1:]
    before, _ = halves(text, kind)
    sheet.put(point - wide(before, face, house.size), y, text, face, house.size, bold=bold)
