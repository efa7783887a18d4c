"""Words: runs that touch, joined across changes of style, with superscripts at the word they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import overload

import numpy as np
import numpy.typing as npt

from core.model.page import Word
from extractors.pdf.frame import Boxes
from extractors.pdf.runs import Flags, Floats, Indexes, Runs

WORD_GAP = 0.15
"""Ems. A narrower gap without a space character is kerning; the narrowest word spaces are wider."""

OVERLAP = 0.35
"""Ems that two touching runs may overlap: kerning, italics, a superscript over its letter."""

SHIFTED = 0.01
"""Ems from which a copy stands beside its first print, so that the eye sees one bold text."""

_WORD: Callable[[Iterable[object]], Word] = partial(tuple.__new__, Word)
"""A word out of the row of its fields: calls of ``Word`` take 1.7 times as long, and a page has hundreds."""


@dataclass(frozen=True, eq=False)
class Words:
    """The n words of a page in content order (columns as in Runs).

    ``lefts``, ``rights``, ``bases`` (baselines of upright words), ``sizes`` and ``bolds`` are plain lists of
    the same: one by one, their items are read ten times faster than those of an array.
    """

    text: list[str]
    boxes: Boxes
    drop: Floats
    size: Floats
    turns: npt.NDArray[np.int8]
    bold: Flags

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def marks(self) -> list[Word]:
        """The words one by one, as the model has them."""
        boxes = map(tuple, self.boxes.tolist())
        rows = zip(self.text, boxes, self.size.tolist(), self.bold.tolist(), strict=True)
        return list(map(_WORD, rows))

    @cached_property
    def lefts(self) -> list[float]:
        """Left sides."""
        result: list[float] = self.boxes[:, 0].astype(float).tolist()
        return result

    @cached_property
    def rights(self) -> list[float]:
        """Right sides."""
        result: list[float] = self.boxes[:, 2].astype(float).tolist()
        return result

    @cached_property
    def bases(self) -> list[float]:
        """Baselines from the page top, for upright words."""
        result: list[float] = (self.boxes[:, 3] - self.drop).astype(float).tolist()
        return result

    @cached_property
    def sizes(self) -> list[float]:
        """Font sizes."""
        result: list[float] = self.size.astype(float).tolist()
        return result

    @cached_property
    def bolds(self) -> list[bool]:
        """Whether bold."""
        result: list[bool] = self.bold.tolist()
        return result

    def where(self, chosen: Flags | Indexes) -> Words:
        """Only the chosen words."""
        index = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        return Words(
            text=[self.text[i] for i in index],
            boxes=self.boxes[index],
            drop=self.drop[index],
            size=self.size[index],
            turns=self.turns[index],
            bold=self.bold[index],
        )


@dataclass(frozen=True, slots=True)
class Chosen(Sequence[Word]):
    """Some words of a page, made when they are asked for: most lines are read by their text alone."""

    words: Words
    places: list[int]

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Word: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Word, ...]: ...

    def __getitem__(self, at: int | slice) -> Word | tuple[Word, ...]:
        return tuple(self)[at]

    def __iter__(self) -> Iterator[Word]:
        return map(self.words.marks.__getitem__, self.places)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


_NOTHING = np.zeros((0, 4), dtype=np.float32)
NO_WORDS = Words(
    text=[],
    boxes=_NOTHING,
    drop=_NOTHING[:, 0],
    size=_NOTHING[:, 0],
    turns=np.zeros(0, dtype=np.int8),
    bold=np.zeros(0, dtype=bool),
)
"""Those of a blank page."""


def words_of(runs: Runs) -> Words:
    """The words of a page."""
    if not len(runs):
        return NO_WORDS
    keep, twice = _first_printed(runs)
    bold = runs.bold.copy()
    bold[twice] = True
    followers = _followers(runs, keep)
    inner = set(followers.values())
    heads = [run for run in keep.tolist() if run not in inner]
    text = [runs.text[run] for run in heads]
    index = np.array(heads, dtype=np.intp)
    boxes = runs.boxes[index]
    for row in [row for row, run in enumerate(heads) if run in followers]:
        chain = _chain(heads[row], followers)
        text[row] = "".join([runs.text[run] for run in chain])
        index[row] = max(chain, key=lambda run: float(runs.size[run]))
        part = runs.boxes[chain]
        boxes[row, :2], boxes[row, 2:] = part[:, :2].min(axis=0), part[:, 2:].max(axis=0)
    return Words(
        text=text,
        boxes=boxes,
        drop=runs.drop[index] + _sunk(boxes, runs, index),
        size=runs.size[index],
        turns=runs.turns[index],
        bold=bold[index],
    )


def reading_boxes(boxes: Boxes, turns: npt.NDArray[np.int8]) -> Boxes:
    """Boxes as a reader of each text sees them: x along the writing, y downwards across it."""
    if not turns.any():
        return boxes
    x0, top, x1, bottom = boxes.T
    quarter = turns[:, None]
    down = np.stack((top, -x1, bottom, -x0), axis=1)
    over = np.stack((-x1, -bottom, -x0, -top), axis=1)
    up = np.stack((-bottom, x0, -top, x1), axis=1)
    result: Boxes = np.where(
        quarter == 0, boxes, np.where(quarter == 1, down, np.where(quarter == 2, over, up))
    )
    return result


def _first_printed(runs: Runs) -> tuple[Indexes, list[int]]:
    """The runs without those printed again at nearly the same place, and which of them were: bold ones.

    A copy a little beside the first print is a poor man's bold or a shadow; nobody sees one right on it.
    """
    again = {text for text, times in Counter(runs.text).items() if times > 1}
    places: dict[str, list[int]] = {}
    keep, twice = [], []
    left, bottom, size = runs.boxes[:, 0].tolist(), runs.boxes[:, 3].tolist(), runs.size.tolist()
    for i, text in enumerate(runs.text):
        if text not in again:
            keep.append(i)
            continue
        others = places.setdefault(text, [])
        reach = 0.16 * size[i]
        # The copy is drawn soon after the first print; looking back a little keeps this linear.
        x, y = left[i], bottom[i]
        for k in others[-8:]:
            if abs(x - left[k]) < reach and abs(y - bottom[k]) < reach:
                if max(abs(x - left[k]), abs(y - bottom[k])) > SHIFTED * size[i]:
                    twice.append(k)
                break
        else:
            others.append(i)
            keep.append(i)
    return np.array(keep, dtype=np.intp), twice


def _followers(runs: Runs, keep: Indexes) -> dict[int, int]:
    """For the runs that touch another on their right: which one."""
    if len(keep) < 2:
        return {}
    view = reading_boxes(runs.boxes[keep], runs.turns[keep])
    left, right = _near_pairs(view, runs.size[keep])
    if not len(left):
        return {}
    gap = view[right, 0] - view[left, 2]
    sizes = runs.size[keep]
    large = np.maximum(sizes[left], sizes[right])
    small = np.minimum(sizes[left], sizes[right])
    base = view[:, 3] - runs.drop[keep]
    shift = np.abs(base[left] - base[right])
    level = shift <= 0.12 * large
    raised = (small <= 0.88 * large) & (shift <= 0.65 * large) & (gap <= 0.1 * large)
    next_to = keep[right] == keep[left] + 1
    apart = next_to & (runs.parted[keep[right]] | (runs.spaced[keep[right]] & (gap > 0.03 * large)))
    good = (
        (level | raised)
        & ~apart
        & (gap <= WORD_GAP * large)
        & (runs.turns[keep[left]] == runs.turns[keep[right]])
    )
    return _best_pairs(keep[left[good]], keep[right[good]], np.abs(gap[good]))


def _near_pairs(view: Boxes, size: Floats) -> tuple[Indexes, Indexes]:
    """Pairs (left, right) where right begins about where left ends, in overlapping lines."""
    order = np.argsort(view[:, 2], kind="stable")
    ends = view[order, 2]
    low = np.searchsorted(ends, view[:, 0] - WORD_GAP * 1.2 * size, side="left")
    high = np.searchsorted(ends, view[:, 0] + OVERLAP * size, side="right")
    counts = np.minimum(high - low, 4096)
    right = np.repeat(np.arange(len(view)), counts)
    offset = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    left = order[np.repeat(low, counts) + offset]
    beside = (
        (view[left, 1] < view[right, 3]) & (view[right, 1] < view[left, 3]) & (view[left, 0] < view[right, 0])
    )
    return left[beside], right[beside]


def _best_pairs(left: Indexes, right: Indexes, distance: Floats) -> dict[int, int]:
    """At most one follower for a run and one run for a follower, the nearest first."""
    followers: dict[int, int] = {}
    taken: set[int] = set()
    for k in np.argsort(distance, kind="stable").tolist():
        before, after = int(left[k]), int(right[k])
        if before not in followers and after not in taken:
            followers[before] = after
            taken.add(after)
    return followers


def _chain(head: int, followers: Mapping[int, int]) -> list[int]:
    """The runs of a word in reading order; a follower stands further right, so no chain is a ring."""
    chain = [head]
    while (following := followers.get(chain[-1])) is not None:
        chain.append(following)
    return chain


def _sunk(boxes: Boxes, runs: Runs, heads: Indexes) -> Floats:
    """How far the box of a word reaches below the box of its main run (subscripts)."""
    if not len(heads):
        return np.zeros(0, dtype=np.float32)
    whole = reading_boxes(boxes, runs.turns[heads])
    main = reading_boxes(runs.boxes[heads], runs.turns[heads])
    result: Floats = whole[:, 3] - main[:, 3]
    return result
