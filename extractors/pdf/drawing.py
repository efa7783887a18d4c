"""The vector drawing of a page: upright and level rules, filled areas, pictures."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c

from core.errors import LimitExceeded
from extractors.pdf.calls import drawn
from extractors.pdf.document import Handle
from extractors.pdf.frame import Boxes, Frame

MAX_OBJECTS = 400_000
MAX_SEGMENTS = 1_000_000
MAX_DEPTH = 12
"""Nested form XObjects; pdfium itself stops a form that contains itself."""

THIN = 2.6
"""Points. A filled rectangle at most this thick is a line that the producer drew as an area."""

SIMPLE = 6
"""Segments of a path that is one figure: if its hull is thin, it is a line and its corners need no look."""

PALE = 250
"""A fill whose every channel is at least this is invisible on paper (Word draws many)."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page, as displayed boxes (points, origin top left).

    ``level`` and ``upright`` are rules: boxes as thin as the stroke. ``fills`` are rectangles in any colour
    but white, ``shapes`` all else that is drawn: curves, slanted lines, polygons. ``pictures`` are raster
    pictures, and ``picture_share`` the share of the page under them, 0 to 1.
    """

    level: Boxes
    upright: Boxes
    fills: Boxes
    shapes: Boxes
    pictures: Boxes
    picture_share: float = 0.0


_NOTHING = np.zeros((0, 4), dtype=np.float32)
NO_DRAWING = Drawing(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING)
"""The drawing of a blank page."""


@dataclass(slots=True)
class _Sketch:
    """Boxes in user space, collected object by object."""

    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    fills: list[tuple[float, float, float, float]] = field(default_factory=list)
    shapes: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    objects: int = 0
    segments: int = 0

    def count(self, objects: int, segments: int) -> None:
        self.objects += objects
        self.segments += segments
        if self.objects > MAX_OBJECTS or self.segments > MAX_SEGMENTS:
            raise LimitExceeded(f"a page of the PDF draws more than {MAX_OBJECTS} objects")


def drawing_of(page: Handle, frame: Frame) -> Drawing:
    """The drawing of one page.

    Raises:
        LimitExceeded: The page has more than MAX_OBJECTS objects or MAX_SEGMENTS segments.
    """
    sketch = _Sketch()
    count = pdfium_c.FPDFPage_CountObjects(page)
    sketch.count(count, 0)
    for shape in drawn(page, count):
        _add(sketch, shape, IDENTITY, 0)
    lines = _on_page(frame, sketch.lines)
    flat = (lines[:, 3] - lines[:, 1]) <= (lines[:, 2] - lines[:, 0])
    pictures = _on_page(frame, sketch.pictures)
    return Drawing(
        level=lines[flat],
        upright=lines[~flat],
        fills=_on_page(frame, sketch.fills),
        shapes=_on_page(frame, sketch.shapes),
        pictures=pictures,
        picture_share=_covered(frame, pictures),
    )


def _on_page(frame: Frame, boxes: list[tuple[float, float, float, float]]) -> Boxes:
    """Displayed boxes, clipped to the page; what lies outside is dropped."""
    if not boxes:
        return np.zeros((0, 4), dtype=np.float32)
    shown = frame.boxes(np.array(boxes, dtype=np.float32))
    shown = shown[np.isfinite(shown).all(axis=1)]
    limits = np.array([frame.width, frame.height] * 2, dtype=np.float32)
    clipped = np.clip(shown, 0, limits)
    inside = (clipped[:, 2] - clipped[:, 0] > 0) | (clipped[:, 3] - clipped[:, 1] > 0)
    return clipped[inside]


def _covered(frame: Frame, boxes: Boxes) -> float:
    """Share of the page under the boxes, on a grid of 50 x 50 points of measure."""
    covered = np.zeros((50, 50), dtype=bool)
    scale = np.array([50 / frame.width, 50 / frame.height] * 2)
    for x0, top, x1, bottom in (boxes * scale).round().astype(int):
        covered[top:bottom, x0:x1] = True
    return float(covered.mean())


def _add(sketch: _Sketch, shape: Any, matrix: Matrix, depth: int) -> None:
    kind = pdfium_c.FPDFPageObj_GetType(shape)
    if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
        _add_path(sketch, shape, matrix)
    elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
        sketch.pictures.append(_bounds(shape, matrix))
    elif kind == pdfium_c.FPDF_PAGEOBJ_SHADING:
        sketch.shapes.append(_bounds(shape, matrix))
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
        inner = _times(_matrix(shape), matrix)
        count = pdfium_c.FPDFFormObj_CountObjects(shape)
        sketch.count(max(count, 0), 0)
        for index in range(count):
            _add(sketch, pdfium_c.FPDFFormObj_GetObject(shape, index), inner, depth + 1)


def _add_path(sketch: _Sketch, path: Any, matrix: Matrix) -> None:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, mode, stroke)
    filled = bool(mode.value) and _is_inked(pdfium_c.FPDFPageObj_GetFillColor, path)
    stroked = bool(stroke.value) and _is_inked(pdfium_c.FPDFPageObj_GetStrokeColor, path)
    if not (filled or stroked):
        return
    count = pdfium_c.FPDFPath_CountSegments(path)
    sketch.count(0, max(count, 0))
    if not stroked and count <= SIMPLE:
        box = _bounds(path, matrix)
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            sketch.lines.append(box)
            return
    whole = _times(_matrix(path), matrix)
    width = _stroke_width(path, whole) if stroked else 0.0
    for points, closed, straight in _subpaths(path, count):
        corners = [_apply(whole, x, y) for x, y in points]
        if not straight:
            sketch.shapes.append(_hull(corners))
        elif filled:
            _add_area(sketch, corners)
        if stroked:
            _add_strokes(sketch, corners, closed, width)


def _is_inked(read: Any, shape: Any) -> bool:
    """Whether a colour leaves a mark on white paper; patterns and unknown colours do."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not read(shape, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < PALE


def _stroke_width(path: Any, matrix: Matrix) -> float:
    width = ctypes.c_float()
    pdfium_c.FPDFPageObj_GetStrokeWidth(path, width)
    scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    return max(0.1, width.value * scale)


Points = list[tuple[float, float]]


def _subpaths(path: Any, count: int) -> list[tuple[Points, bool, bool]]:
    """The subpaths as (points, closed, all segments straight); a curve is replaced by its end points."""
    subpaths: list[tuple[Points, bool, bool]] = []
    points: Points = []
    closed, straight = False, True
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                subpaths.append((points, closed, straight))
            points, closed, straight = [], False, True
        elif kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            straight = False
        points.append((x.value, y.value))
        closed = closed or bool(pdfium_c.FPDFPathSegment_GetClose(segment))
    if len(points) > 1:
        subpaths.append((points, closed, straight))
    return subpaths


def _add_area(sketch: _Sketch, corners: Points) -> None:
    """A thin area is a line, a rectangle is a fill, anything else a shape."""
    box = _hull(corners)
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) <= THIN:
        sketch.lines.append(box)
    else:
        (sketch.fills if _is_rectangle(corners, box) else sketch.shapes).append(box)


def _is_rectangle(corners: Points, box: tuple[float, float, float, float]) -> bool:
    if not 4 <= len(corners) <= 6:
        return False
    return all(
        min(abs(x - box[0]), abs(x - box[2])) < 0.5 and min(abs(y - box[1]), abs(y - box[3])) < 0.5
        for x, y in corners
    )


def _add_strokes(sketch: _Sketch, corners: Points, closed: bool, width: float) -> None:
    """The level and upright segments of a stroked path are rules, slanted ones shapes."""
    half = width / 2
    ends = zip(corners, corners[1:] + corners[:1] if closed else corners[1:], strict=False)
    for (x0, y0), (x1, y1) in ends:
        across, along = abs(x1 - x0), abs(y1 - y0)
        if along <= 0.5 < across and along <= 0.02 * across + 0.2:
            middle = (y0 + y1) / 2
            sketch.lines.append((min(x0, x1), middle - half, max(x0, x1), middle + half))
        elif across <= 0.5 < along and across <= 0.02 * along + 0.2:
            middle = (x0 + x1) / 2
            sketch.lines.append((middle - half, min(y0, y1), middle + half, max(y0, y1)))
        elif across > 2 and along > 2:
            sketch.shapes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _hull(corners: Points) -> tuple[float, float, float, float]:
    xs = [x for x, _ in corners]
    ys = [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _bounds(shape: Any, matrix: Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    low, high = _apply(matrix, left.value, bottom.value), _apply(matrix, right.value, top.value)
    return min(low[0], high[0]), min(low[1], high[1]), max(low[0], high[0]), max(low[1], high[1])


def _matrix(shape: Any) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(shape, matrix):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies ``first`` and then ``second`` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
