"""Statements: tables as their authors think of them, and the cells that they are in print."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.tables.adjacency import GridCell


@dataclass(frozen=True, slots=True)
class Head:
    """A column title with the titles under it; one without any heads a single column."""

    text: str
    parts: tuple[Head, ...] = ()

    @property
    def width(self) -> int:
        """Columns."""
        return sum(part.width for part in self.parts) or 1

    @property
    def depth(self) -> int:
        """Rows that the title and the titles under it need."""
        return 1 + max((part.depth for part in self.parts), default=0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: its label, how far it is set in, its cells; a group title has none."""

    label: str
    level: int = 0
    cells: tuple[str, ...] = ()
    total: bool = False


@dataclass(slots=True)
class Statement:
    """A table. ``stub`` heads the labels; notes and caption are no part of its cells."""

    caption: str
    stub: str
    heads: tuple[Head, ...]
    entries: list[Entry]
    unit: str = ""
    notes: tuple[str, ...] = ()
    words: frozenset[int] = field(default_factory=frozenset)
    """Columns of running text, from 0 right of the labels."""

    @property
    def columns(self) -> int:
        """Columns right of the labels."""
        return sum(head.width for head in self.heads)

    @property
    def depth(self) -> int:
        """Rows of titles."""
        return max(head.depth for head in self.heads)

    def levels(self) -> list[list[tuple[Head, int]]]:
        """The titles of each row with their first column; one without parts stands in the last row."""
        rows: list[list[tuple[Head, int]]] = [[] for _ in range(self.depth)]
        column = 0
        for head in self.heads:
            self._place(head, 0, column, rows)
            column += head.width
        return [sorted(row, key=lambda item: item[1]) for row in rows]

    def _place(self, head: Head, row: int, column: int, rows: list[list[tuple[Head, int]]]) -> None:
        if not head.parts:
            rows[-1].append((head, column))
            return
        rows[row].append((head, column))
        for part in head.parts:
            self._place(part, row + 1, column, rows)
            column += part.width

    def cells(self) -> list[GridCell]:
        """The true cells; the label column is 0."""
        last = self.depth - 1
        found: list[GridCell] = [(last, last, 0, 0, self.stub)] if self.stub else []
        for row, level in enumerate(self.levels()):
            for head, column in level:
                found.append((row, row, column + 1, column + head.width, printed(head.text)))
        for index, entry in enumerate(self.entries, start=self.depth):
            found.append((index, index, 0, 0, printed(entry.label)))
            for column, text in enumerate(entry.cells, start=1):
                if text:
                    found.append((index, index, column, column, printed(text)))
        return found


def printed(text: str) -> str:
    """A text as it is read: the sign that raises a note mark is none of it, nor is that of a line break."""
    return text.replace("^", "").replace("|", " ")
