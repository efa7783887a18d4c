"""The tables of a page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.model.table import Table
from extractors.pdf.reader import PageObjects
from extractors.pdf.runs import Indexes
from extractors.pdf.words import Words
from extractors.tables.crown import crowned
from extractors.tables.frames import frames_of
from extractors.tables.grid import Grid, as_table, inside
from extractors.tables.header import Bar
from extractors.tables.lattice import lattices
from extractors.tables.phrases import text_lines
from extractors.tables.prose import without_prose
from extractors.tables.refine import refined
from extractors.tables.plausible import aligned_confidence, looks
from extractors.tables.regions import regions_of
from extractors.tables.ruled import ruled_grid
from extractors.tables.rules import Rules, level_rules, upright_rules
from extractors.tables.textrules import without_text_rules
from extractors.tables.turning import main_turn, turned, turned_back
from extractors.tables.unruled import unruled_grid


LEAST = 0.5
"""Confidence below which text in line is not reported as a table."""


def tables_of(page: PageObjects) -> list[Table]:
    """The tables of one page, from top to bottom."""
    turns = main_turn(page)
    tables = _upright_tables(turned(page, turns))
    return [turned_back(table, page, turns) for table in tables]


def _upright_tables(page: PageObjects) -> list[Table]:
    level, upright = level_rules(page.drawing.level), upright_rules(page.drawing.upright)
    words = page.words
    grids = _ruled(words, level, upright)
    free = np.ones(len(words), dtype=bool)
    for grid in grids:
        free[inside(grid, words)] = False
    lines = text_lines(words, np.flatnonzero(words.turns == 0))
    bars = [Bar(float(y), float(a), float(b)) for y, a, b in zip(level.at, level.start, level.end, strict=True)]
    grids = [crowned(grid, lines, bars, words, lambda line: bool(free[line.phrases[0].words[0]])) for grid in grids]
    for grid in grids:
        free[inside(grid, words)] = False
    grids += _aligned(words, bars, np.flatnonzero(free & (words.turns == 0)))
    tables = [as_table(grid, words, page.number) for grid in grids]
    return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]) if table.bbox else (0, 0))


def _ruled(words: Words, level: Rules, upright: Rules) -> list[Grid]:
    grids = []
    for lattice in lattices(level, upright):
        grid = ruled_grid(refined(lattice, words), words)
        if sum(1 for cell in grid.cells if len(cell.words)) >= 4 and grid.cols >= 2 and grid.rows >= 2:
            grids.append(grid)
    return grids


def _aligned(words: Words, bars: list[Bar], members: Indexes) -> list[Grid]:
    lines, typed = without_text_rules(text_lines(words, members))
    bars = bars + typed
    frames = frames_of(lines, bars)
    lines = without_prose(lines, [line for line in lines if any(frame.holds(line) for frame in frames)])
    found = []
    for region in regions_of(lines, bars, frames):
        grid = unruled_grid(region.lines, region.bars, words, [])
        if grid is None:
            continue
        wide = sum(1 for bar in region.bars if bar.x1 - bar.x0 > 0.7 * (region.x1 - region.x0))
        confidence = aligned_confidence(looks(grid, words), wide)
        if confidence >= LEAST:
            found.append(replace(grid, confidence=confidence))
    return found
