"""Tables set sideways: a page whose text is mostly turned is read as its reader turns it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.model.evidence import Box
from core.model.table import Table
from extractors.pdf.drawing import Drawing
from extractors.pdf.frame import Boxes
from extractors.pdf.reader import PageObjects
from extractors.pdf.words import Words


def main_turn(page: PageObjects) -> int:
    """Clockwise quarter turns of most of the text of a page."""
    letters = np.array([len(text) for text in page.words.text], dtype=np.intp)
    counts = np.bincount(page.words.turns, weights=letters, minlength=4)
    return int(counts.argmax()) if counts.sum() else 0


def turned(page: PageObjects, turns: int) -> PageObjects:
    """The page turned back by some quarter turns, so that text with as many reads upright."""
    if turns == 0:
        return page
    side = turns % 2 == 1
    drawing = page.drawing
    level, upright = _turn(drawing.level, page, turns), _turn(drawing.upright, page, turns)
    return PageObjects(
        number=page.number,
        width=page.height if side else page.width,
        height=page.width if side else page.height,
        words=_turn_words(page.words, page, turns),
        hidden=_turn_words(page.hidden, page, turns),
        drawing=Drawing(
            level=upright if side else level,
            upright=level if side else upright,
            fills=_turn(drawing.fills, page, turns),
            shapes=_turn(drawing.shapes, page, turns),
            pictures=_turn(drawing.pictures, page, turns),
            picture_share=drawing.picture_share,
        ),
    )


def turned_back(table: Table, page: PageObjects, turns: int) -> Table:
    """A table of the turned page in the coordinates of the page as displayed."""
    if turns == 0:
        return table
    cells = tuple(replace(cell, bbox=_back(cell.bbox, page, turns)) for cell in table.cells)
    return replace(table, bbox=_back(table.bbox, page, turns), cells=cells)


def _turn_words(words: Words, page: PageObjects, turns: int) -> Words:
    return replace(
        words, boxes=_turn(words.boxes, page, turns), turns=(words.turns - np.int8(turns)) % np.int8(4)
    )


def _turn(boxes: Boxes, page: PageObjects, turns: int) -> Boxes:
    x0, top, x1, bottom = boxes.T
    width, height = np.float32(page.width), np.float32(page.height)
    if turns == 1:
        sides = (top, width - x1, bottom, width - x0)
    elif turns == 2:
        sides = (width - x1, height - bottom, width - x0, height - top)
    else:
        sides = (height - bottom, x0, height - top, x1)
    return np.stack(sides, axis=1)


def _back(box: Box | None, page: PageObjects, turns: int) -> Box | None:
    if box is None:
        return None
    x0, top, x1, bottom = box
    if turns == 1:
        return (page.width - bottom, x0, page.width - top, x1)
    if turns == 2:
        return (page.width - x1, page.height - bottom, page.width - x0, page.height - top)
    return (top, page.height - x1, bottom, page.height - x0)
