"""Pages with tables in habits of their own: two columns of labels, counted columns, cells of prose."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.federal.content import figure, statistics
from benchmarks.tables.composed.federal.house import House
from benchmarks.tables.composed.federal.layout import broken
from benchmarks.tables.composed.federal.prose import furniture, paragraphs, sentence
from benchmarks.tables.composed.federal.setting import set_table
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.federal.themes import THEMES
from benchmarks.tables.composed.federal.words import OFFICES, PEOPLE, PLACES

STATES = ("Alabama", "Georgia", "Kansas", "Maine", "Nevada", "Ohio", "Utah", "Vermont")


class Setter:
    """Sets cells one by one on a sheet and notes them."""

    def __init__(self, sheet: Sheet, house: House, size: float) -> None:
        self.sheet, self.face, self.bold, self.size = sheet, house.face, house.bold, size
        self.cells: list[GridCell] = []

    def cell(
        self, place: tuple[int, int, int, int], x: float, y: float, text: str, how: str = "left"
    ) -> None:
        """Set a text, its lines under each other, and note it at (row, last row, column, last column)."""
        bold = how.endswith("bold")
        face = self.bold if bold else self.face
        for index, line in enumerate(text.split("|")):
            width = face.width(line, self.size)
            shift = {"left": 0.0, "right": width, "centre": width / 2}[how.split(maxsplit=1)[0]]
            self.sheet.put(x - shift, y + 1.2 * self.size * index, line, face, self.size, bold=bold)
        self.cells.append((*place, text.replace("|", " ")))


def two_labels(rng: random.Random, house: House) -> list[Sheet]:
    """State and county before the figures; the state stands at its first county only."""
    sheet = Sheet()
    furniture(rng, sheet)
    setter = Setter(sheet, house, rng.choice([7.5, 9.0]))
    heads = ("State", "County", "1999", "2000", "Change")
    lefts = (60, 130, 300, 370, 450)
    y = 80.0
    sheet.rule(58, y - 12, 455, 0.5)
    for col, (x, head) in enumerate(zip(lefts, heads, strict=True)):
        setter.cell((0, 0, col, col), x, y, head, "left bold" if col < 2 else "right bold")
    sheet.rule(58, y + 4, 455, 0.5)
    row = 0
    for state in rng.sample(STATES, 4):
        for place, county in enumerate(rng.sample(PLACES, rng.randint(2, 5))):
            row, y = row + 1, y + setter.size * 1.4
            if place == 0:
                setter.cell((row, row, 0, 0), lefts[0], y, state)
            setter.cell((row, row, 1, 1), lefts[1], y, county)
            for col, kind in ((2, "count"), (3, "count"), (4, "signed")):
                setter.cell((row, row, col, col), lefts[col], y, figure(rng, kind), "right")
    sheet.rule(58, y + 5, 455, 0.5)
    sheet.tables.append(setter.cells)
    return [sheet]


def counted(rng: random.Random, house: House) -> list[Sheet]:
    """Columns that are counted under their titles, the titles of several lines in a box each."""
    sheet = Sheet()
    furniture(rng, sheet)
    setter = Setter(sheet, house, 8.0)
    count = rng.randint(4, 6)
    names = rng.sample(THEMES["budget"]["leaves"], count)
    lefts = [56, *(230 + 320 / count * k for k in range(count))]
    ends = [*(left + 320 / count - 8 for left in lefts[1:])]
    setter.cell((0, 0, 0, 0), 62, 100, "Account")
    titles = [broken(name, house.face, 8, 320 / count - 14) for name in names]
    deepest = max(len(lines) for lines in titles)
    for col, lines in enumerate(titles, start=1):
        middle = lefts[col] + 160 / count - 4
        setter.cell(
            (0, 0, col, col), middle, 100 + 9.6 * (deepest - len(lines)) - 19.2, "|".join(lines), "centre"
        )
        setter.cell((1, 1, col, col), middle, 100 + 9.6 * deepest - 8, f"({col})", "centre")
    y = 100 + 9.6 * deepest
    boxed = rng.random() < 0.5
    for rule in (72, y - 4):
        sheet.rule(50, rule, 552, 0.6)
    for row, label in enumerate(rng.sample(THEMES["budget"]["labels"], rng.randint(6, 12)), start=2):
        y += 12
        setter.cell((row, row, 0, 0), 56, y, label)
        for col, end in enumerate(ends, start=1):
            setter.cell((row, row, col, col), end, y, figure(rng, rng.choice(["count", "signed"])), "right")
    sheet.rule(50, y + 4, 552, 0.6)
    for left in lefts[1:] if boxed else []:
        sheet.upright(left - 4, 72, y + 4, 0.4)
    sheet.tables.append(setter.cells)
    return [sheet]


def prose_cells(rng: random.Random, house: House) -> list[Sheet]:
    """A table of words whose cells go on for lines, rows apart by white or by level rules."""
    sheet = Sheet()
    furniture(rng, sheet)
    y = paragraphs(rng, sheet, 60, 60, 490, rng.choice([62, 150]))
    setter = Setter(sheet, house, rng.choice([7.5, 8.5]))
    ruled = rng.random() < 0.5
    y += 26
    for col, (x, head) in enumerate(((60, "Provision"), (190, "Current law"), (390, "Proposed change"))):
        setter.cell((0, 0, col, col), x, y, head, "left bold")
    sheet.rule(58, y + 4, 556, 0.8)
    for row in range(1, rng.randint(4, 7)):
        y += 15
        lines = [
            broken(rng.choice(OFFICES), house.face, setter.size, 110),
            broken(sentence(rng), house.face, setter.size, 180),
            broken(sentence(rng), house.face, setter.size, 160),
        ]
        for col, (x, text) in enumerate(zip((60, 190, 390), lines, strict=True)):
            setter.cell((row, row, col, col), x, y, "|".join(text))
        y += 1.2 * setter.size * (max(map(len, lines)) - 1)
        if ruled:
            sheet.rule(58, y + 4, 556, 0.4)
    sheet.tables.append(setter.cells)
    return [sheet]


def panels(rng: random.Random, house: House) -> list[Sheet]:
    """Two small tables side by side, each with its caption."""
    sheet = Sheet()
    furniture(rng, sheet)
    small = replace(house, size=7.0, gutter=min(house.gutter, 1.0), spread=False, leading=1.25)
    lowest = 0.0
    for x in (50, 316):
        table = statistics(rng, 2, rng.randint(6, 12), house.marks)
        table = replace(table, unit="", notes=())
        lowest = max(lowest, set_table(sheet, table, small, x, 70, 236, 600))
    paragraphs(rng, sheet, 60, lowest + 30, 490, 740)
    return [sheet]


def merged(rng: random.Random, house: House) -> list[Sheet]:
    """A full grid whose first column joins the rows of a group, the label in the middle of its height."""
    sheet = Sheet()
    furniture(rng, sheet)
    setter = Setter(sheet, house, 8.0)
    edges = [54 + 2 * rng.randint(0, 9) + x for x in (0, 96, 246, 326, 406, 470)]
    y, high = 80.0, 16.0
    for col, head in enumerate(("Region", "Program", "Sites", "Staff", "Cost")):
        setter.cell((0, 0, col, col), (edges[col] + edges[col + 1]) / 2, y + 11, head, "centre bold")
    sheet.rule(edges[0], y, edges[-1], 0.5, house.ink)
    top, row = y, 1
    y += high
    sheet.rule(edges[0], y, edges[-1], 0.5, house.ink)
    for region in rng.sample(PLACES, 4):
        count = rng.randint(1, 4)
        setter.cell((row, row + count - 1, 0, 0), edges[0] + 6, y + count * high / 2 + 3, region)
        for place in range(count):
            setter.cell((row, row, 1, 1), edges[1] + 6, y + 11, rng.choice(OFFICES)[:28])
            for col, kind in ((2, "small"), (3, "small"), (4, "money")):
                setter.cell((row, row, col, col), edges[col + 1] - 6, y + 11, figure(rng, kind), "right")
            y, row = y + high, row + 1
            sheet.rule(edges[0] if place == count - 1 else edges[1], y, edges[-1], 0.5, house.ink)
    for x in edges:
        sheet.upright(x, top, y, 0.5, house.ink)
    sheet.tables.append(setter.cells)
    return [sheet]


def marks(rng: random.Random, house: House) -> list[Sheet]:
    """A matrix of X marks, many places empty, titles bottom aligned."""
    sheet = Sheet()
    furniture(rng, sheet)
    setter = Setter(sheet, house, 8.5)
    names = rng.sample(("Air", "Water", "Waste", "Noise", "Soil", "Odor"), rng.randint(4, 6))
    setter.cell((0, 0, 0, 0), 70, 96, "Facility", "left bold")
    for col, name in enumerate(names, start=1):
        setter.cell((0, 0, col, col), 230 + 50 * col, 96, name, "centre bold")
    sheet.rule(66, 101, 250 + 50 * len(names), 0.7)
    y = 103.0
    for row, place in enumerate(rng.sample(PLACES, rng.randint(7, 14)), start=1):
        y += 13
        setter.cell((row, row, 0, 0), 70, y, place)
        hits = [col for col in range(1, len(names) + 1) if rng.random() < 0.5] or [1]
        for col in hits:
            setter.cell((row, row, col, col), 230 + 50 * col, y, "X", "centre")
    sheet.rule(66, y + 5, 250 + 50 * len(names), 0.7)
    sheet.tables.append(setter.cells)
    return [sheet]


def blocks(rng: random.Random, house: House) -> list[Sheet]:
    """Contacts whose cells are blocks of lines: name, address, numbers; blocks apart by white."""
    sheet = Sheet()
    furniture(rng, sheet)
    setter = Setter(sheet, house, 9.0)
    for col, (x, head) in enumerate(((60, "Region"), (150, "Office"), (360, "Contact"))):
        setter.cell((0, 0, col, col), x, 80, head, "left bold")
    y = 84.0
    for row in range(1, rng.randint(5, 8)):
        y += 20
        setter.cell((row, row, 0, 0), 60, y, f"Region {row}")
        street = f"{rng.randint(10, 990)} Main Street"
        address = f"{rng.choice(OFFICES)}|{street}|{rng.choice(PLACES)}, {rng.choice(STATES)}"
        setter.cell((row, row, 1, 1), 150, y, address)
        person = f"{rng.choice(PEOPLE)}|({rng.randint(201, 989)}) 555-01{rng.randint(10, 99)}"
        setter.cell((row, row, 2, 2), 360, y, person)
        y += 2.4 * setter.size
    sheet.tables.append(setter.cells)
    return [sheet]


def dark(rng: random.Random, house: House) -> list[Sheet]:
    """A few rows under a dark band with the titles, striped, the first column bold; text before and after."""
    sheet = Sheet()
    y = paragraphs(rng, sheet, 72, 60, 468, rng.choice([120, 260]))
    setter = Setter(sheet, house, 9.0)
    sheet.fill(72, y + 10, 540, y + 28, 0.7)
    y += 22
    heads = ("Measure", "Goal", "Actual", "Met")
    for col, (x, head) in enumerate(zip((80, 300, 380, 470), heads, strict=True)):
        setter.cell((0, 0, col, col), x, y, head, "left bold")
    for row in range(1, rng.randint(3, 7)):
        y += 17
        sheet.fill(72, y - 11, 540, y + 6, 1 if row % 2 else 0.92)
        setter.cell((row, row, 0, 0), 80, y, rng.choice(THEMES["justice"]["labels"]), "left bold")
        setter.cell((row, row, 1, 1), 300, y, figure(rng, "percent"))
        setter.cell((row, row, 2, 2), 380, y, figure(rng, "percent"))
        setter.cell((row, row, 3, 3), 470, y, rng.choice(["Yes", "No", "Not yet"]))
    sheet.tables.append(setter.cells)
    paragraphs(rng, sheet, 72, y + 24, 468, 740)
    return [sheet]


HABITS = (two_labels, counted, prose_cells, panels, merged, marks, blocks, dark)
