"""The text of PDF pages in reading order, with running headers and footers set apart."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from core.model.page import Line, Page, Word
from extractors.pdf.columns import in_reading_order, line_of
from extractors.pdf.reader import PageObjects
from extractors.pdf.running import without_running_lines
from extractors.pdf.runs import Floats, Indexes
from extractors.pdf.words import Words, reading_boxes

SAME_LINE = 0.35
"""Ems by which the baselines of words of one line may differ."""

RAISED = 0.65
"""Ems by which a superscript may stand over the baseline of its word."""

TOUCHES = 0.1
"""Ems between a word and its superscript: ``1er``, ``n°``, ``m2``."""


def pages_text(pages: Iterable[PageObjects]) -> tuple[Page, ...]:
    """The pages with their lines in reading order.

    Lines that come back at the same place of several pages (headers, footers, page numbers) stand in
    ``margins``, not in ``lines``.
    """
    return without_running_lines([page_text(page) for page in pages])


def page_text(page: PageObjects) -> Page:
    """One page with all its lines in reading order, one column or two; turned text comes last."""
    level = page.words.where(np.asarray(page.words.turns == 0))
    turned = page.words.where(np.asarray(page.words.turns != 0))
    lines = in_reading_order(_lines(level)) + _lines(turned)
    return Page(
        number=page.number,
        width=page.width,
        height=page.height,
        lines=tuple(lines),
        scanned=page.scanned,
    )


def _lines(words: Words) -> list[Line]:
    if not len(words):
        return []
    view = reading_boxes(words.boxes, words.turns)
    base = view[:, 3] - words.drop
    hosts = _hosts(words, view, base)
    for raised, host in hosts.items():
        base[raised] = base[host]
    return [_line(words, view, members, hosts) for members in _same_base(words, base)]


def _hosts(words: Words, view: Floats, base: Floats) -> dict[int, int]:
    """For each superscript the word it touches: a few smaller letters, raised, right behind it."""
    found = {}
    for index, text in enumerate(words.text):
        if len(text) > 3:
            continue
        touching = np.abs(view[index, 0] - view[:, 2]) <= TOUCHES * words.size
        raised = (base - base[index] > 0.1 * words.size) & (base - base[index] <= RAISED * words.size)
        host = np.flatnonzero(
            touching & raised & (words.size > words.size[index]) & (words.turns == words.turns[index])
        )
        if len(host):
            found[index] = int(host[0])
    return found


def _same_base(words: Words, base: Floats) -> list[Indexes]:
    """The words of each line: baselines that follow one another closely, of text turned the same way."""
    order = np.lexsort((base, words.turns))
    step = np.diff(base[order])
    size = np.minimum(words.size[order][1:], words.size[order][:-1])
    turn = np.diff(words.turns[order].astype(np.int16)) != 0
    breaks = np.flatnonzero((np.abs(step) > SAME_LINE * size) | turn) + 1
    return list(np.split(order, breaks))


def _line(words: Words, view: Floats, members: Indexes, hosts: dict[int, int]) -> Line:
    ordered = [int(index) for index in members[np.argsort(view[members, 0], kind="stable")]]
    made: list[Word] = []
    for before, index in zip([None, *ordered], ordered, strict=False):
        word = _word(words, index)
        if index in hosts and hosts[index] == before:
            made[-1] = _glued(made[-1], word)
        else:
            made.append(word)
    return line_of(tuple(made))


def _glued(word: Word, superscript: Word) -> Word:
    box = (
        word.bbox[0],
        min(word.bbox[1], superscript.bbox[1]),
        superscript.bbox[2],
        max(word.bbox[3], superscript.bbox[3]),
    )
    return Word(word.text + superscript.text, box, word.size, word.bold)


def _word(words: Words, index: int) -> Word:
    x0, top, x1, bottom = (float(side) for side in words.boxes[index])
    return Word(words.text[index], (x0, top, x1, bottom), float(words.size[index]), bool(words.bold[index]))
