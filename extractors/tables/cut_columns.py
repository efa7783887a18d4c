"""One column of a table as two, cut at an x of the page; each part of a cell has a box of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from core.model.evidence import Box
from core.model.page import Page, Word
from core.model.table import Cell, Table
from extractors.tables.celltext import WORD_BREAK

_SAME_LINE = 0.5
"""Share of the height of a word by which the middles of the words of one line may differ."""

Words = Mapping[int, Sequence[Word]]
"""The words of a document by page."""


def words_of(pages: Iterable[Page]) -> Words:
    """The words of pages, those in the margins too: tables reach there."""
    return {
        page.number: [word for line in (*page.lines, *page.margins) for word in line.words] for page in pages
    }


def cut_column(table: Table, col: int, x: float, words: Words) -> tuple[Table, list[Cell]] | None:
    """The table with a column cut in two, and the cells that it divided; None where x is not inside of it.

    A word belongs to the part where its middle is. A cell that spans other columns too stays whole.
    """
    column = [cell for cell in table.cells if cell.col == col and cell.colspan == 1 and cell.bbox]
    sides = [side for cell in column if cell.bbox for side in (cell.bbox[0], cell.bbox[2])]
    if not sides or not min(sides) < x < max(sides):
        return None
    made: list[Cell] = []
    divided: list[Cell] = []
    for cell in table.cells:
        if cell.col > col:
            made.append(replace(cell, col=cell.col + 1))
        elif cell.col + cell.colspan <= col:
            made.append(cell)
        elif cell.colspan > 1:
            made.append(replace(cell, colspan=cell.colspan + 1))
        else:
            left, right = _sides(words_in(cell, table.page, words), x)
            if left and right:
                divided.append(cell)
            made += _parts(cell, x, (min(sides), max(sides)), left, right)
    return replace(table, cells=tuple(made)), divided


def gaps_of(cell: Cell, page: int, words: Words) -> list[tuple[float, str, str]]:
    """Where a cell can be cut: the x between two words of a line, and the texts left and right of it."""
    inside = words_in(cell, page, words)
    found: dict[tuple[str, str], float] = {}
    for line in _lines(inside):
        for one, other in pairwise(line):
            x = round((one.bbox[2] + other.bbox[0]) / 2, 2)
            left, right = map(text_of, _sides(inside, x))
            if left and right:
                found.setdefault((left, right), x)
    return sorted((x, left, right) for (left, right), x in found.items())


def text_of(words: Iterable[Word]) -> str:
    """Words as one text: lines joined by a space, a broken word without one."""
    text = ""
    for line in _lines(words):
        piece = " ".join(word.text for word in line)
        broken = WORD_BREAK.search(text) is not None and piece[:1].isalpha()
        text += piece if broken or not text else f" {piece}"
    return text


def _parts(
    cell: Cell, x: float, sides: tuple[float, float], left: Sequence[Word], right: Sequence[Word]
) -> Iterator[Cell]:
    """The two cells; the text of one whose words are all on one side, or that has none, goes there whole."""
    whole = not left or not right
    texts = ("", cell.text) if right and not left else (cell.text, "")
    if not whole:
        texts = text_of(left), text_of(right)
    for at, text in enumerate(texts):
        yield replace(cell, col=cell.col + at, text=text, bbox=_side(cell.bbox, x, sides, at))


def _side(box: Box | None, x: float, sides: tuple[float, float], at: int) -> Box | None:
    """The part of a box on one side of x; that of the column where the box has none there."""
    if box is None:
        return None
    left, top, right, bottom = box
    if at == 0:
        return (left, top, min(right, x), bottom) if left < x else (sides[0], top, x, bottom)
    return (max(left, x), top, right, bottom) if right > x else (x, top, sides[1], bottom)


def _sides(words: Iterable[Word], x: float) -> tuple[list[Word], list[Word]]:
    left: list[Word] = []
    right: list[Word] = []
    for word in words:
        (left if _middle(word.bbox) < x else right).append(word)
    return left, right


def words_in(cell: Cell, page: int, words: Words) -> list[Word]:
    """The words in a cell; ``page`` is that of its table, for a cell without its own."""
    if cell.bbox is None:
        return []
    left, top, right, bottom = cell.bbox
    return [
        word
        for word in words.get(cell.page or page, ())
        if left <= _middle(word.bbox) <= right and top <= (word.bbox[1] + word.bbox[3]) / 2 <= bottom
    ]


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """The words by line, from top to bottom and from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.bbox[1] + each.bbox[3]):
        height = word.bbox[3] - word.bbox[1]
        level = sum(lines[-1][0].bbox[1::2]) / 2 if lines else 0.0
        if not lines or sum(word.bbox[1::2]) / 2 - level > _SAME_LINE * height:
            lines.append([])
        lines[-1].append(word)
    return [sorted(line, key=lambda each: each.bbox[0]) for line in lines]


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2
