"""The pages by name, each printed as one document."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.federal.press import Program, printed
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices import figures, nontables, statements, unlike, unlike_nontables, words

KINDS: dict[str, Callable[[random.Random], Sheet]] = {
    kind.__name__: kind
    for kind in (
        *figures.TABLES,
        *statements.TABLES,
        *words.TABLES,
        *unlike.TABLES,
        *nontables.NONTABLES,
        *unlike_nontables.NONTABLES,
    )
}


def composed(name: str, number: int) -> tuple[bytes, list[tuple[int, list[GridCell]]]]:
    """A PDF of one page with its true tables; each number has other figures."""
    rng = random.Random(f"offices {name} {number}")  # noqa: S311
    sheet = KINDS[name](rng)
    return printed([sheet], Program("processor"), rng), [(1, cells) for cells in sheet.tables]
