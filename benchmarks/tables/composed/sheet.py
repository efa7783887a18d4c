"""Sheets: the content of a table before it is set, drawn by seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from benchmarks.tables.composed.vocabulary import (
    GROUPS,
    LABELS,
    MISSING,
    PROSE,
    SPANNERS,
    STATES,
    STUBS,
    TOPICS,
    WORDS,
)


@dataclass
class Label:
    """A header cell over columns ``first`` to ``last``, in lines of text."""

    lines: list[str]
    first: int
    last: int


@dataclass
class Row:
    """A row: the lines of its label, the level it is indented to, its cells, and whether it is bold.

    A row without cells is a group title. ``^`` before the last sign of a text sets it as a raised mark; a
    line feed in a cell begins a line.
    """

    label: list[str]
    cells: list[str]
    level: int = 0
    bold: bool = False


@dataclass
class Sheet:
    """Header levels from top to bottom, then rows. ``kinds`` tells of each column right of the labels."""

    header: list[list[Label]]
    rows: list[Row]
    kinds: list[str]
    caption: list[str] = field(default_factory=list)
    unit: str = ""
    notes: list[str] = field(default_factory=list)


KINDS = ("whole", "whole", "whole", "decimal", "percent", "money", "change", "words")
"""Kinds of cells; besides there is ``text``, of several lines."""


def drawn_sheet(rng: random.Random, columns: int, height: int) -> Sheet:
    """A sheet with some columns of data and about as many rows as asked for."""
    kinds = _kinds(rng, columns)
    return Sheet(
        header=_header(rng, columns),
        rows=_rows(rng, kinds, height),
        kinds=kinds,
        caption=_caption(rng),
        unit=rng.choice(["", "", "", "(Dollars in thousands)", "[In millions]", "(Percent of all cases)"]),
        notes=_notes(rng),
    )


def _kinds(rng: random.Random, columns: int) -> list[str]:
    shape = rng.random()
    if columns < 5 and rng.random() < 0.25:
        return [rng.choice(["text", "text", "words", "whole", "money"]) for _ in range(columns)]
    if shape < 0.4:
        return [rng.choice(KINDS[:-1])] * columns
    if shape < 0.6:
        pair = [rng.choice(KINDS[:-1]), "percent"]
        return (pair * columns)[:columns]
    return [rng.choice(KINDS) for _ in range(columns)]


def _header(rng: random.Random, columns: int) -> list[list[Label]]:
    stub = rng.choice([rng.choice(STUBS), rng.choice(STUBS), ""])
    leaves = _leaves(rng, columns)
    last = [Label([stub], 0, 0)] if stub else []
    last += [Label(lines, col, col) for col, lines in enumerate(leaves, start=1)]
    levels = [last]
    sizes = [size for size in (2, 3, 4) if columns % size == 0 and columns // size > 1]
    if columns > 3 and sizes and rng.random() < 0.5:
        size = rng.choice(sizes)
        groups = list(range(1, columns + 1, size))
        names = (
            rng.sample(SPANNERS, len(groups)) if len(groups) <= len(SPANNERS) else [str(g) for g in groups]
        )
        levels.insert(0, [Label([name], g, g + size - 1) for name, g in zip(names, groups, strict=True)])
        part = leaves[:size]
        if rng.random() < 0.6:
            levels[-1][-columns:] = [Label(part[k % size], k + 1, k + 1) for k in range(columns)]
    elif columns > 2 and rng.random() < 0.35:
        first = rng.randint(1, columns - 1)
        levels.insert(0, [Label([rng.choice(SPANNERS)], first, columns)])
    if len(levels) > 1 and len(levels[0]) > 1 and rng.random() < 0.3:
        levels.insert(0, [Label([rng.choice(SPANNERS) + " by reporting period"], 1, columns)])
    return levels


def _leaves(rng: random.Random, columns: int) -> list[list[str]]:
    if rng.random() < 0.35:
        start = rng.randint(1985, 2008)
        return [[str(start + k)] for k in range(columns)]
    names = rng.sample(LABELS, columns) if columns <= len(LABELS) else [f"Q{k}" for k in range(columns)]
    return [_broken(name, 10) for name in names]


def _broken(text: str, width: int) -> list[str]:
    """A text in lines of about ``width`` letters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _rows(rng: random.Random, kinds: list[str], height: int) -> list[Row]:
    shape = rng.choice(["states", "topics", "groups", "groups", "nested", "years"])
    shape = "topics" if "text" in kinds else shape
    missing = rng.choice([0.0, 0.0, 0.04, 0.15])
    mark = rng.choice(MISSING)
    wrap = rng.choice([99, 99, 24])
    first = rng.randint(1960, 1990)
    years = [str(first + k) for k in range(min(height, 30))]
    names = (
        years if shape == "years" else rng.sample(STATES if shape == "states" else TOPICS, min(height, 30))
    )
    titles = rng.sample(GROUPS, len(GROUPS))
    rows: list[Row] = []
    marked = rng.random() < 0.2
    for index, name in enumerate(names):
        if shape == "groups" and index % 4 == 0 and titles and index < len(names) - 1:
            rows.append(Row([titles.pop()], [], bold=rng.random() < 0.6))
        level = (1 if shape == "groups" else 0) + (1 if shape == "nested" and index % 3 else 0)
        label = _broken(name, wrap)
        label[-1] += f"^{rng.randint(1, 4)}" if marked and index % 5 == 0 else ""
        rows.append(Row(label, _cells(rng, kinds, missing, mark), level))
    if "text" in kinds:
        return rows
    total = Row(["Total"], _cells(rng, kinds, 0, ""), bold=rng.random() < 0.5)
    place = rng.choice(["none", "first", "last", "last"])
    if place == "first":
        rows.insert(0, total)
    elif place == "last":
        rows.append(total)
    return rows


def _cells(rng: random.Random, kinds: list[str], missing: float, mark: str) -> list[str]:
    cells = [mark if rng.random() < missing else _value(rng, kind) for kind in kinds]
    return cells if any(cells) else [_value(rng, kind) for kind in kinds]


def _value(rng: random.Random, kind: str) -> str:  # noqa: PLR0911
    size = 10 ** rng.choice([1, 2, 3, 3, 4, 5, 6])
    number = rng.randint(size // 10, size)
    if kind == "decimal":
        return f"{number % 1000 / 10:.1f}"
    if kind == "percent":
        return f"{number % 1000 / 10:.1f}%"
    if kind == "money":
        return f"$ {number:,}"
    if kind == "change":
        return rng.choice(
            [f"({number:,})", f"–{number % 100}.{number % 10}", f"{number:,}", f"+{number % 90}.2"]
        )
    if kind == "words":
        return rng.choice(WORDS)
    if kind == "text":
        words = [rng.choice(PROSE) for _ in range(rng.randint(2, 14))]
        return "\n".join(_broken(" ".join(words).capitalize(), 26))
    return f"{number:,}" + rng.choice(["", "", "", "", "", "", "", "^1", "^2"]) * (number % 3 == 0)


def _caption(rng: random.Random) -> list[str]:
    about = (
        f"{rng.choice(LABELS)} by {rng.choice(STUBS)} and {rng.choice(SPANNERS)}, {rng.randint(1990, 2009)}"
    )
    number = f"Table {rng.randint(1, 20)}. "
    return rng.choice([[], [number + about], [number + about], [number.strip(), about], [about]])


def _notes(rng: random.Random) -> list[str]:
    notes = [
        "Source: Bureau of Invented Statistics, Annual Survey.",
        "NOTE: Detail may not add to totals because of rounding.",
        "* Less than 0.05 percent. See text for definitions of the terms used.",
        "1 Excludes households that did not report their income.",
    ]
    return rng.sample(notes, rng.randint(0, 3))
