"""Functions of pdfium that are called for each character of a page, at a third of the usual cost.

The usual bindings make and check an object for each pointer; these take addresses as plain integers. A wrong
address is a crash, so they stay inside this package and are given only what pdfium or ctypes has handed out.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from extractors.pdf.document import Handle

_BOX_BYTES = ctypes.sizeof(pdfium_c.FS_RECTF)
_POINT_BYTES = 2 * ctypes.sizeof(ctypes.c_double)


def _bare(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    place = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(place)  # such short calls are not worth giving the GIL up


_TEXT_PAGE, _INDEX, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_loose_box = _bare(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, _TEXT_PAGE, _INDEX, _OUT)
_origin = _bare(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int, _TEXT_PAGE, _INDEX, _OUT, _OUT)
_text_object = _bare(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p, _TEXT_PAGE, _INDEX)
_matrix = _bare(pdfium_c.FPDFText_GetMatrix, ctypes.c_int, _TEXT_PAGE, _INDEX, _OUT)
_font_size = _bare(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _TEXT_PAGE, _INDEX)
_fill = _bare(pdfium_c.FPDFText_GetFillColor, ctypes.c_int, _TEXT_PAGE, _INDEX, *[_OUT] * 4)
_font = _bare(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_mode = _bare(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)


def loose_boxes(text_page: Handle, indexes: Iterable[int], count: int) -> npt.NDArray[np.float32]:
    """The loose boxes (left, top, right, bottom) of some of a page's ``count`` characters; else zeros."""
    boxes = np.zeros((max(count, 0), 4), dtype=np.float32)  # pdfium counts -1 where it fails
    chosen = np.fromiter(indexes, dtype=np.int64)
    places = boxes.ctypes.data + _BOX_BYTES * chosen
    _do(_loose_box, text_page, chosen.tolist(), places.tolist())
    return boxes


def origins(text_page: Handle, indexes: list[int]) -> npt.NDArray[np.float64]:
    """Where the pen stands before each of some characters: x, y in user space."""
    points = np.zeros((len(indexes), 2), dtype=np.float64)
    first = points.ctypes.data
    xs = range(first, first + _POINT_BYTES * len(indexes), _POINT_BYTES)
    _do(_origin, text_page, indexes, xs, (x + _POINT_BYTES // 2 for x in xs))
    return points


def text_objects(text_page: Handle, indexes: Iterable[int]) -> Iterator[int | None]:
    """The address of the text object of each of some characters; None for those that pdfium has made up."""
    return map(_text_object, repeat(_address(text_page)), indexes)


@dataclass(frozen=True, slots=True)
class Look:
    """How a text object is printed, in pdfium's terms.

    ``matrix`` is a, b, c, d; ``font`` an address; ``fill`` is red, green, blue, alpha, each 0 to 255.
    """

    matrix: list[float]
    size: float
    font: int | None
    mode: int
    fill: list[int] | None


def looks(text_page: Handle, objects: Mapping[int, int]) -> dict[int, Look]:
    """The looks of text objects, given by their addresses with the index of a character of each."""
    page, matrix, fill = _address(text_page), (ctypes.c_float * 6)(), (ctypes.c_uint * 4)()
    place, paint = ctypes.addressof(matrix), ctypes.addressof(fill)
    paints = [paint + ctypes.sizeof(ctypes.c_uint) * channel for channel in range(4)]
    found: dict[int, Look] = {}
    for each, index in objects.items():
        _matrix(page, index, place)
        colour = fill[:] if _fill(page, index, *paints) else None
        found[each] = Look(matrix[:4], _font_size(page, index), _font(each), _mode(each), colour)
    return found


def _do(function: Callable[..., Any], text_page: Handle, *columns: Iterable[int]) -> None:
    deque(map(function, repeat(_address(text_page)), *columns), maxlen=0)


def _address(text_page: Handle) -> int | None:
    return ctypes.cast(text_page, ctypes.c_void_p).value
