"""A page of a PDF as a picture, for the eyes that check what was read."""

from __future__ import annotations

import io
from typing import Any

from core.errors import DocumentError, LimitExceeded
from extractors.parse import MAX_PAGES
from extractors.pdf.document import opened

MAX_PIXELS = 25_000_000
"""An A4 page at scale 7, about 500 dots an inch."""


def page_picture(data: bytes, page: int, scale: float) -> bytes:
    """A page as PNG bytes, rotation and crop box applied.

    Args:
        data: an untrusted PDF; run this in a sandbox (:func:`picture_answer`).
        page: its number, from 1.
        scale: pixels a point: 1 is 72 dots an inch.

    Raises:
        EmptyDocument, WrongFormat, CorruptDocument, DocumentError: as ``extractors.pdf.document.opened``; or
            there is no such page.
        LimitExceeded: the picture would be larger than :data:`MAX_PIXELS`.
    """
    with opened(data, max_pages=MAX_PAGES) as document:
        if not 1 <= page <= len(document):
            raise DocumentError(f"the PDF has {len(document)} pages and no page {page}")
        drawn = document[page - 1]
        width, height = drawn.get_size()
        if not 0 < width * height * scale * scale <= MAX_PIXELS:
            raise LimitExceeded(
                f"page {page} at scale {scale:g} is a picture of more than {MAX_PIXELS} pixels"
            )
        picture = drawn.render(scale=scale).to_pil()
        file = io.BytesIO()
        picture.convert("RGB").quantize(128).save(file, "PNG")
        return file.getvalue()


def picture_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """:func:`page_picture` for a child process; the arguments are ``page`` and ``scale``."""
    return page_picture(data, int(arguments["page"]), float(arguments["scale"]))
