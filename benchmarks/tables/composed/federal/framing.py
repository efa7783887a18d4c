"""Lines around and in a table, by the house rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.tables.composed.federal.ink import LEVEL_SIGNS
from benchmarks.tables.composed.federal.layout import Layout
from benchmarks.tables.composed.federal.model import Table, Title
from benchmarks.tables.composed.federal.sheet import Sheet


@dataclass(slots=True)
class Lines:
    """Heights of a table that was set: its top, the foot of its titles, the tops of its rows, its foot."""

    layout: Layout
    top: float
    head: float = 0
    foot: float = 0
    rows: list[float] = field(default_factory=list)
    titles: list[tuple[Title, float, float]] = field(default_factory=list)
    totals: list[tuple[float, float]] = field(default_factory=list)


def framed(sheet: Sheet, table: Table, lines: Lines) -> None:
    """Draw the lines."""
    layout, rules, ink = lines.layout, lines.layout.house.rules, lines.layout.house.ink
    edges, size = layout.edges, layout.house.size
    left, right = edges[0], edges[-1]
    foot = lines.foot + 0.4 * size
    if rules in {"three", "double", "gpo", "rows", "shaded"}:
        kind = "double" if rules == "double" else ink
        sheet.rule(left, lines.top, right, 0.8, kind)
        sheet.rule(left, lines.head, right, 0.5, ink)
        sheet.rule(left, foot, right, 0.8, ink)
    if rules == "underscores":
        for y in (lines.top, lines.head, foot):
            sheet.rule(left, y, right, 0.5, "underscores")
    if rules == "head":
        sheet.rule(left, lines.head, right, 1.3, ink)
    if rules in {"boxed", "grid"}:
        for y in (lines.top, lines.head, foot):
            sheet.rule(left, y, right, 0.6, ink)
        for x in (left, right):
            sheet.upright(x, lines.top, foot, 0.6, ink)
    _within(sheet, table, lines, foot)
    _under_titles(sheet, table, lines)


def _within(sheet: Sheet, table: Table, lines: Lines, foot: float) -> None:
    layout, rules, ink = lines.layout, lines.layout.house.rules, lines.layout.house.ink
    edges = layout.edges
    if rules in {"rows", "grid"}:
        for y in lines.rows[1:]:
            sheet.rule(edges[0], y + 0.15 * layout.house.size, edges[-1], 0.3, ink)
    if rules in {"gpo", "grid"}:
        for column, x in enumerate(edges[1:-1], start=1):
            top = _below_spans(lines, column) if table.depth > 1 else lines.top
            sheet.upright(x, top, foot, 0.4, ink)
    if rules == "shaded":
        sheet.fill(edges[0], lines.top, edges[-1], lines.head, 0.85)
        bounds = [*lines.rows, lines.foot]
        for place, (a, b) in enumerate(pairwise(bounds)):
            shift = 0.15 * layout.house.size
            sheet.fill(edges[0], a + shift, edges[-1], b + shift, 1 if place % 2 else 0.93)


def _below_spans(lines: Lines, column: int) -> float:
    """Where the rule before a column may begin: under the titles that span it."""
    crossing = [bottom for title, _, bottom in lines.titles if title.first < column <= title.last]
    return max(crossing, default=lines.top)


def _under_titles(sheet: Sheet, table: Table, lines: Lines) -> None:
    """Short rules: under titles over several columns, under each title, above totals."""
    layout, rules, ink = lines.layout, lines.layout.house.rules, lines.layout.house.ink
    if rules in {"bare", "underscores"}:
        return
    ink = "hyphens" if rules == "typed" else ink
    for title, _, bottom in lines.titles:
        last = title.row + title.rows == table.depth
        left, right = layout.left[title.first], layout.right[title.last]
        if title.last > title.first:
            if rules in {"gpo", "grid"}:
                left, right = layout.edges[title.first], layout.edges[title.last + 1]
            sheet.rule(left, bottom - (2 if ink in LEVEL_SIGNS else 0), right, 0.5, ink)
        elif last and rules in {"columns", "typed"} and (title.text or title.first):
            sheet.rule(left, bottom + (3 if ink in LEVEL_SIGNS else 0), right, 0.5, ink)
    if rules in {"columns", "typed"}:
        for top in [top for top, _ in lines.totals if top > lines.rows[0]]:
            for column in range(1, len(table.kinds) + 1):
                sheet.rule(layout.left[column], top + 1, layout.right[column], 0.4, ink)
