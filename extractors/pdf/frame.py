"""The frame of a page: from PDF user space to the page as displayed."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from core.errors import CorruptDocument
from extractors.pdf.document import Handle

Boxes = npt.NDArray[np.float32]
"""Boxes of shape (n, 4): x0, top, x1, bottom in points, origin at the top left of the displayed page."""

MAX_SIDE = 20_000.0
"""Points. ISO 32000-1 annex C allows 14 400; more is damage or an attack."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in user space, and the clockwise quarter turns it is displayed with."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """Displayed width in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Displayed height in points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def boxes(self, user: Boxes) -> Boxes:
        """Displayed boxes of user space boxes (x0, y0, x1, y1 with y upwards, x0 <= x1, y0 <= y1)."""
        x0, y0, x1, y1 = user.T
        if self.turns == 0:
            sides = (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        elif self.turns == 1:
            sides = (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        elif self.turns == 2:
            sides = (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        else:
            sides = (self.top - y1, self.right - x1, self.top - y0, self.right - x0)
        return np.stack(sides, axis=1)


def frame_of(page: Handle, number: int) -> Frame:
    """The frame of a pdfium page: crop box and /Rotate, read once.

    Raises:
        CorruptDocument: The page has no usable size.
    """
    box = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        raise CorruptDocument(f"page {number} of the PDF has no box")
    sides = (box.left, box.bottom, box.right, box.top)
    width, height = box.right - box.left, box.top - box.bottom
    usable = all(map(math.isfinite, sides)) and 0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE
    if not usable:
        raise CorruptDocument(
            f"page {number} of the PDF has no usable size ({width:.0f} x {height:.0f} points)"
        )
    return Frame(*sides, turns=pdfium_c.FPDFPage_GetRotation(page) % 4)
