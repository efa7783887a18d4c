"""Tables drawn by chance: titles, groups, kinds of figures, missing values, marks of notes."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.model import Entry, Table, Title
from benchmarks.tables.composed.federal.themes import THEMES
from benchmarks.tables.composed.federal.words import (
    CAPTIONS,
    DEEDS,
    MISSING,
    NOTES,
    OFFICES,
    PEOPLE,
    PLACES,
    UNITS,
)

FIGURES = ("count", "count", "count", "rate", "percent", "money", "signed", "range", "small")


def statistics(rng: random.Random, columns: int, rows: int, marks: str) -> Table:
    """A statistical table with this many columns of figures and at most about so many rows."""
    theme = THEMES[rng.choice(list(THEMES))]
    shape = rng.choice(["same", "same", "pairs", "mixed", "mixed"])
    pair = (rng.choice(FIGURES), rng.choice(["percent", "rate", "small"]))
    if shape == "same":
        kinds = (rng.choice(FIGURES),) * columns
    elif shape == "pairs":
        kinds = (pair * columns)[:columns]
    else:
        kinds = tuple(rng.choice(FIGURES) for _ in range(columns))
    titles, depth = _titles(rng, theme, columns)
    return Table(
        titles=titles,
        entries=_entries(rng, theme, kinds, rows, marks),
        kinds=kinds,
        caption=rng.choice(CAPTIONS).format(n=rng.randint(1, 480), t=rng.choice(theme["caption"])),
        unit=rng.choice(UNITS),
        notes=tuple(rng.sample(NOTES, rng.choice([0, 1, 2, 3]))),
        depth=depth,
    )


def _titles(rng: random.Random, theme: dict[str, list[str]], columns: int) -> tuple[list[Title], int]:
    years = rng.random() < 0.35
    start = rng.randint(1970, 2004)
    step = rng.choice([1, 1, 2, 5])
    names = [str(start + step * place) for place in range(columns)] if years else []
    if not names:
        pool = list(theme["leaves"])
        rng.shuffle(pool)
        names = [pool[place % len(pool)] for place in range(columns)]
    sizes = [size for size in (2, 3, 4, 5) if columns % size == 0 and size < columns]
    kind = rng.choice(["flat", "groups", "groups", "lead", "deep"]) if columns > 2 else "flat"
    stub = rng.choice([*theme["stub"], theme["stub"][0]])
    if kind in {"groups", "deep"} and sizes:
        size = rng.choice(sizes)
        names = (names[:size] * columns)[:columns]
        spans = rng.sample(theme["spans"], len(theme["spans"]))
        upper = [
            Title(
                spans[place % len(spans)] if place < len(spans) else f"{spans[0]} {place}",
                first,
                first + size - 1,
                0,
            )
            for place, first in enumerate(range(1, columns + 1, size))
        ]
        deep = kind == "deep"
        top = [Title(f"{spans[-1]} and related measures", 1, columns, 0)] if deep else []
        upper = [Title(t.text, t.first, t.last, 1) for t in upper] if deep else upper
        depth = 3 if deep else 2
        leaves = [Title(name, col, col, depth - 1) for col, name in enumerate(names, start=1)]
        return [Title(stub, 0, 0, depth - 1), *top, *upper, *leaves], depth
    if kind == "lead":
        first = rng.randint(2, columns - 1)
        over = Title(rng.choice(theme["spans"]), first, columns, 0)
        return [Title(stub, 0, 0, 1), over, *(Title(n, c, c, 1) for c, n in enumerate(names, start=1))], 2
    return [Title(stub, 0, 0, 0), *(Title(n, c, c, 0) for c, n in enumerate(names, start=1))], 1


def _entries(
    rng: random.Random, theme: dict[str, list[str]], kinds: tuple[str, ...], rows: int, marks: str
) -> list[Entry]:
    plan = rng.choice(["flat", "groups", "groups", "nested", "years", "banners"])
    hole, missing = rng.choice([0, 0, 0.05, 0.25]), rng.choice(MISSING)
    marked = rng.random() < 0.3
    labels = list(theme["labels"])
    rng.shuffle(labels)
    if plan == "years":
        first = rng.randint(1955, 1985)
        labels = [str(first + place) for place in range(rows)]
    found: list[Entry] = []
    groups = list(theme["groups"])
    rng.shuffle(groups)
    if rng.random() < 0.4 and plan != "years":
        found.append(
            Entry(rng.choice(["Total", "United States", "All items"]), 0, _row(rng, kinds, 0, ""), "total")
        )
    size = rng.randint(3, 5)
    banners = rng.sample(
        ["Number", "Percent distribution", "Rate per 1,000 population", "Thousands of dollars"], 3
    )
    for place in range(rows):
        label = labels[place % len(labels)]
        begins = place % size == 0 and place + 1 < rows
        level = 0
        if plan == "groups":
            level = 1
            if begins and groups:
                found.append(Entry(groups.pop(), 0, (), "group"))
        elif plan == "nested":
            level = 0 if place % size == 0 else 1 + (place % size == 2)
        elif plan == "banners" and place % (2 * size) == 0 and banners and place + 1 < rows:
            found.append(Entry(banners.pop(), 0, (), "banner"))
        label += _mark(rng, marks) if marked and rng.random() < 0.2 else ""
        found.append(Entry(label, level, _row(rng, kinds, hole, missing)))
    if rng.random() < 0.4 and plan in {"flat", "groups"}:
        found.append(Entry("Total", rng.choice([0, 0, 2]), _row(rng, kinds, 0, ""), "total"))
    return found


def _mark(rng: random.Random, marks: str) -> str:
    number = rng.randint(1, 6)
    return {"raised": f"^{number}", "slash": f" {number}/", "letter": f"^{'abcdef'[number - 1]}"}[marks]


def _row(rng: random.Random, kinds: tuple[str, ...], hole: float, missing: str) -> tuple[str, ...]:
    empty = rng.random() < 0.3
    found = [
        ("" if empty and rng.random() < 0.5 else missing) if rng.random() < hole else figure(rng, kind)
        for kind in kinds
    ]
    return tuple(found) if any(found) else tuple(figure(rng, kind) for kind in kinds)


def figure(rng: random.Random, kind: str) -> str:  # noqa: PLR0911
    """A figure of a kind."""
    size: int = 10 ** rng.choice([1, 2, 3, 3, 4, 5])
    number = rng.randint(size // 10, size)
    if kind == "rate":
        return f"{number % 4000 / 10:.1f}"
    if kind == "percent":
        return f"{number % 1000 / 10:.1f}%" if rng.random() < 0.9 else "100.0%"
    if kind == "money":
        return f"${number:,}"
    if kind == "signed":
        return rng.choice(
            [f"({number:,})", f"-{number % 90}.{number % 10}", f"{number:,}", f"+{number % 50}.5"]
        )
    if kind == "range":
        return f"{number % 50}-{number % 50 + number % 9 + 1}"
    if kind == "small":
        return str(number % 100)
    return f"{number:,}"


def wordy(rng: random.Random, rows: int) -> Table:
    """A table of words: contacts, a schedule, programs, a checklist."""
    kind = rng.choice(["contacts", "schedule", "programs", "answers"])
    entries = []
    for place in range(rows):
        if kind == "contacts":
            phone = f"({rng.randint(201, 989)}) 555-01{rng.randint(10, 99)}"
            cells: tuple[str, ...] = (rng.choice(OFFICES), rng.choice(PLACES), phone)
            entries.append(Entry(PEOPLE[place % len(PEOPLE)], 0, cells))
        elif kind == "schedule":
            hour = 8 + place
            time = f"{(hour - 1) % 12 + 1}:{rng.choice(['00', '15', '30'])} {'a.m.' if hour < 12 else 'p.m.'}"
            entries.append(Entry(time, 0, (rng.choice(DEEDS), rng.choice(PEOPLE))))
        elif kind == "programs":
            cells = (
                rng.choice(DEEDS),
                rng.choice(OFFICES),
                rng.choice(["Formula", "Project", "Loan", "Contract"]),
            )
            entries.append(Entry(f"{rng.randint(10, 97)}.{rng.randint(100, 999)}", 0, cells))
        else:
            cells = tuple(rng.choice(["Yes", "No", "X", "Partly", ""]) for _ in range(4))
            entries.append(
                Entry(PLACES[place % len(PLACES)], 0, cells if any(cells) else ("Yes", *cells[1:]))
            )
    heads = {
        "contacts": ("Name", "Office", "Location", "Telephone"),
        "schedule": ("Time", "Topic", "Speaker"),
        "programs": ("Number", "Program title", "Administering office", "Type of aid"),
        "answers": ("County", "Plan filed", "Reviewed", "Approved", "Funds requested"),
    }[kind]
    kinds = ("words",) * (len(heads) - 1)
    titles = [Title(head, col, col, 0) for col, head in enumerate(heads)]
    caption = rng.choice(
        ["", "Exhibit 4. Regional contacts and duties", "Appendix C", "TABLE 2|PROGRAM LIST"]
    )
    return Table(titles, entries, kinds, caption=caption)
