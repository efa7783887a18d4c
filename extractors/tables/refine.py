"""Half-ruled tables: a lattice completed by the text where rules were left out."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from extractors.pdf.runs import Flags
from extractors.tables.body import rows_of
from extractors.tables.columns import Column, columns_of, covered
from extractors.tables.lattice import Lattice, Span, spans
from extractors.tables.phrases import TextLine

ENOUGH = 0.5
"""Share of the rows that must speak for a border that is not drawn."""


def refined(lattice: Lattice, page: list[TextLine]) -> Lattice:
    """The lattice with the borders that the text of the page shows and its rules do not."""
    lines = [part for part in (_in_lattice(lattice, line) for line in page) if part is not None]
    if not lines:
        return lattice
    lattice = _with_walls(lattice, lines)
    lattice = _with_columns(lattice, lines)
    return _with_rows(lattice, lines)


def _in_lattice(lattice: Lattice, line: TextLine) -> TextLine | None:
    """The phrases of a line that stand in a lattice."""
    if not lattice.ys[0] <= line.base - 0.3 * line.size <= lattice.ys[-1]:
        return None
    phrases = [phrase for phrase in line.phrases if lattice.xs[0] <= phrase.centre <= lattice.xs[-1]]
    return TextLine(phrases, line.base, line.size, line.number) if phrases else None


def _with_walls(lattice: Lattice, lines: list[TextLine]) -> Lattice:
    """Walls at known column borders, in rows whose rules stop short of them."""
    open_spans = [span for span in spans(lattice) if span[3] > span[2]]
    if not open_spans:
        return lattice
    walls = lattice.walls.copy()
    parted = [(span, _parted(lattice, span, lines)) for span in open_spans]
    for border in range(1, lattice.cols):
        across = [
            (span, found) for span, found in parted if span[2] < border <= span[3] and found is not None
        ]
        speaking = sum(1 for _, found in across if border in found)
        if speaking and speaking >= ENOUGH * len(across):
            for span, found in across:
                if found:
                    walls[span[0] : span[1] + 1, border] |= not _crossed(lattice, span, border, lines)
    return Lattice(lattice.xs, lattice.ys, walls, lattice.floors)


def _in_span(lattice: Lattice, span: Span, lines: list[TextLine]) -> list[TextLine]:
    """The parts of the lines that lie in a merged cell."""
    top, bottom = lattice.ys[span[0]], lattice.ys[span[1] + 1]
    left, right = lattice.xs[span[2]], lattice.xs[span[3] + 1]
    parts = []
    for line in lines:
        if top <= line.base - 0.3 * line.size <= bottom:
            phrases = [p for p in line.phrases if left <= p.centre <= right]
            if phrases:
                parts.append(TextLine(phrases, line.base, line.size, line.number))
    return parts


def _parted(lattice: Lattice, span: Span, lines: list[TextLine]) -> set[int] | None:
    """The column borders of a merged cell between phrases of a line; None for a cell without text."""
    parts = _in_span(lattice, span, lines)
    if not parts:
        return None
    found: set[int] = set()
    for part in parts:
        for before, after in pairwise(part.phrases):
            found.update(
                k for k in range(span[2] + 1, span[3] + 1) if before.x1 - 2 <= lattice.xs[k] <= after.x0 + 2
            )
    return found


def _crossed(lattice: Lattice, span: Span, border: int, lines: list[TextLine]) -> bool:
    x = float(lattice.xs[border])
    return any(
        phrase.x0 < x - 2 and phrase.x1 > x + 2
        for part in _in_span(lattice, span, lines)
        for phrase in part.phrases
    )


def _with_columns(lattice: Lattice, lines: list[TextLine]) -> Lattice:
    """Column borders where the cells of a column hold several columns of text."""
    fresh: list[float] = []
    for col in range(lattice.cols):
        left, right = float(lattice.xs[col]), float(lattice.xs[col + 1])
        parts = [_clipped(line, left, right) for line in lines]
        fresh += _gutters([part for part in parts if part is not None])
    if not fresh:
        return lattice
    xs = np.sort(np.concatenate((lattice.xs, np.array(fresh, dtype=np.float32))))
    origin = np.clip(np.searchsorted(lattice.xs, xs[:-1] + 0.01, side="right") - 1, 0, lattice.cols - 1)
    floors = lattice.floors[:, origin]
    walls = np.zeros((lattice.rows, len(xs)), dtype=bool)
    for k, x in enumerate(xs.tolist()):
        old = np.flatnonzero(np.abs(lattice.xs - x) < 1e-4)
        walls[:, k] = lattice.walls[:, old[0]] if len(old) else _free_rows(lattice, x, lines)
    return Lattice(xs.astype(np.float32), lattice.ys, walls, floors)


def _clipped(line: TextLine, left: float, right: float) -> TextLine | None:
    """The part of a line in a strip; None where a phrase reaches out of it or none is in it."""
    phrases = [p for p in line.phrases if p.x1 > left and p.x0 < right]
    if not phrases or any(p.x0 < left - 3 or p.x1 > right + 3 for p in phrases):
        return None
    return TextLine(phrases, line.base, line.size, line.number)


def _gutters(strip: list[TextLine]) -> list[float]:
    """Middles of the gutters of a strip in which most lines have several phrases."""
    several = [line for line in strip if len(line.phrases) > 1]
    figures = sum(1 for line in several if any(p.number for p in line.phrases))
    if len(several) < max(3, ENOUGH * len(strip)) or figures < ENOUGH * len(several):
        return []
    columns = columns_of(strip, [])
    return [(a.x1 + b.x0) / 2 for a, b in pairwise(columns)]


def _free_rows(lattice: Lattice, x: float, lines: list[TextLine]) -> Flags:
    """The rows in which no phrase crosses x."""
    free = np.ones(lattice.rows, dtype=bool)
    for line in lines:
        if any(p.x0 < x - 1 and p.x1 > x + 1 for p in line.phrases):
            free[_row(lattice, line)] = False
    return free


def _row(lattice: Lattice, line: TextLine) -> int:
    middle = line.base - 0.3 * line.size
    return int(np.clip(np.searchsorted(lattice.ys, middle) - 1, 0, lattice.rows - 1))


def _with_rows(lattice: Lattice, lines: list[TextLine]) -> Lattice:
    """Row borders where a row holds several lines, each with a label and figures of its own."""
    by_row: dict[int, list[TextLine]] = {}
    for line in lines:
        by_row.setdefault(_row(lattice, line), []).append(line)
    columns = [Column(float(a), float(b)) for a, b in pairwise(lattice.xs)]
    fresh: list[float] = []
    for row, band in sorted(by_row.items()):
        if _has_rows(band, columns, len(lines)) and bool(lattice.walls[row, 1:-1].any()):
            joined = rows_of(band, columns, [])
            fresh += [(a.lines[-1].bottom + b.lines[0].top) / 2 for a, b in pairwise(joined)]
    if not fresh:
        return lattice
    ys = np.sort(np.concatenate((lattice.ys, np.array(fresh, dtype=np.float32))))
    origin = np.clip(np.searchsorted(lattice.ys, ys[:-1] + 0.01, side="right") - 1, 0, lattice.rows - 1)
    floors = np.ones((len(ys), lattice.cols), dtype=bool)
    for j, y in enumerate(ys.tolist()):
        old = np.flatnonzero(np.abs(lattice.ys - y) < 1e-4)
        if len(old):
            floors[j] = lattice.floors[old[0]]
    return Lattice(lattice.xs, ys.astype(np.float32), lattice.walls[origin], floors)


def _has_rows(band: list[TextLine], columns: list[Column], total: int) -> bool:
    """Whether the lines of a row are rows: many have text in the first column and a figure in a later one.

    In a row that holds most lines of the table, text in a later column is enough.
    """
    if len(band) < 2:
        return False
    figures = texts = 0
    for line in band:
        places = [covered(phrase, columns)[0] for phrase in line.phrases]
        labelled = 0 in places
        figures += labelled and any(p.number and c > 0 for p, c in zip(line.phrases, places, strict=True))
        texts += labelled and len(set(places)) > 1
    if figures >= max(2, (0.35 if len(band) > 5 else 0.6) * len(band)):
        return True
    return len(band) > 4 and len(band) >= 0.6 * total and texts >= 0.6 * len(band)
