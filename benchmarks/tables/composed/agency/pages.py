"""Pages with tables: alone, among prose, in a column, beside notes or each other, several, on their side."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.agency import markup
from benchmarks.tables.composed.agency.drawing import drawn_register, drawn_statement
from benchmarks.tables.composed.agency.house import House
from benchmarks.tables.composed.agency.model import Statement
from benchmarks.tables.composed.agency.nontables import bar_chart
from benchmarks.tables.composed.agency.words import Tongue


@dataclass(slots=True)
class Page:
    """A page: what stands on it and its true tables. ``kind`` is a named page of the style sheet."""

    body: str = ""
    kind: str = "upright"
    tables: list[list[GridCell]] = field(default_factory=list)


@dataclass(slots=True)
class Desk:
    """Who draws a page: the chance, the language, the house."""

    rng: random.Random
    tongue: Tongue
    house: House

    def statement(self, page: Page, points: float, rows: tuple[int, int], *, register: bool = False) -> str:
        """A table for a room of this width, noted on the page."""
        house, rng = self.house, self.rng
        room = points / house.size - house.stub - 1
        columns = max(2, min(int(room / (4.6 + house.gap)), 11))
        count = rng.randint(*rows)
        if register:
            drawn = drawn_register(rng, self.tongue, min(3, max(1, columns // 3)), min(count, 8))
        else:
            drawn = drawn_statement(rng, self.tongue, rng.randint(2, columns), count)
            if house.leaders:
                markup.led(drawn, house)
        page.tables.append(drawn.cells())
        return markup.table(drawn, house)

    def prose(self, paragraphs: int, sentences: int = 3) -> str:
        """Running text."""
        return "".join(
            markup.paragraph(self.rng, self.tongue, self.rng.randint(1, sentences)) for _ in range(paragraphs)
        )


def among_prose(desk: Desk) -> Page:
    """Prose above and below a table."""
    page = Page()
    page.body = desk.prose(2) + desk.statement(page, 470, (5, 16)) + desk.prose(2)
    return page


def alone(desk: Desk) -> Page:
    """A table of a whole page."""
    page = Page()
    page.body = desk.statement(page, 470, (20, 32))
    return page


def stacked(desk: Desk) -> Page:
    """Several tables under each other."""
    page = Page()
    page.body = "".join(desk.statement(page, 470, (4, 8)) for _ in range(3))
    return page


def in_column(desk: Desk) -> Page:
    """A table in a column of a page of two columns."""
    page = Page()
    narrow = replace(
        desk, house=replace(desk.house, stub=min(desk.house.stub, 11), size=min(desk.house.size, 8))
    )
    inner = narrow.statement(page, 225, (5, 12))
    text = desk.prose(1) + inner + desk.prose(7, 4)
    page.body = f"<div class=columns>{text}</div>"
    return page


def side_notes(desk: Desk) -> Page:
    """A table beside a narrow column of side notes."""
    page = Page()
    desk = replace(
        desk, house=replace(desk.house, stub=min(desk.house.stub, 13), size=min(desk.house.size, 8))
    )
    inner = desk.statement(page, 350, (8, 18))
    page.body = f"<div class=margin>{desk.prose(3, 1)}</div><div class=main>{desk.prose(2)}{inner}</div>"
    return page


def under_chart(desk: Desk) -> Page:
    """A chart and the table of its figures."""
    page = Page()
    page.body = bar_chart(desk.rng, desk.tongue) + desk.prose(1) + desk.statement(page, 470, (5, 10))
    return page


def beside(desk: Desk) -> Page:
    """Two tables side by side."""
    page = Page()
    small = replace(desk.house, stub=9, size=min(desk.house.size, 7.5), wide=False, leaders=False)
    desk = replace(desk, house=small)
    both = [desk.statement(page, 200, (6, 12)) for _ in range(2)]
    page.body = desk.prose(1) + f"<div class=pair>{both[0]}{both[1]}</div>" + desk.prose(1)
    return page


def landscape(desk: Desk) -> Page:
    """A wide table on a page on its side."""
    page = Page(kind="wide")
    page.body = desk.statement(page, 680, (10, 20))
    return page


def turned(desk: Desk) -> Page:
    """A wide table turned on an upright page."""
    page = Page()
    page.body = f"<div class=turned>{desk.statement(page, 640, (8, 16))}</div>"
    return page


def register(desk: Desk) -> Page:
    """A table of words."""
    page = Page()
    desk = replace(desk, house=replace(desk.house, base=desk.rng.choice(("top", "middle"))))
    page.body = desk.prose(1) + desk.statement(page, 470, (4, 8), register=True)
    return page


TABLES: tuple[Callable[[Desk], Page], ...] = (
    among_prose, alone, stacked, in_column, side_notes, under_chart, beside, landscape, turned, register,
)  # fmt: skip

__all__ = ["TABLES", "Desk", "Page", "Statement"]
