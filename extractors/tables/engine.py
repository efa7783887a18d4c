"""The tables of a page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.model.table import Table
from extractors.pdf.reader import PageObjects
from extractors.tables.grid import Grid, as_table
from extractors.tables.header import Bar
from extractors.tables.lattice import lattices
from extractors.tables.phrases import text_lines
from extractors.tables.prose import without_prose
from extractors.tables.refine import refined
from extractors.tables.plausible import aligned_confidence, looks
from extractors.tables.regions import regions_of
from extractors.tables.ruled import ruled_grid
from extractors.tables.rules import Rules, level_rules, upright_rules
from extractors.tables.unruled import unruled_grid


LEAST = 0.5
"""Confidence below which text in line is not reported as a table."""


def tables_of(page: PageObjects) -> list[Table]:
    """The tables of one page, from top to bottom."""
    level, upright = level_rules(page.drawing.level), upright_rules(page.drawing.upright)
    grids = []
    free = np.ones(len(page.words), dtype=bool)
    for lattice in lattices(level, upright):
        grid = ruled_grid(refined(lattice, page.words), page.words)
        if sum(1 for cell in grid.cells if len(cell.words)) >= 4 and grid.cols >= 2 and grid.rows >= 2:
            grids.append(grid)
            for cell in grid.cells:
                free[cell.words] = False
    grids += _aligned(page, level, np.flatnonzero(free & (page.words.turns == 0)))
    tables = [as_table(grid, page.words, page.number) for grid in grids]
    return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]) if table.bbox else (0, 0))


def _aligned(page: PageObjects, level: Rules, members: np.ndarray) -> list[Grid]:
    lines = without_prose(text_lines(page.words, members))
    bars = [Bar(float(y), float(a), float(b)) for y, a, b in zip(level.at, level.start, level.end, strict=True)]
    found = []
    for region in regions_of(lines, bars):
        grid = unruled_grid(region.lines, region.bars, page.words, [])
        if grid is None:
            continue
        wide = sum(1 for bar in region.bars if bar.x1 - bar.x0 > 0.7 * (region.x1 - region.x0))
        confidence = aligned_confidence(looks(grid, page.words), wide)
        if confidence >= LEAST:
            found.append(replace(grid, confidence=confidence))
    return found
