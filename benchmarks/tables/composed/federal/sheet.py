"""Sheets: what stands on a page before a program writes it as operators. All y count down from the top."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.federal.faces import Face


@dataclass(frozen=True, slots=True)
class Run:
    """A text from x on a baseline, in points."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    bold: bool = False

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.face.width(self.text, self.size)


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright line; ``kind`` is how its program draws it (see ``ink``)."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float = 0.5
    kind: str = "stroke"


@dataclass(frozen=True, slots=True)
class Fill:
    """An area; white is 1."""

    x0: float
    y0: float
    x1: float
    y1: float
    gray: float


@dataclass(slots=True)
class Sheet:
    """A page: its size as it is seen, what stands on it, the true cells of its tables."""

    width: float = 612
    height: float = 792
    turned: bool = False
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    tables: list[list[GridCell]] = field(default_factory=list)

    def put(self, x: float, y: float, text: str, face: Face, size: float, *, bold: bool = False) -> float:
        """Set a text; what follows ``^`` small and raised. Returns where it ends."""
        plain, _, mark = text.partition("^")
        run = Run(x, y, plain, face, size, bold)
        self.runs += [run] if plain else []
        if not mark:
            return run.right
        small = Run(run.right, y - 0.35 * size, mark, face, 0.65 * size)
        self.runs.append(small)
        return small.right

    def rule(self, x0: float, y: float, x1: float, weight: float = 0.5, kind: str = "stroke") -> None:
        """Draw a level rule."""
        self.rules.append(Rule(x0, y, x1, y, weight, kind))

    def upright(self, x: float, y0: float, y1: float, weight: float = 0.5, kind: str = "stroke") -> None:
        """Draw an upright rule."""
        self.rules.append(Rule(x, y0, x, y1, weight, kind))

    def fill(self, x0: float, y0: float, x1: float, y1: float, gray: float) -> None:
        """Fill an area."""
        self.fills.append(Fill(x0, y0, x1, y1, gray))


def wide(text: str, face: Face, size: float) -> float:
    """Width of a text with its raised mark."""
    plain, _, mark = text.partition("^")
    return face.width(plain, size) + face.width(mark, 0.65 * size)


def moved(run: Run, x: float, text: str) -> Run:
    """A part of a run."""
    return replace(run, x=x, text=text)
