"""Pages of a PDF as pictures: what runs in the limited child process."""

from __future__ import annotations

from typing import Any

import orjson

from core.errors import DocumentError
from extractors.parse import MAX_PAGES
from extractors.pdf.document import opened
from extractors.picture import page_picture

MOST_PIXELS = 12_000_000
"""A poster is drawn no larger than this, at a smaller scale."""


def measure(data: bytes, arguments: dict[str, Any]) -> bytes:
    """``[[width, height], …]`` of the pages as displayed, in points, as JSON.

    Raises:
        DocumentError: the bytes are cut, damaged, locked or of another format.
    """
    return orjson.dumps(_sizes(data))


def draw(data: bytes, arguments: dict[str, Any]) -> bytes:
    """A page as PNG; ``page`` counts from 1, ``scale`` is the pixels a point that are wanted.

    Raises:
        DocumentError: as :func:`measure`, or there is no such page.
    """
    sizes, number = _sizes(data), arguments["page"]
    if not 1 <= number <= len(sizes):
        raise DocumentError(f"the PDF has {len(sizes)} pages and no page {number}")
    width, height = sizes[number - 1]
    most = (MOST_PIXELS / max(width * height, 1.0)) ** 0.5
    return page_picture(data, number, min(float(arguments["scale"]), most))


def _sizes(data: bytes) -> list[list[float]]:
    with opened(data, max_pages=MAX_PAGES) as document:
        return [list(document[number].get_size()) for number in range(len(document))]
