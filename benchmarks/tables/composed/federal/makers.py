"""How the programs of the time write text: one function a habit, from runs to text operators."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from benchmarks.tables.composed.federal.faces import Face, FontBook
from benchmarks.tables.composed.federal.sheet import Run, moved

JITTER = 20.0
"""Shift of a word in its line, in thousandths of an em, as justification leaves it."""


class Stream:
    """Operators of one page. ``unit`` points are one unit of it; ``down`` says that its y grows downwards."""

    def __init__(self, height: float, book: FontBook, unit: float = 1.0, *, down: bool = False) -> None:
        self.height, self.book, self.unit, self.down = height, book, unit, down
        self.parts: list[bytes] = []

    def add(self, text: str | bytes) -> None:
        """Write an operator with its operands."""
        self.parts.append(text.encode("latin-1") if isinstance(text, str) else text)

    def point(self, x: float, y: float) -> str:
        """A place of the sheet as two operands."""
        return f"{x / self.unit:.3f} {(y if self.down else self.height - y) / self.unit:.3f}"

    def begin(self, run: Run, *, matrix: bool = False) -> None:
        """Begin a text object with the font and the place of a run; ``matrix`` scales a font of size 1."""
        size = run.size / self.unit
        font, scale = (1.0, size) if matrix else (size, 1.0)
        flip = -scale if self.down else scale
        self.add(
            f"BT /{self.book.resource(run.face)} {font:.4f} Tf {run.face.narrow} Tz "
            f"{scale:.4f} 0 0 {flip:.4f} {self.point(run.x, run.y)} Tm"
        )

    def show(self, face: Face, text: str) -> None:
        """Show a text."""
        self.add(self.book.coded(face, text) + b" Tj")

    def array(self, face: Face, parts: list[str | float]) -> None:
        """Show texts with shifts between them, in thousandths of an em to the left."""
        items = [f"{p:.0f}".encode() if isinstance(p, float) else self.book.coded(face, p) for p in parts]
        self.add(b"[" + b" ".join(items) + b"] TJ")


Maker = Callable[[list[Run], Stream, random.Random], None]


def processor(runs: list[Run], stream: Stream, rng: random.Random) -> None:
    """A word processor: one array a run, pairs kerned, spaces as glyphs."""
    for run in runs:
        stream.begin(run)
        parts: list[str | float] = []
        rest = run.text
        while len(rest) > 3:
            cut = rng.randint(1, 3)
            parts += [rest[:cut], float(rng.randint(-9, 14))]
            rest = rest[cut:]
        stream.array(run.face, [*parts, rest])
        stream.add("ET")


def distilled(runs: list[Run], stream: Stream, rng: random.Random) -> None:
    """A typesetter through a distiller: no space glyphs, words apart by shifts of their array."""
    for run in runs:
        shift = 1000 / run.size * 100 / run.face.narrow
        parts: list[str | float] = []
        first = end = x = run.x
        for word in run.text.split(" "):
            if word and parts:
                parts.append((end - x) * shift + rng.uniform(-JITTER, JITTER))
            first = first if parts else x
            if word:
                parts.append(word)
                end = x + run.face.width(word, run.size)
            x += run.face.width(f"{word} ", run.size)
        stream.begin(moved(run, first, ""))
        stream.array(run.face, parts)
        stream.add("ET")


def glyphwise(runs: list[Run], stream: Stream, rng: random.Random) -> None:
    """Every glyph placed alone, no spaces."""
    del rng
    for run in runs:
        x = run.x
        for letter in run.text:
            if letter != " ":
                one = moved(run, x, letter)
                stream.begin(one)
                stream.show(run.face, letter)
                stream.add("ET")
            x += run.face.width(letter, run.size)


def pieced(runs: list[Run], stream: Stream, rng: random.Random) -> None:
    """Strings cut anywhere, each piece a text object of its own; spaces as glyphs."""
    for run in runs:
        x, rest = run.x, run.text
        while rest:
            cut = rng.choice([1, 2, 3, 5, 8, 13])
            piece, rest = rest[:cut], rest[cut:]
            stream.begin(moved(run, x, piece))
            stream.show(run.face, piece)
            stream.add("ET")
            x += run.face.width(piece, run.size)


def tabbed(runs: list[Run], stream: Stream, rng: random.Random) -> None:
    """A line at once: what stands on a baseline is one array, the way between filled with space glyphs."""
    del rng
    lines: dict[tuple[float, Face, float], list[Run]] = defaultdict(list)
    for run in runs:
        lines[round(run.y, 2), run.face, run.size].append(run)
    for line in lines.values():
        line.sort(key=lambda run: run.x)
        stream.begin(line[0])
        parts: list[str | float] = [line[0].text]
        end = line[0].right
        for run in line[1:]:
            blank = run.face.width(" ", run.size)
            count = max(0, int((run.x - end) / blank))
            room = run.x - end - count * blank
            parts += [" " * count, -room / run.size * 1000 * 100 / run.face.narrow, run.text]
            end = run.right
        stream.array(line[0].face, parts)
        stream.add("ET")


def doubled(runs: list[Run], stream: Stream, rng: random.Random) -> None:
    """Bold by printing twice, a third of a point apart."""
    for run in runs:
        if not run.bold:
            processor([run], stream, rng)
            continue
        plain = replace(run, face=Face(run.face.name.replace("-BoldOblique", "").replace("-Bold", ""), 100))
        name = "Times-Roman" if plain.face.name == "Times" else plain.face.name
        plain = replace(plain, face=Face(name, run.face.narrow))
        for shift in (0.0, 0.35):
            stream.begin(moved(plain, run.x + shift, run.text))
            stream.show(plain.face, run.text)
            stream.add("ET")


def scaled(runs: list[Run], stream: Stream, rng: random.Random) -> None:
    """A page maker: a font of size 1 scaled by the matrix, letters spaced a little, words by Tw."""
    for run in runs:
        stream.begin(run, matrix=True)
        stream.add(f"{rng.choice([0, 0, 0.005, -0.004])} Tc 0.01 Tw")
        stream.show(run.face, run.text)
        stream.add("0 Tc 0 Tw ET")


MAKERS: dict[str, Maker] = {
    "processor": processor,
    "distilled": distilled,
    "glyphwise": glyphwise,
    "pieced": pieced,
    "tabbed": tabbed,
    "doubled": doubled,
    "scaled": scaled,
}
