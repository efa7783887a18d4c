"""Pages with tables."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from benchmarks.tables.composed.federal.content import statistics, wordy
from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.fixedpitch import listing
from benchmarks.tables.composed.federal.house import House
from benchmarks.tables.composed.federal.model import Entry, Table, Title
from benchmarks.tables.composed.federal.prose import ROMAN, SANS, furniture, paragraphs
from benchmarks.tables.composed.federal.setting import set_table
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.federal.words import PLACES

PageOf = Callable[[random.Random, House], list[Sheet]]


def alone(rng: random.Random, house: House) -> list[Sheet]:
    """One table on a page."""
    sheet = Sheet()
    furniture(rng, sheet)
    table = statistics(rng, rng.randint(2, 9), rng.randint(10, 32), house.marks)
    set_table(sheet, table, house, 54, 60, 504, 740)
    return [sheet]


def among(rng: random.Random, house: House) -> list[Sheet]:
    """A table between paragraphs."""
    sheet = Sheet()
    furniture(rng, sheet)
    y = paragraphs(rng, sheet, 72, 60, 468, rng.randint(130, 260))
    table = statistics(rng, rng.randint(2, 6), rng.randint(4, 14), house.marks)
    x = rng.choice([72, 72, 110])
    y = set_table(sheet, table, house, x, y + 10, 540 - x, 640)
    paragraphs(rng, sheet, 72, y + 18, 468, 745)
    return [sheet]


def column(rng: random.Random, house: House) -> list[Sheet]:
    """Two columns of text; a table in one of them."""
    sheet = Sheet()
    furniture(rng, sheet)
    small = replace(house, size=min(house.size, 8), gutter=min(house.gutter, 1.2), spread=False)
    table = statistics(rng, rng.randint(1, 3), rng.randint(4, 14), house.marks)
    left, right = (54, 318) if rng.random() < 0.5 else (318, 54)
    paragraphs(rng, sheet, left, 60, 240, 745, 9)
    y = paragraphs(rng, sheet, right, 60, 240, rng.choice([62, 180, 300]), 9)
    y = set_table(sheet, table, small, right, y + 8, 240, 700)
    paragraphs(rng, sheet, right, y + 14, 240, 745, 9)
    return [sheet]


def across(rng: random.Random, house: House) -> list[Sheet]:
    """A table across the page over or under two columns of text."""
    sheet = Sheet()
    furniture(rng, sheet)
    table = statistics(rng, rng.randint(4, 9), rng.randint(5, 16), house.marks)
    first = rng.random() < 0.5
    y = 60.0
    if not first:
        for x in (54, 318):
            y = max(y, paragraphs(rng, sheet, x, 60, 240, 300, 9))
    y = set_table(sheet, table, house, 54, y + 12, 504, 600)
    if y < 700:
        for x in (54, 318):
            paragraphs(rng, sheet, x, y + 18, 240, 745, 9)
    return [sheet]


def several(rng: random.Random, house: House) -> list[Sheet]:
    """Two or three tables under each other."""
    sheet = Sheet()
    furniture(rng, sheet)
    y = 50.0
    for _ in range(rng.randint(2, 3)):
        table = statistics(rng, rng.randint(2, 6), rng.randint(3, 9), house.marks)
        if y < 500:
            y = set_table(sheet, table, house, 60, y, 490, 740) + 26
    return [sheet]


def beside(rng: random.Random, house: House) -> list[Sheet]:
    """A small table beside a column of text."""
    sheet = Sheet()
    furniture(rng, sheet)
    small = replace(house, size=min(house.size, 7.5), gutter=min(house.gutter, 1.0), spread=False)
    table = replace(statistics(rng, rng.randint(1, 2), rng.randint(5, 12), house.marks), unit="", notes=())
    y = set_table(sheet, table, small, 340, 70, 215, 600)
    paragraphs(rng, sheet, 60, 64, 250, y, 10)
    paragraphs(rng, sheet, 60, y + 20, 490, 740, 10)
    return [sheet]


def turned(rng: random.Random, house: House) -> list[Sheet]:
    """A wide table on a page on its side."""
    sheet = Sheet(792, 612, turned=True)
    furniture(rng, sheet)
    set_table(
        sheet, statistics(rng, rng.randint(6, 12), rng.randint(8, 22), house.marks), house, 48, 56, 696, 560
    )
    return [sheet]


def tabloid(rng: random.Random, house: House) -> list[Sheet]:
    """A sheet of 17 by 11 inches."""
    sheet = Sheet(1224, 792)
    furniture(rng, sheet)
    big = replace(house, size=rng.choice([7.0, 8.0, 9.0]))
    set_table(
        sheet, statistics(rng, rng.randint(10, 18), rng.randint(12, 36), house.marks), big, 60, 60, 1104, 740
    )
    return [sheet]


def printer(rng: random.Random, house: House) -> list[Sheet]:
    """A listing of a line printer."""
    del house
    sheet = Sheet(792, 612, turned=rng.random() < 0.5) if rng.random() < 0.6 else Sheet()
    listing(rng, sheet, 200)
    return [sheet]


def continued(rng: random.Random, house: House) -> list[Sheet]:
    """A table over two pages, its titles again on the second: one table, with its titles once."""
    table = statistics(rng, rng.randint(3, 7), rng.randint(30, 46), house.marks)
    rows = table.entries
    cut = len(rows) // 2
    while cut > 2 and rows[cut - 1].kind in {"group", "banner"}:
        cut -= 1
    sheets = []
    for part, more in ((rows[:cut], ""), (rows[cut:], "--Continued")):
        sheet = Sheet()
        furniture(rng, sheet)
        piece = replace(
            table,
            titles=list(table.titles),
            entries=part,
            caption=table.caption + more if table.caption else "",
        )
        close = replace(house, size=min(house.size, 8), leading=min(house.leading, 1.25))
        set_table(sheet, piece, close, 54, 60, 504, 745, whole=table)
        sheets.append(sheet)
    below = 1 + max(cell[1] for cell in sheets[0].tables[0])
    more_cells = sheets[1].tables.pop()
    shift = below - table.depth
    sheets[0].tables[0] += [
        (a + shift, b + shift, c, d, text) for a, b, c, d, text in more_cells if a >= table.depth
    ]
    return sheets


def words(rng: random.Random, house: House) -> list[Sheet]:
    """A table of words."""
    sheet = Sheet()
    furniture(rng, sheet)
    y = paragraphs(rng, sheet, 72, 60, 468, rng.choice([62, 120, 200]))
    roomy = replace(house, leaders="", gutter=max(house.gutter, 1.5), titles="left", block=0)
    set_table(sheet, wordy(rng, rng.randint(5, 13)), roomy, 60, y + 10, 490, 740)
    return [sheet]


def form(rng: random.Random, house: House) -> list[Sheet]:
    """A form: fields to fill in, then a table in full rules."""
    sheet = Sheet()
    furniture(rng, sheet)
    fields(rng, sheet, 54, 60, 5)
    table = statistics(rng, rng.randint(2, 5), rng.randint(4, 9), house.marks)
    ruled = replace(house, rules="grid", leaders="", size=8.0, leading=1.35)
    y = set_table(sheet, replace(table, unit="", notes=()), ruled, 54, 200, 504, 620)
    sheet.put(
        54, y + 40, "Signature of preparer ______________________________   Date ______________", SANS, 9
    )
    return [sheet]


def twice(rng: random.Random, house: House) -> list[Sheet]:
    """A long list set in two or three runs of the same columns side by side."""
    sheet = Sheet()
    furniture(rng, sheet)
    runs = rng.choice([2, 2, 3])
    rows = rng.randint(6, 18)
    names = [
        PLACES[place % len(PLACES)] + (" II" if place >= len(PLACES) else "") for place in range(rows * runs)
    ]
    titles = [Title("County" if col % 2 == 0 else "Number", col, col, 0) for col in range(2 * runs)]
    entries = []
    for row in range(rows):
        cells = []
        for run in range(runs):
            cells += [names[run * rows + row], f"{rng.randint(3, 48000):,}"]
        entries.append(Entry(cells[0], 0, tuple(cells[1:])))
    kinds = tuple("words" if col % 2 == 1 else "count" for col in range(2 * runs - 1))
    table = Table(titles, entries, tuple("count" if col % 2 == 0 else "words" for col in range(2 * runs - 1)))
    assert len(kinds) == len(table.kinds)
    table.caption = "Table 9. Permits issued, by county"
    set_table(
        sheet, table, replace(house, leaders="", gutter=max(house.gutter, 1.2), block=0), 54, 60, 504, 740
    )
    return [sheet]


def tiny(rng: random.Random, house: House) -> list[Sheet]:
    """A table of few rows in a page of text, without any title of its own."""
    sheet = Sheet()
    y = paragraphs(rng, sheet, 72, 60, 468, rng.randint(120, 400))
    table = replace(
        statistics(rng, rng.randint(2, 3), rng.randint(3, 4), house.marks), caption="", unit="", notes=()
    )
    y = set_table(sheet, table, house, 100, y + 6, 400, 700)
    paragraphs(rng, sheet, 72, y + 12, 468, 745)
    return [sheet]


def fields(rng: random.Random, sheet: Sheet, x: float, y: float, count: int) -> None:
    """Fields of a form: labels over or before lines to write on."""
    for place in range(count):
        base = y + place * 24
        sheet.put(
            x,
            base,
            f"{place + 1}. {rng.choice(['Name of grantee', 'Street address', 'Period covered'])}",
            SANS,
            8,
        )
        sheet.put(x + 260, base, rng.choice(["Telephone", "ZIP code", "Date received"]), SANS, 8)
        sheet.rule(x + 110, base + 2, x + 240, 0.5)
        sheet.rule(x + 330, base + 2, x + 480, 0.5)


PAGES: tuple[PageOf, ...] = (
    alone,
    turned,
    printer,
    among,
    continued,
    words,
    column,
    tabloid,
    across,
    several,
    twice,
    form,
    beside,
    tiny,
)
__all__ = ["PAGES", "ROMAN", "Face", "fields"]
