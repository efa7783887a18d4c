"""How a text object is printed: size, direction, boldness, visibility."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from extractors.pdf.calls import text_objects
from extractors.pdf.document import Handle

INVISIBLE_MODES = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
BOLD_WEIGHT = 600
PALE = 245
"""A colour whose every channel is at least this is white to the eye."""


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a text object.

    ``size`` is in points on the page; ``turns`` counts the clockwise quarter turns of its writing direction
    in user space (0: left to right); ``painted`` is False for render modes that leave no mark; ``pale`` text
    is white and can only be read on something darker.
    """

    size: float
    turns: int
    bold: bool
    painted: bool
    pale: bool


UNKNOWN = Style(size=0.0, turns=0, bold=False, painted=True, pale=False)


class StyleReader:
    """Reads styles, each text object and each font once."""

    def __init__(self, text_page: Handle) -> None:
        self._text_page = text_page
        self._objects: dict[int | None, Style] = {}
        self._fonts: dict[int, bool] = {}

    def of(self, indexes: list[int]) -> list[Style]:
        """The style of each of some characters."""
        keys = list(text_objects(self._text_page, indexes))
        for index, key in zip(indexes, keys, strict=True):
            if key not in self._objects:
                self._objects[key] = self._at(index) if key else UNKNOWN
        return [self._objects[key] for key in keys]

    def _at(self, index: int) -> Style:
        return self._read(pdfium_c.FPDFText_GetTextObject(self._text_page, index), index)

    def _read(self, text_object: Any, index: int) -> Style:
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._text_page, index, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        size = pdfium_c.FPDFText_GetFontSize(self._text_page, index) * scale
        return Style(
            size=abs(size) if math.isfinite(size) else 0.0,
            turns=_turns(matrix.a, matrix.b),
            bold=self._is_bold(text_object),
            painted=pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) not in INVISIBLE_MODES,
            pale=self._is_pale(index),
        )

    def _is_bold(self, text_object: Any) -> bool:
        font = pdfium_c.FPDFTextObj_GetFont(text_object)
        if not font:
            return False
        key = _address(font)
        if key not in self._fonts:
            self._fonts[key] = _font_is_bold(font)
        return self._fonts[key]

    def _is_pale(self, index: int) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        known = pdfium_c.FPDFText_GetFillColor(self._text_page, index, red, green, blue, alpha)
        return bool(known) and (alpha.value == 0 or min(red.value, green.value, blue.value) >= PALE)


def _turns(a: float, b: float) -> int:
    """Clockwise quarter turns of the writing direction (a, b)."""
    if not (math.isfinite(a) and math.isfinite(b)) or abs(a) >= abs(b):
        return 2 if a < 0 else 0
    return 3 if b > 0 else 1


def _font_is_bold(font: Any) -> bool:
    name = ctypes.create_string_buffer(128)
    pdfium_c.FPDFFont_GetBaseFontName(font, name, 128)
    named = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"demi"))
    return named or pdfium_c.FPDFFont_GetWeight(font) >= BOLD_WEIGHT


def _address(pointer: Any) -> int:
    """The address of an object of pdfium: two handles of one object have the same."""
    return ctypes.addressof(pointer.contents)
