"""The pages by name, each printed as one document in the way of its own program."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.bureaus import (
    amid_text,
    heads,
    held_figures,
    held_words,
    nontables,
    rows,
    wording,
)
from benchmarks.tables.composed.federal.makers import MAKERS
from benchmarks.tables.composed.federal.press import Program, printed
from benchmarks.tables.composed.federal.sheet import Sheet

Page = Callable[[random.Random], Sheet]

SEEN: dict[str, Page] = {
    page.__name__: page
    for page in (*heads.TABLES, *rows.TABLES, *amid_text.TABLES, *wording.TABLES, *nontables.NONTABLES)
}
HELD: dict[str, Page] = {
    f"held_{page.__name__}": page
    for page in (*held_figures.TABLES, *held_words.TABLES, *held_words.NONTABLES)
}
KINDS = {**SEEN, **HELD}


def composed(name: str, number: int) -> tuple[bytes, list[tuple[int, list[GridCell]]]]:
    """A PDF of one page with its true tables; each number has other figures and another program."""
    rng = random.Random(f"bureaus {name} {number}")  # noqa: S311
    sheet = KINDS[name](rng)
    makers = list(MAKERS)
    maker = makers[(list(KINDS).index(name) + number) % len(makers)]
    program = Program(maker, unit=rng.choice((1.0, 1.0, 0.1, 0.24)))
    return printed([sheet], program, rng), [(1, cells) for cells in sheet.tables]
