"""How a text object is printed: size, direction, boldness, visibility."""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from extractors.pdf.calls import Look, looks, text_objects
from extractors.pdf.document import Handle

INVISIBLE_MODES = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
BOLD_WEIGHT = 600
PALE = 245
"""A colour whose every channel is at least this is white to the eye."""


class Style(NamedTuple):
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
    """Reads styles, each text object, each look and each font once."""

    def __init__(self, text_page: Handle) -> None:
        self._text_page = text_page
        self._fonts: dict[int, bool] = {}
        self._styles: dict[Look, Style] = {}

    def of(self, indexes: list[int]) -> list[Style]:
        """The style of each of some characters."""
        objects = list(text_objects(self._text_page, indexes))
        first = {
            each: index for index, each in zip(reversed(indexes), reversed(objects), strict=True) if each
        }
        found: dict[int | None, Style] = {None: UNKNOWN}
        found |= {each: self._style(look) for each, look in looks(self._text_page, first).items()}
        return [found[each] for each in objects]

    def _style(self, look: Look) -> Style:
        if look not in self._styles:
            self._styles[look] = self._style_of(look)
        return self._styles[look]

    def _style_of(self, look: Look) -> Style:
        a, b, c, d = look.matrix
        size = look.size * math.hypot(c, d)
        forward = math.copysign(1.0, look.size)  # a size below zero writes against its matrix
        return Style(
            size=abs(size) if math.isfinite(size) else 0.0,
            turns=_turns(forward * a, forward * b),
            bold=self._is_bold(look.font),
            painted=look.mode not in INVISIBLE_MODES,
            pale=look.fill is not None and _is_pale(*look.fill),
        )

    def _is_bold(self, font: int | None) -> bool:
        if not font:
            return False
        if font not in self._fonts:
            self._fonts[font] = _font_is_bold(ctypes.cast(font, pdfium_c.FPDF_FONT))
        return self._fonts[font]


def _is_pale(red: int, green: int, blue: int, alpha: int) -> bool:
    return alpha == 0 or min(red, green, blue) >= PALE


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
