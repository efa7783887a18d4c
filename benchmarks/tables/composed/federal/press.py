"""Prints sheets to a PDF in the habits of one program."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.tables.composed.federal.faces import Face, FontBook
from benchmarks.tables.composed.federal.ink import LEVEL_SIGNS, as_text, draw, paint
from benchmarks.tables.composed.federal.makers import MAKERS, Stream
from benchmarks.tables.composed.federal.paper import Leaf, written
from benchmarks.tables.composed.federal.sheet import Rule, Run, Sheet


@dataclass(frozen=True, slots=True)
class Program:
    """A program that makes PDF: how it writes text, in what order, in what units, on what boxes.

     ``turn`` says how a page on its side is written: "rotate" sets /Rotate, "matrix" turns the text on an
     upright page, "wide" makes a wide page. ``boxes``: "plain", "cropped" (paper larger than the page),
    "moved" (an origin that is not 0).
    """

    maker: str
    order: str = "natural"
    unit: float = 1.0
    down: bool = False
    scrambled: bool = False
    in_form: bool = False
    turn: str = "rotate"
    boxes: str = "plain"


def drawn_program(rng: random.Random, maker: str) -> Program:
    """A program with this habit of writing text."""
    return Program(
        maker=maker,
        order=rng.choice(["natural", "natural", "natural", "columns", "backwards", "shuffled", "faces"]),
        unit=rng.choice([1.0, 1.0, 1.0, 0.1, 0.24, 0.06]),
        down=rng.random() < 0.25,
        scrambled=rng.random() < 0.3,
        in_form=rng.random() < 0.15,
        turn=rng.choice(["rotate", "matrix", "wide"]),
        boxes=rng.choice(["plain", "plain", "cropped", "moved"]),
    )


ORDERS: dict[str, Callable[[Run], tuple[float, ...]]] = {
    "columns": lambda run: (run.x // 60, run.y),
    "backwards": lambda run: (-run.y, -run.x),
    "faces": lambda run: (len(run.face.name), run.size),
}


def printed(sheets: list[Sheet], program: Program, rng: random.Random) -> bytes:
    """The PDF of these sheets."""
    book = FontBook(program.scrambled)
    leaves = [_leaf(sheet, program, book, rng) for sheet in sheets]
    return written(leaves, book.dictionaries())


def _leaf(sheet: Sheet, program: Program, book: FontBook, rng: random.Random) -> Leaf:
    stream = Stream(sheet.height, book, program.unit, down=program.down)
    _content(sheet, program, stream, rng)
    drawn = b"\n".join(stream.parts)
    forms = (drawn,) if program.in_form else ()
    unit, height = program.unit, sheet.height
    page = (
        f"{unit:g} 0 0 {-unit if program.down else unit:g} 0 {height if program.down else 0:g} cm\n".encode()
    )
    body = page + (b"/X0 Do" if program.in_form else drawn)
    turned = sheet.turned and program.turn != "wide"
    width, tall = (height, sheet.width) if turned else (sheet.width, height)
    side = f"0 1 -1 0 {height:g} 0 cm\n".encode() if turned else b""
    rotate = 90 if turned and program.turn == "rotate" else 0
    if program.boxes == "cropped":
        return Leaf(
            b"q " + side + body + b" Q", (-36, -28, width + 30, tall + 50), (0, 0, width, tall), rotate, forms
        )
    if program.boxes == "moved":
        shift = b"q 1 0 0 1 117 -63 cm "
        return Leaf(shift + side + body + b" Q", (117, -63, width + 117, tall - 63), None, rotate, forms)
    return Leaf(b"q " + side + body + b" Q", (0, 0, width, tall), None, rotate, forms)


def _content(sheet: Sheet, program: Program, stream: Stream, rng: random.Random) -> None:
    texts = [rule for rule in sheet.rules if rule.kind in LEVEL_SIGNS]
    signs = [as_text(rule, Face("Times-Roman"), 9) for rule in texts]
    for fill in sheet.fills:
        paint(fill, stream)
    runs = [*sheet.runs, *signs]
    if program.order == "shuffled":
        rng.shuffle(runs)
    elif program.order in ORDERS:
        runs.sort(key=ORDERS[program.order])
    late = rng.random() < 0.5
    for rule in [] if late else sheet.rules:
        _ruled(rule, stream)
    MAKERS[program.maker](runs, stream, rng)
    for rule in sheet.rules if late else []:
        _ruled(rule, stream)


def _ruled(rule: Rule, stream: Stream) -> None:
    if rule.kind not in LEVEL_SIGNS:
        draw(rule, stream)
