"""The characters of a text page with their loose boxes, in the order of the content stream."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from core.errors import LimitExceeded
from extractors.pdf.calls import loose_boxes
from extractors.pdf.document import Handle

WORD = re.compile(r"[^\s\x02]+\x02?|\x02")
"""A run of characters without space; one broken at a line end also ends there."""

MAX_CHARACTERS = 400_000
"""Characters of one page. A full page of a newspaper has 30 000."""

LINE_END_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at a line end (U+0002 or U+FFFE): no line feed comes after it."""


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page: ``text[i]`` fills ``boxes[i]`` (user space, y upwards: x0, y0, x1, y1).

    The loose box is the advance width times the ascent and descent of the font. Spaces that pdfium has made
    up have no width.
    """

    text: str
    boxes: npt.NDArray[np.float32]


def characters(text_page: Handle, number: int) -> Characters:
    """The characters of one page.

    Raises:
        LimitExceeded: The page has more than MAX_CHARACTERS.
    """
    count = _count(text_page, number)
    return Characters(character_text(text_page, count), _loose_boxes(text_page, count))


def _count(text_page: Handle, number: int) -> int:
    count = int(pdfium_c.FPDFText_CountChars(text_page))
    if count > MAX_CHARACTERS:
        raise LimitExceeded(f"page {number} of the PDF has {count} characters")
    return count


def word_ends(text_page: Handle, number: int) -> Characters:
    """The same with the boxes of the first and the last character of each word only, which is faster.

    Raises:
        LimitExceeded: The page has more than MAX_CHARACTERS.
    """
    count = _count(text_page, number)
    text = character_text(text_page, count)
    ends: set[int] = set()
    for word in WORD.finditer(text):
        start, last = word.start(), word.end() - 1
        ends |= {start, last}
        if start and text[start - 1] in " \xa0":
            ends.add(start - 1)
    boxes, chosen = np.zeros((max(count, 0), 4), dtype=np.float32), sorted(ends)
    boxes[chosen] = loose_boxes(text_page, chosen)
    return Characters(text, _sides(boxes))


def character_text(text_page: Handle, count: int) -> str:
    """One code point a character; unreadable ones are U+FFFD, hyphens at a line end LINE_END_HYPHEN."""
    if count < 1:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(text_page, 0, count, buffer)
    codes = np.frombuffer(bytes(buffer), dtype=np.uint16, count=count)
    if written != count + 1 or bool(((codes >= 0xD800) & (codes < 0xE000)).any()):
        # Characters beyond the basic plane, or dropped ones: the buffer no longer runs with the indexes.
        return "".join(_printable(pdfium_c.FPDFText_GetUnicode(text_page, i)) for i in range(count))
    text: str = codes.tobytes().decode("utf-16-le")
    return text.replace("\ufffe", LINE_END_HYPHEN).replace("\x00", "\ufffd")


def _printable(code: int) -> str:
    if code == 0xFFFE:
        return LINE_END_HYPHEN
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def printed(text: str) -> str:
    """A text with its hyphens as printed: a soft one (U+00AD) that stands in a PDF is shown."""
    return text.replace(LINE_END_HYPHEN, "-").replace("\xad", "-")


def _loose_boxes(text_page: Handle, count: int) -> npt.NDArray[np.float32]:
    return _sides(loose_boxes(text_page, range(count)))


def _sides(boxes: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    # Left, top, right, bottom; damaged fonts give boxes without number.
    if not np.isfinite(boxes).all():
        boxes = np.nan_to_num(boxes, nan=0.0, posinf=0.0, neginf=0.0)
    return boxes[:, [0, 3, 2, 1]]
