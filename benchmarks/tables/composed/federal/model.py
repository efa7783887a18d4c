"""Tables as their authors mean them, and the cells that they are in print.

In texts ``^`` raises what follows (a note mark) and ``|`` begins a line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.tables.adjacency import GridCell


@dataclass(frozen=True, slots=True)
class Title:
    """A title over the columns ``first`` to ``last`` (0 is that of the labels) in a row of titles."""

    text: str
    first: int
    last: int
    row: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A row. ``kind``: "plain", "total", "group" (a label alone), "banner" (a heading across the figures)."""

    label: str
    level: int = 0
    cells: tuple[str, ...] = ()
    kind: str = "plain"


@dataclass(slots=True)
class Table:
    """``kinds`` tells of each column right of the labels: figures, words, text (of several lines)."""

    titles: list[Title]
    entries: list[Entry]
    kinds: tuple[str, ...]
    caption: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    depth: int = field(default=1)
    """Rows of titles."""

    def cells(self, entries: list[Entry]) -> list[GridCell]:
        """The true cells of the table with those of its rows that were set."""
        found = [(t.row, t.row + t.rows - 1, t.first, t.last, plain(t.text)) for t in self.titles if t.text]
        for row, entry in enumerate(entries, start=self.depth):
            if entry.kind == "banner":
                found.append((row, row, 1, len(self.kinds), plain(entry.label)))
                continue
            if entry.label:
                found.append((row, row, 0, 0, plain(entry.label)))
            found += [
                (row, row, column, column, plain(text))
                for column, text in enumerate(entry.cells, start=1)
                if text
            ]
        return found


def plain(text: str) -> str:
    """A text as it is read."""
    return text.replace("^", "").replace("|", " ")
