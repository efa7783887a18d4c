"""Pages of a PDF as pictures: what runs in the limited child process."""

from __future__ import annotations

import io
from typing import Any

import orjson
import pypdfium2

MOST_PIXELS = 12_000_000
"""A page of any size is drawn at most so large."""


def measure(data: bytes, arguments: dict[str, Any]) -> bytes:
    """``[[width, height], …]`` of the pages as displayed, in points, as JSON."""
    with pypdfium2.PdfDocument(data) as document:
        return orjson.dumps([list(document[number].get_size()) for number in range(len(document))])


def draw(data: bytes, arguments: dict[str, Any]) -> bytes:
    """A page as PNG; ``page`` counts from 1, ``scale`` is pixels a point."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[arguments["page"] - 1]
        width, height = page.get_size()
        scale = min(float(arguments["scale"]), (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        picture = page.render(scale=scale).to_pil()
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()
