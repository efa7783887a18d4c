"""Documents drawn by number: programs, houses and pages come again every few numbers."""

from __future__ import annotations

import random

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.federal.habits import HABITS
from benchmarks.tables.composed.federal.house import RULES, drawn_house
from benchmarks.tables.composed.federal.makers import MAKERS
from benchmarks.tables.composed.federal.nontables import NONTABLES
from benchmarks.tables.composed.federal.pages import PAGES
from benchmarks.tables.composed.federal.press import drawn_program, printed

OTHER = 1000
"""The number from which documents have the pages of ``habits``."""


def composed(number: int) -> tuple[bytes, list[tuple[int, list[GridCell]]]]:
    """A PDF with its true tables: (page, cells); two of three have a page without any."""
    rng = random.Random(f"federal {number}")  # noqa: S311
    program = drawn_program(rng, list(MAKERS)[(number + number // len(PAGES)) % len(MAKERS)])
    house = drawn_house(rng, RULES[number % len(RULES)])
    pages = HABITS if number >= OTHER else PAGES
    parts = [pages[number % len(pages)](rng, house), pages[rng.randrange(len(pages))](rng, house)]
    if number % 3:
        parts.append([NONTABLES[(number + number // len(RULES)) % len(NONTABLES)](rng)])
    rng.shuffle(parts)
    sheets = [sheet for part in parts for sheet in part]
    tables = [(place, cells) for place, sheet in enumerate(sheets, start=1) for cells in sheet.tables]
    return printed(sheets, program, rng), tables
