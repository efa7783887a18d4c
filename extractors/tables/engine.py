"""The tables of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from core.model.evidence import Box
from core.model.table import Table
from extractors.pdf.drawing import Drawing
from extractors.pdf.frame import Boxes
from extractors.pdf.reader import PageObjects
from extractors.pdf.runs import Flags
from extractors.pdf.words import Words
from extractors.tables.bars import Bar, bars_of
from extractors.tables.celltext import cell_text
from extractors.tables.charts import cut, is_charted, is_plotted
from extractors.tables.crown import crowned
from extractors.tables.frames import frames_of
from extractors.tables.grid import Grid, as_table, inside
from extractors.tables.lattice import lattices
from extractors.tables.pagecolumns import page_columns
from extractors.tables.phrases import TextLine, is_label, is_number, text_lines
from extractors.tables.plausible import CURVES, aligned_confidence, is_blank_form, looks, ruled_confidence
from extractors.tables.prose import without_prose
from extractors.tables.refine import refined
from extractors.tables.regions import Region, regions_of
from extractors.tables.remarks import with_remarks
from extractors.tables.ruled import ruled_grid
from extractors.tables.rules import Rules, level_rules, upright_rules
from extractors.tables.signs import signs_of
from extractors.tables.streams import streams_of
from extractors.tables.textrules import without_spaced_rules, without_typed_rules
from extractors.tables.turnedlabels import with_turned_labels
from extractors.tables.turning import main_turn, turned, turned_back
from extractors.tables.unruled import unruled_grid

LEAST = 0.5
"""Confidence below which text in line is not reported as a table."""

HEAD_ROWS = 4
"""Rows of a boxed header."""

ALONG = 0.6
"""Share of the height of a table along which an upright rule parts its columns."""

PANELS = 2
"""Charts into which text reaches that is then the marks of their axes."""

CHART_CELLS = 15
"""Cells of a nearly empty lattice from which it is the grid of a chart."""


def tables_of(page: PageObjects) -> list[Table]:
    """The tables of one page, from top to bottom."""
    turns = main_turn(page)
    tables = _upright_tables(turned(page, turns))
    return [turned_back(table, page, turns) for table in tables]


def _upright_tables(page: PageObjects) -> list[Table]:
    level, upright = level_rules(page.drawing.level), upright_rules(page.drawing.upright)
    words = page.words
    members, typed = without_typed_rules(words, np.flatnonzero(words.turns == 0))
    lines = text_lines(words, members)
    ruled, charts = _ruled(words, lines, level, upright, page.drawing)
    ruled = [grid for grid in ruled if not _is_head_only(grid, lines, words)]
    free = np.ones(len(words), dtype=bool)
    for box in [*charts, *(grid.box for grid in ruled)]:
        free[inside(box, words)] = False
    bars = bars_of(level) + typed
    grids = [
        crowned(grid, lines, bars, words, lambda line: bool(free[line.phrases[0].words[0]])) for grid in ruled
    ]
    for grid in grids:
        free[inside(grid.box, words)] = False
    rest = [part for part in (_free_part(line, free) for line in lines) if part is not None]
    aligned = [
        grid
        for grid in _aligned(words, rest, bars, upright)
        if not is_plotted(grid, words)
        and not is_charted(grid.box, grid.rows, page.drawing, words)
        and not _is_between(grid, charts)
    ]
    grids += [with_turned_labels(grid, words, free) for grid in aligned]
    tables = [as_table(grid, words, page.number) for grid in grids]
    return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]) if table.bbox else (0, 0))


def _is_between(grid: Grid, charts: list[Box]) -> bool:
    """Whether text in line is the marks of axes: it goes around a chart or reaches into several."""
    around = any(_holds(grid.box, chart) for chart in charts)
    return around or sum(cut(grid.box, chart) for chart in charts) >= PANELS


def _is_head_only(grid: Grid, lines: list[TextLine], words: Words) -> bool:
    """Whether a lattice holds labels only, and lines with figures follow close below: a boxed header."""
    labels = [cell_text(words, cell.words) for cell in grid.cells if len(cell.words)]
    if grid.rows > HEAD_ROWS or any(map(_is_figure, labels)):
        return False
    x0, _, x1, bottom = grid.box
    below = [line for line in lines if bottom < line.base < bottom + 3 * line.size]
    below = [line for line in below if line.x0 > x0 - line.size and line.x1 < x1 + line.size]
    return any(len(line.phrases) > 1 and any(p.number for p in line.phrases[1:]) for line in below)


def _is_figure(text: str) -> bool:
    return is_number(text) and not is_label(text) and not COUNTS.match(text)


COUNTS = re.compile(r"^\(\d{1,2}\)$")
"""(1): what counts the columns, no figure."""


def _free_part(line: TextLine, free: Flags) -> TextLine | None:
    """The phrases of a line outside the tables found so far."""
    phrases = [phrase for phrase in line.phrases if free[phrase.words[0]]]
    if len(phrases) == len(line.phrases):
        return line
    return TextLine(phrases, line.base, line.size, line.number) if phrases else None


def _ruled(
    words: Words, lines: list[TextLine], level: Rules, upright: Rules, drawing: Drawing
) -> tuple[list[Grid], list[Box]]:
    """The lattices that hold a table, and the boxes of charts and forms; a frame around one goes with it."""
    grids, charts = [], []
    for lattice in lattices(level, upright):
        if lattice.cols == 1:
            continue  # a frame: its columns are told by its text
        grid = ruled_grid(refined(lattice, lines), words)
        shapes = _within(grid.box, drawing.shapes)
        confidence = 0.0 if is_plotted(grid, words) else ruled_confidence(grid, shapes)
        if confidence > 0:
            grids.append(replace(grid, confidence=confidence))
        elif len(grid.cells) > CHART_CELLS or shapes > CURVES or is_blank_form(grid):
            charts.append(grid.box)
    tables = [grid for grid in grids if not any(_holds(grid.box, chart) for chart in charts)]
    return tables, charts + [grid.box for grid in grids if grid not in tables]


def _within(box: Box, boxes: Boxes) -> int:
    """How many of the boxes have their middle in a box."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    return int(((box[0] < x) & (x < box[2]) & (box[1] < y) & (y < box[3])).sum())


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] < x < outer[2] and outer[1] < y < outer[3]


def _aligned(words: Words, lines: list[TextLine], bars: list[Bar], upright: Rules) -> list[Grid]:
    lines, typed = without_spaced_rules(lines)
    bars = bars + typed
    return [
        grid
        for stream in streams_of(lines, words)
        for column in page_columns(stream, bars, words)
        for grid in _aligned_in(column, words, bars, upright)
    ]


def _aligned_in(lines: list[TextLine], words: Words, bars: list[Bar], upright: Rules) -> Iterator[Grid]:
    frames = frames_of(lines, bars)
    kept = without_prose(lines, [line for line in lines if any(frame.holds(line) for frame in frames)])
    for region in regions_of(kept, bars, frames):
        grid = unruled_grid(region.lines, region.bars, words, _walls(region, upright))
        if grid is None:
            continue
        confidence = aligned_confidence(looks(grid, words), signs_of(region, lines))
        if confidence >= LEAST:
            yield with_remarks(replace(grid, confidence=confidence), lines, kept, words)


def _walls(region: Region, upright: Rules) -> list[float]:
    """X of the upright rules that run along most of a region."""
    top, bottom = region.lines[0].top, region.lines[-1].bottom
    common = np.minimum(upright.end, bottom) - np.maximum(upright.start, top)
    chosen = common >= ALONG * (bottom - top)
    return [x for x in upright.at[chosen].tolist() if region.x0 < x < region.x1]
