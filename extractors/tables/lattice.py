"""Lattices: rules that cross make a grid of cells; missing pieces of rule make merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.pdf.runs import Flags, Floats, Indexes
from extractors.tables.rules import Rules, clustered

REACH = 3.0
"""Points by which two rules may miss each other and still meet."""

MAX_CROSSINGS = 6_000_000
"""Level times upright rules of a page; beyond it is a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """A grid: column borders ``xs``, row borders ``ys`` and where a rule is drawn between elementary cells.

    ``walls[r, k]``: an upright rule at ``xs[k]`` beside row r; ``floors[j, c]``: a level rule at ``ys[j]``
    over column c. Outer borders count as drawn.
    """

    xs: Floats
    ys: Floats
    walls: Flags
    floors: Flags

    @property
    def rows(self) -> int:
        """Number of elementary rows."""
        return len(self.ys) - 1

    @property
    def cols(self) -> int:
        """Number of elementary columns."""
        return len(self.xs) - 1


def lattices(level: Rules, upright: Rules) -> Iterator[Lattice]:
    """The lattices of a page; each is a set of rules connected by crossings."""
    if not len(level) or not len(upright) or len(level) * len(upright) > MAX_CROSSINGS:
        return
    crossing = _crossings(level, upright)
    of_level, of_upright = _components(crossing)
    for component in np.unique(of_level[crossing.any(axis=1)]):
        lattice = _lattice(level.where(of_level == component), upright.where(of_upright == component))
        if lattice is not None:
            yield lattice


def _crossings(level: Rules, upright: Rules) -> Flags:
    """Which level rule (row) meets which upright rule (column)."""
    x, y = upright.at[None, :], level.at[:, None]
    over = (level.start[:, None] - REACH <= x) & (x <= level.end[:, None] + REACH)
    result: Flags = over & (upright.start[None, :] - REACH <= y) & (y <= upright.end[None, :] + REACH)
    return result


def _components(crossing: Flags) -> tuple[Indexes, Indexes]:
    """Connected components of a bipartite graph: a label for each row and each column."""
    rows = np.arange(crossing.shape[0], dtype=np.intp)
    while True:
        cols = np.where(crossing, rows[:, None], len(rows)).min(axis=0)
        least = np.where(crossing, cols[None, :], len(rows)).min(axis=1)
        spread = np.minimum(rows, least)
        if bool((spread == rows).all()):
            return rows, cols
        rows = spread


def _lattice(level: Rules, upright: Rules) -> Lattice | None:
    """The grid of one component, with open sides closed where the rules end; None if it has no two cells."""
    column, xs = clustered(upright.at, REACH)
    row, ys = clustered(level.at, REACH)
    xs, shift_x = _closed(xs, level)
    ys, shift_y = _closed(ys, upright)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    walls = _drawn(column + shift_x, upright, len(xs), ys).T
    floors = _drawn(row + shift_y, level, len(ys), xs)
    walls[:, [0, -1]] = True
    floors[[0, -1], :] = True
    return Lattice(xs, ys, walls, floors)


def _closed(borders: Floats, across: Rules) -> tuple[Floats, int]:
    """Borders completed by the ends of the rules across them; the number added before the first."""
    low, high = float(across.start.min()), float(across.end.max())
    before = [low] if low < borders[0] - 2 * REACH else []
    after = [high] if high > borders[-1] + 2 * REACH else []
    parts = (np.array(before), borders, np.array(after))
    return np.concatenate(parts).astype(np.float32), len(before)


def _drawn(index: Indexes, rules: Rules, count: int, borders: Floats) -> Flags:
    """For each border line and each stretch between ``borders``: whether a rule covers its middle."""
    middles = (borders[:-1] + borders[1:]) / 2
    first = np.searchsorted(middles, rules.start - REACH)
    past = np.searchsorted(middles, rules.end + REACH, side="right")
    marks = np.zeros((count, len(middles) + 1), dtype=np.int32)
    np.add.at(marks, (index, first), 1)
    np.add.at(marks, (index, np.maximum(past, first)), -1)
    result: Flags = np.cumsum(marks, axis=1)[:, :-1] > 0
    return result


Span = tuple[int, int, int, int]
"""First row, last row, first column, last column of a merged cell."""


def spans(lattice: Lattice) -> list[Span]:
    """The cells of a lattice in reading order; elementary cells without rule between them are one.

    Where such a cell is no rectangle (a rule that ends in the open), it is cut into its runs of columns.
    """
    labels = _labels(lattice)
    rows, cols = np.indices(labels.shape)
    flat = labels.ravel()
    order = np.argsort(flat, kind="stable")
    starts = np.flatnonzero(np.diff(flat[order], prepend=-1))
    r, c = rows.ravel()[order], cols.ravel()[order]
    boxes = np.stack(
        (np.minimum.reduceat(r, starts), np.maximum.reduceat(r, starts),
         np.minimum.reduceat(c, starts), np.maximum.reduceat(c, starts)), axis=1,
    )  # fmt: skip
    sizes = np.diff(np.append(starts, len(flat)))
    areas = (boxes[:, 1] - boxes[:, 0] + 1) * (boxes[:, 3] - boxes[:, 2] + 1)
    found: list[Span] = []
    for box, size, area, start in zip(
        boxes.tolist(), sizes.tolist(), areas.tolist(), starts.tolist(), strict=True
    ):
        if size == area:
            found.append((box[0], box[1], box[2], box[3]))
        else:
            members = order[start : start + size]
            found += _pieces(np.isin(np.arange(flat.size), members).reshape(labels.shape))
    return sorted(found, key=lambda span: (span[0], span[2]))


def _labels(lattice: Lattice) -> npt.NDArray[np.intp]:
    """Label of the merged cell of each elementary cell: least index, spread until nothing changes."""
    rows, cols = lattice.rows, lattice.cols
    labels = np.arange(rows * cols, dtype=np.intp).reshape(rows, cols)
    open_right, open_down = ~lattice.walls[:, 1:-1], ~lattice.floors[1:-1, :]
    while True:
        before = labels.copy()
        left, right = labels[:, :-1], labels[:, 1:]
        least = np.where(open_right, np.minimum(left, right), left)
        labels[:, :-1] = least
        labels[:, 1:] = np.where(open_right, np.minimum(labels[:, :-1], right), right)
        upper, lower = labels[:-1], labels[1:]
        labels[:-1] = np.where(open_down, np.minimum(upper, lower), upper)
        labels[1:] = np.where(open_down, np.minimum(labels[:-1], lower), lower)
        if bool((labels == before).all()):
            return labels


def _pieces(mask: Flags) -> list[Span]:
    """Rectangles that cover a mask: equal runs of columns in consecutive rows are one rectangle."""
    done: list[Span] = []
    open_runs: dict[tuple[int, int], int] = {}
    for row in range(mask.shape[0] + 1):
        edges = (
            np.diff(np.concatenate(([0], mask[row].astype(np.int8), [0])))
            if row < mask.shape[0]
            else np.zeros(1)
        )
        runs = set(
            zip(np.flatnonzero(edges == 1).tolist(), (np.flatnonzero(edges == -1) - 1).tolist(), strict=True)
        )
        for run in [run for run in open_runs if run not in runs]:
            done.append((open_runs.pop(run), row - 1, run[0], run[1]))
        for run in runs:
            open_runs.setdefault(run, row)
    return done
