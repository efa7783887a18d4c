"""Statements drawn by chance: titles in one to three rows, groups, totals, kinds of figures."""

from __future__ import annotations

import random

from benchmarks.tables.composed.agency.model import Entry, Head, Statement
from benchmarks.tables.composed.agency.words import Tongue

GAPS = ("—", "-", "(NA)", "…", "n.d.", "")


def drawn_statement(rng: random.Random, tongue: Tongue, columns: int, rows: int) -> Statement:
    """A statement of figures with about this many columns right of the labels, and rows."""
    heads = _heads(rng, tongue, columns)
    columns = sum(head.width for head in heads)
    kinds = [rng.choice(("count", "count", "share", "money", "signed", "rate")) for _ in range(columns)]
    gaps = rng.choice(GAPS)
    entries = _entries(rng, tongue, rows, kinds, gaps)
    notes = [f"^1 {rng.choice(tongue.sentences)}"] if any("^" in e.label for e in entries) else []
    if rng.random() < 0.6:
        notes.append(f"{tongue.source}: {rng.choice(tongue.sentences)[:70]}.")
    caption = f"{tongue.table} {rng.randint(1, 30)}. {rng.choice(tongue.groups)}, {rng.randint(1994, 2009)}"
    return Statement(
        caption, rng.choice(tongue.stubs), heads, entries, rng.choice(tongue.units), tuple(notes)
    )


def drawn_register(rng: random.Random, tongue: Tongue, columns: int, rows: int) -> Statement:
    """A statement of words: remarks of several lines, a date or an amount among them."""
    words = frozenset(sorted(rng.sample(range(columns), max(1, columns - 1))))
    heads = tuple(Head(text) for text in rng.sample(tongue.heads, columns))
    entries = []
    for label in rng.sample([*tongue.labels, *tongue.long_labels], rows):
        cells = [
            rng.choice(tongue.remarks) if column in words else _figure(rng, tongue, "count")
            for column in range(columns)
        ]
        entries.append(Entry(label, 0, tuple(cells)))
    caption = f"{tongue.table} {rng.randint(1, 30)}. {rng.choice(tongue.groups)}"
    return Statement(caption, rng.choice([s for s in tongue.stubs if s]), heads, entries, words=words)


def _heads(rng: random.Random, tongue: Tongue, columns: int) -> tuple[Head, ...]:
    shape = rng.choice(("flat", "flat", "years", "pairs", "pairs", "mixed", "deep"))
    if columns < 4 or shape == "flat":
        return tuple(map(Head, rng.sample(tongue.heads, columns)))
    first = rng.randint(1985, 2001)
    if shape == "years":
        return tuple(Head(str(first + k)) for k in range(columns))
    leaves = tuple(map(Head, rng.sample(tongue.heads, 2)))
    spanners = rng.sample(tongue.spanners, 4)
    if shape == "pairs":
        return tuple(Head(text, leaves) for text in spanners[: columns // 2])
    if shape == "mixed":
        lone = tuple(map(Head, rng.sample(tongue.heads, columns % 3 + 1)))
        wide = tuple(map(Head, rng.sample(tongue.heads, 3)))
        return (*lone, Head(spanners[0], wide))
    years = (Head(str(first), leaves), Head(str(first + 1), leaves))
    return (Head(spanners[0], years), *(Head(spanners[1], leaves) for _ in range(columns > 5)))


def _entries(rng: random.Random, tongue: Tongue, rows: int, kinds: list[str], gaps: str) -> list[Entry]:
    entries: list[Entry] = []
    labels = rng.sample(tongue.labels, min(rows, len(tongue.labels)))
    grouped, marked = rng.random() < 0.5, rng.random() < 0.4
    long = rng.random() < 0.35
    for index, text in enumerate(labels):
        if grouped and index % 6 == 0 and index < len(labels) - 1:
            entries.append(Entry(rng.choice(tongue.groups), 0))
        label = rng.choice(tongue.long_labels) if long and rng.random() < 0.25 else text
        mark = "^1" if marked and index in {1, 4} else ""
        level = (1 + (index % 6 > 3 and rng.random() < 0.4)) if grouped else 0
        entries.append(Entry(label + mark, level, _cells(rng, tongue, kinds, gaps)))
    if rng.random() < 0.6:
        total = Entry(tongue.total, 0, _cells(rng, tongue, kinds, ""), total=True)
        entries.insert(len(entries) if rng.random() < 0.7 else 0, total)
    if rng.random() < 0.4:
        entries = _with_currency(entries, tongue)
    return entries


def _cells(rng: random.Random, tongue: Tongue, kinds: list[str], gaps: str) -> tuple[str, ...]:
    return tuple(gaps if rng.random() < 0.06 else _figure(rng, tongue, kind) for kind in kinds)


def _with_currency(entries: list[Entry], tongue: Tongue) -> list[Entry]:
    """A dollar sign before the figures of the first row and of the totals; in French none is printed."""
    if tongue.code != "en":
        return entries
    first = next(index for index, entry in enumerate(entries) if entry.cells)
    return [
        Entry(e.label, e.level, tuple(f"$ {c}" if c[:1].isdigit() else c for c in e.cells), e.total)
        if index == first or e.total
        else e
        for index, e in enumerate(entries)
    ]


def _figure(rng: random.Random, tongue: Tongue, kind: str) -> str:
    if kind == "share":
        text = f"{rng.uniform(0, 100):.1f}"
    elif kind == "rate":
        text = f"{rng.uniform(0, 4):.2f}"
    elif kind == "signed":
        value = rng.randint(-900, 900)
        return f"({-value})" if value < 0 and tongue.code == "en" else str(value).replace("-", "–")
    else:
        text = f"{int(10 ** rng.uniform(1, 5.6)):,}"
    return text if tongue.code == "en" else text.replace(",", "\u202f").replace(".", ",")
