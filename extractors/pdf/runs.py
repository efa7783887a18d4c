"""Runs: characters that follow each other without a space, in one style, on one baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from extractors.pdf.calls import origins, text_objects
from extractors.pdf.characters import WORD, Characters, printed
from extractors.pdf.document import Handle
from extractors.pdf.frame import Boxes, Frame
from extractors.pdf.style import Style, StyleReader

ASCENT, DESCENT = 0.75, 0.22
"""Height and depth of a line of text in ems; what fonts say of themselves is often of no use."""

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Indexes = npt.NDArray[np.intp]

LIGATURE = -0.75
"""Share of the height by which a letter may reach back: those of a ligature ("ffi") share one glyph's box."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The n runs of a page in content order.

    ``boxes`` are displayed boxes; ``drop`` is the distance from the baseline to the lower side of the box as
    seen by a reader of the run; ``turns`` are clockwise quarter turns of the displayed writing direction.
    ``spaced`` tells that a real space stands between the run and the one before it, ``parted`` that an
    upright rule does.
    """

    text: list[str]
    boxes: Boxes
    drop: Floats
    size: Floats
    turns: npt.NDArray[np.int8]
    bold: Flags
    painted: Flags
    pale: Flags
    spaced: Flags
    parted: Flags

    def __len__(self) -> int:
        return len(self.text)

    def where(self, chosen: Flags) -> Runs:
        """Only the chosen runs."""
        if bool(chosen.all()):
            return self
        return Runs(
            text=[text for text, keep in zip(self.text, chosen.tolist(), strict=True) if keep],
            boxes=self.boxes[chosen],
            drop=self.drop[chosen],
            size=self.size[chosen],
            turns=self.turns[chosen],
            bold=self.bold[chosen],
            painted=self.painted[chosen],
            pale=self.pale[chosen],
            spaced=self.spaced[chosen],
            parted=self.parted[chosen],
        )


def runs_of(text_page: Handle, page: Characters, frame: Frame, cuts: Floats | None = None) -> Runs:
    """The runs of a page; a run also ends where one of ``cuts`` (x, top, bottom: upright rules) parts it."""
    cut = _cut_before(text_page, page, frame, cuts)
    starts, ends = _bounds(page, cut)
    return replace(_runs(text_page, page, frame, starts, ends), parted=cut[starts])


def whole_words(text_page: Handle, page: Characters, frame: Frame) -> Runs:
    """The runs of a page of which only the ends of the words are known (``characters.word_ends``)."""
    spans = [word.span() for word in WORD.finditer(page.text)]
    bounds = np.array(spans, dtype=np.intp).reshape(-1, 2)
    return _runs(text_page, page, frame, bounds[:, 0], bounds[:, 1])


def _runs(text_page: Handle, page: Characters, frame: Frame, starts: Indexes, ends: Indexes) -> Runs:
    reader, marks = StyleReader(text_page), printed(page.text)
    styles = reader.of(starts.tolist())
    user = _hulls(page.boxes, starts, ends)
    sizes, turned, bold, painted, pale = zip(*styles, strict=True) if styles else [()] * len(Style._fields)
    size = _sizes(sizes, user)
    turns = np.array(turned, dtype=np.int8)
    user, drop = _em_boxes(user, _baselines(text_page, starts), size, turns)
    return Runs(
        text=[marks[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)],
        boxes=frame.boxes(user),
        drop=drop,
        size=size,
        turns=(turns + np.int8(frame.turns)) % np.int8(4),
        bold=np.array(bold, dtype=bool),
        painted=np.array(painted, dtype=bool),
        pale=np.array(pale, dtype=bool),
        spaced=_spaced(page, starts),
        parted=np.zeros(len(starts), dtype=bool),
    )


def _cut_before(text_page: Handle, page: Characters, frame: Frame, cuts: Floats | None) -> Flags:
    """For each character: whether an upright rule stands between it and the one before.

    A rule that runs through text printed in one go parts nothing: the text is too long for its cell.
    """
    cut = np.zeros(len(page.text), dtype=bool)
    if cuts is None or not len(cuts) or not len(page.text):
        return cut
    cut[1:] = _parted(frame.boxes(page.boxes), cuts)
    for index in np.flatnonzero(cut).tolist():
        before, after = text_objects(text_page, (index - 1, index))
        cut[index] = not (before and before == after)
    return cut


def _bounds(page: Characters, cut: Flags) -> tuple[Indexes, Indexes]:
    """Index of the first character and index past the last one of each run."""
    count = len(page.text)
    codes = np.frombuffer(page.text.encode("utf-32-le", "replace"), dtype=np.uint32)
    ink = ~_is_blank(codes)
    joined = np.zeros(count + 1, dtype=bool)
    joined[1:-1] = _continues(page.boxes, ink[1:] & ink[:-1] & ~cut[1:])
    return np.flatnonzero(ink & ~joined[:-1]), np.flatnonzero(ink & ~joined[1:]) + 1


def _is_blank(codes: npt.NDArray[np.uint32]) -> Flags:
    spaces = ((codes <= 0x20) & (codes != 0x02)) | (codes == 0xA0) | (codes == 0x3000) | (codes == 0x202F)
    result: Flags = spaces | ((codes >= 0x2000) & (codes <= 0x200B))
    return result


def _continues(user: Boxes, neighbours: Flags) -> Flags:
    """For each character but the first: whether it stands beside the one before, in one line and style.

    Only ``neighbours``, those that no space and no rule parts from the one before, can do so.
    """
    x0, y0, x1, y1 = np.ascontiguousarray(user.T)
    height = (y1 - y0)[:-1]
    near, gap = 0.06 * height + 0.01, x0[1:] - x1[:-1]
    level = (np.abs(y0[1:] - y0[:-1]) < near) & (np.abs(y1[1:] - y1[:-1]) < near)
    beside: Flags = neighbours & level & (gap < 0.16 * height) & (gap > LIGATURE * height)
    others = np.flatnonzero(neighbours & ~beside)
    if len(others):
        beside[others] = _continues_upwards(user[others], user[others + 1])
    return beside


def _continues_upwards(before: Boxes, after: Boxes) -> Flags:
    """The same for text turned by a quarter."""
    width = before[:, 2] - before[:, 0]
    level = (np.abs(after[:, [0, 2]] - before[:, [0, 2]]) < 0.06 * width[:, None] + 0.01).all(axis=1)
    up, down = after[:, 1] - before[:, 3], before[:, 1] - after[:, 3]
    near_up = (up < 0.16 * width) & (up > -0.2 * width)
    near_down = (down < 0.16 * width) & (down > -0.2 * width)
    result: Flags = level & (near_up | near_down)
    return result


def _parted(boxes: Boxes, cuts: Floats) -> Flags:
    """For each character but the first: whether a rule runs between it and the one before.

    Only between such as nearly touch: what a wide gap parts needs no rule.
    """
    centre = (boxes[:, 0] + boxes[:, 2]) / 2
    ordered = cuts[np.argsort(cuts[:, 0])]
    first = np.searchsorted(ordered[:, 0], centre[:-1], side="right")
    past = np.searchsorted(ordered[:, 0], centre[1:], side="left")
    parted = np.zeros(len(boxes) - 1, dtype=bool)
    for index in np.flatnonzero((past > first) & (past - first < 64) & _near(boxes)).tolist():
        middle = (boxes[index + 1, 1] + boxes[index + 1, 3]) / 2
        between = ordered[first[index] : past[index]]
        parted[index] = bool(((between[:, 1] < middle) & (between[:, 2] > middle)).any())
    return parted


def _near(boxes: Boxes) -> Flags:
    """For each character but the first: whether it begins within its larger side of the end of the last."""
    side = np.maximum(boxes[1:, 3] - boxes[1:, 1], boxes[1:, 2] - boxes[1:, 0])
    result: Flags = boxes[1:, 0] - boxes[:-1, 2] <= side
    return result


def _hulls(boxes: Boxes, starts: Indexes, ends: Indexes) -> Boxes:
    """The box around the first and the last character of each run."""
    first, last = boxes[starts], boxes[ends - 1]
    low, high = np.minimum(first[:, :2], last[:, :2]), np.maximum(first[:, 2:], last[:, 2:])
    return np.concatenate((low, high), axis=1)


def _sizes(told: Sequence[float], user: Boxes) -> Floats:
    """Font sizes in points; where the font gives none, the height of the box."""
    size = np.array(told, dtype=np.float32)
    sides = np.minimum(user[:, 3] - user[:, 1], user[:, 2] - user[:, 0])
    return np.where((size > 0.5) & (size < 2000), size, np.maximum(sides, 1.0)).astype(np.float32)


def _baselines(text_page: Handle, starts: Indexes) -> Floats:
    """Origins (x, y) in user space of the first characters of the runs; shape (n, 2)."""
    return np.nan_to_num(origins(text_page, starts.tolist()).astype(np.float32))


def _em_boxes(user: Boxes, origin: Floats, size: Floats, turns: npt.NDArray[np.int8]) -> tuple[Boxes, Floats]:
    """Boxes as high as a line of text around the baseline, and the depth below it, for each run."""
    below, above = DESCENT * size, ASCENT * size
    boxes = user.copy()
    if not turns.any():
        boxes[:, 1], boxes[:, 3] = origin[:, 1] - below, origin[:, 1] + above
        return boxes, below.astype(np.float32)
    axis, other = np.where(turns % 2, 0, 1), np.where(turns % 2, 2, 3)
    rows = np.arange(len(user))
    base = origin[rows, axis]
    # Up, for the reader of a run turned by 1 (downwards) or 2 (upside down), is towards smaller x or y.
    rising = np.isin(turns, (0, 1))
    boxes[rows, axis] = base - np.where(rising, below, above)
    boxes[rows, other] = base + np.where(rising, above, below)
    return boxes, below.astype(np.float32)


def _spaced(page: Characters, starts: Indexes) -> Flags:
    """Whether a space that has a width stands right before each run."""
    before = np.maximum(starts - 1, 0)
    widths = page.boxes[before, 2] - page.boxes[before, 0] if len(starts) else np.zeros(0, dtype=np.float32)
    blank = np.array(list(map(str.isspace, map(page.text.__getitem__, before.tolist()))), dtype=bool)
    result: Flags = blank & (widths > 0.01)
    return result
