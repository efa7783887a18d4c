"""Functions of pdfium that are called for each character or object of a page, at a fifth of the usual cost.

The usual bindings make and check an object for each pointer. These take pointers that are made once and used
again, and plain integers: arguments are passed as they are, unchecked. A wrong address is a crash, so they
stay inside this package and are given only what pdfium or ctypes has handed out.
"""

from __future__ import annotations

import ctypes
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from extractors.pdf.document import Handle

_SLOTS = 2048
"""Characters that are asked about in one go."""


def _bare(function: Any, result: Any) -> Callable[..., Any]:
    place = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(place)  # such short calls are not worth giving the GIL up


_loose_box = _bare(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int)
_origin = _bare(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int)
_text_object = _bare(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p)
_matrix = _bare(pdfium_c.FPDFText_GetMatrix, ctypes.c_int)
_font_size = _bare(pdfium_c.FPDFText_GetFontSize, ctypes.c_double)
_fill = _bare(pdfium_c.FPDFText_GetFillColor, ctypes.c_int)
_font = _bare(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p)
_mode = _bare(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_object = _bare(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p)
_kind = _bare(pdfium_c.FPDFPageObj_GetType, ctypes.c_int)

_pointer: Callable[[int | None], Any] = ctypes.c_void_p.from_param
"""An address as an argument of these functions; an integer would be cut to 32 bits."""


class _Places(threading.local):
    """Where pdfium writes, each thread its own: ``boxes`` and ``points``, and a pointer to each of them."""

    def __init__(self) -> None:
        self.boxes = np.zeros((_SLOTS, 4), dtype=np.float32)
        self.points = np.zeros((_SLOTS, 2), dtype=np.float64)
        self.to_box = _pointers(self.boxes)
        self.to_x, self.to_y = _pointers(self.points[:, :1]), _pointers(self.points[:, 1:])


def _pointers(rows: npt.NDArray[Any]) -> list[Any]:
    first, step = rows.ctypes.data, rows.strides[0]
    return [_pointer(first + step * row) for row in range(len(rows))]


_places = _Places()


def loose_boxes(text_page: Handle, indexes: Sequence[int]) -> npt.NDArray[np.float32]:
    """The loose boxes (left, top, right, bottom) of some characters; zeros for one that has none."""
    boxes = np.zeros((len(indexes), 4), dtype=np.float32)
    for number, part in enumerate(_parts(indexes)):
        written = _places.boxes[: len(part)]
        written[:] = 0
        _do(_loose_box, text_page, part, _places.to_box)
        boxes[number * _SLOTS :][: len(part)] = written
    return boxes


def origins(text_page: Handle, indexes: Sequence[int]) -> npt.NDArray[np.float64]:
    """Where the pen stands before each of some characters: x, y in user space."""
    points = np.zeros((len(indexes), 2), dtype=np.float64)
    for number, part in enumerate(_parts(indexes)):
        written = _places.points[: len(part)]
        written[:] = 0
        _do(_origin, text_page, part, _places.to_x, _places.to_y)
        points[number * _SLOTS :][: len(part)] = written
    return points


def text_objects(text_page: Handle, indexes: Iterable[int]) -> Iterator[int | None]:
    """The address of the text object of each of some characters; None for those that pdfium has made up."""
    return map(_text_object, repeat(_pointer_to(text_page)), indexes)


class Look(NamedTuple):
    """How a text object is printed, in pdfium's terms.

    ``matrix`` is a, b, c, d; ``font`` an address; ``fill`` is red, green, blue, alpha, each 0 to 255.
    """

    matrix: tuple[float, ...]
    size: float
    font: int | None
    mode: int
    fill: tuple[int, ...] | None


def looks(text_page: Handle, objects: Mapping[int, int]) -> dict[int, Look]:
    """The looks of text objects, given by their addresses with the index of a character of each."""
    page, matrix, fill = _pointer_to(text_page), (ctypes.c_float * 6)(), (ctypes.c_uint * 4)()
    place, paint = _pointer(ctypes.addressof(matrix)), ctypes.addressof(fill)
    paints = [_pointer(paint + ctypes.sizeof(ctypes.c_uint) * channel) for channel in range(4)]
    found: dict[int, Look] = {}
    for each, index in objects.items():
        _matrix(page, index, place)
        colour = tuple(fill) if _fill(page, index, *paints) else None
        printed = _pointer(each)
        found[each] = Look(tuple(matrix[:4]), _font_size(page, index), _font(printed), _mode(printed), colour)
    return found


def drawn(page: Handle, count: int) -> list[Any]:
    """The objects of a page that are no text, for pdfium's own bindings."""
    objects = list(map(_object, repeat(_pointer_to(page)), range(count)))
    kinds = map(_kind, map(_pointer, objects))
    return [
        ctypes.cast(each, pdfium_c.FPDF_PAGEOBJECT)
        for each, kind in zip(objects, kinds, strict=True)
        if kind != pdfium_c.FPDF_PAGEOBJ_TEXT
    ]


def _parts(indexes: Sequence[int]) -> Iterator[Sequence[int]]:
    return (indexes[start : start + _SLOTS] for start in range(0, len(indexes), _SLOTS))


def _do(function: Callable[..., Any], text_page: Handle, *columns: Iterable[Any]) -> None:
    deque(map(function, repeat(_pointer_to(text_page)), *columns), maxlen=0)


def _pointer_to(page: Handle) -> Any:
    return _pointer(ctypes.cast(page, ctypes.c_void_p).value)
