"""Draws the pages of a scanned PDF to bare grey pixels; for the child process."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson

from extractors.pdf.document import opened
from extractors.pdf.reader import read_words

DOTS_PER_INCH = 300
"""What Tesseract's makers advise; letters of 8 points are then about 20 pixels high."""

MAX_PIXELS = 25_000_000
"""A3 has 17 million at 300 dots an inch; larger pages are drawn coarser."""

SIDE_BYTES = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of grey pixels, one byte each, from the top left; 0 is black."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def load(cls, answer: bytes) -> Picture:
        """The picture in an answer of :func:`picture_answer`.

        Raises:
            ValueError: the sizes do not fit the pixels; the child that drew them is not trusted.
        """
        width, height = (
            int.from_bytes(answer[start : start + SIDE_BYTES], "big") for start in (0, SIDE_BYTES)
        )
        pixels = answer[2 * SIDE_BYTES :]
        if not 0 < width * height == len(pixels):
            raise ValueError(f"{len(pixels)} pixels are no picture of {width} x {height}")
        return cls(width, height, pixels)

    def dump(self) -> bytes:
        """The reverse of :meth:`load`."""
        sides = self.width.to_bytes(SIDE_BYTES, "big") + self.height.to_bytes(SIDE_BYTES, "big")
        return sides + self.pixels


def sizes_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """All pages as JSON: ``[[number, width, height, scanned], …]`` in points; needs ``max_pages``."""
    pages = read_words(data, max_pages=arguments["max_pages"])
    return orjson.dumps(
        [[page.number, float(page.width), float(page.height), page.scanned] for page in pages]
    )


def picture_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """The :class:`Picture` of the page with the number ``page``, rotation and crop box applied."""
    with opened(data, max_pages=arguments["max_pages"]) as document:
        page = document[int(arguments["page"]) - 1]
        bitmap = page.render(scale=_scale(*page.get_size()), grayscale=True, optimize_mode="print")
        drawn = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))
        return Picture(bitmap.width, bitmap.height, drawn.tobytes()).dump()


def _scale(width: float, height: float) -> float:
    """Pixels a point."""
    return min(DOTS_PER_INCH / 72, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))
