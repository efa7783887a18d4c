"""The words inside a box that a reviewer draws on a page of a PDF."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.web.documents.files import shown_bytes
from console.web.site import site_of
from core.errors import DocumentError
from extractors.parse import MAX_PAGES
from extractors.pdf.document import loaded_page, opened
from extractors.pdf.reader import page_words

_SIDES = ("x0", "top", "x1", "bottom")
_SAME_LINE = 0.5
"""Ems: two words whose middles are nearer than this stand on one line."""


def zone(request: Request) -> Response:
    """Answer ``/documents/{sha256}/pages/{number}/zone?x0=&top=&x1=&bottom=``; the sides are in points."""
    sha256, number = request.path_params["sha256"], request.path_params["number"]
    try:
        box = [float(request.query_params[side]) for side in _SIDES]
    except (KeyError, ValueError) as error:
        raise HTTPException(400) from error
    site = site_of(request)
    try:
        answer = site.reader.run(
            "console.web.review.zone:words_inside", shown_bytes(request, sha256), {"page": number, "box": box}
        )
    except DocumentError as error:
        raise HTTPException(404) from error
    return JSONResponse(orjson.loads(answer), headers={"Cache-Control": "no-store"})


def words_inside(data: bytes, arguments: dict[str, Any]) -> bytes:
    """``{"text": …}`` as JSON: the words of ``page`` whose middle is in ``box``, line by line.

    Runs in the limited child process.

    Raises:
        DocumentError: the bytes are damaged, or there is no such page.
    """
    number, box = int(arguments["page"]), tuple(map(float, arguments["box"]))
    with opened(data, max_pages=MAX_PAGES) as document:
        if not 1 <= number <= len(document):
            raise DocumentError(f"the PDF has {len(document)} pages and no page {number}")
        with loaded_page(document, number) as page:
            words = page_words(page, number).readable
            found = [
                (tuple(map(float, each)), size, text)
                for each, size, text in zip(words.boxes, words.sizes, words.text, strict=True)
            ]
    inside = [each for each in found if _is_inside(each[0], box)]
    return orjson.dumps({"text": " ".join(_in_order(inside))})


def _is_inside(word: tuple[float, ...], box: tuple[float, ...]) -> bool:
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    left, top, right, bottom = box
    return left <= x <= right and top <= y <= bottom


def _in_order(words: list[tuple[tuple[float, ...], float, str]]) -> list[str]:
    """The words from line to line, each from left to right."""
    lines: list[tuple[float, list[tuple[float, str]]]] = []
    for box, size, text in sorted(words, key=lambda each: each[0][1] + each[0][3]):
        middle = (box[1] + box[3]) / 2
        if not lines or middle - lines[-1][0] > _SAME_LINE * max(size, 1.0):
            lines.append((middle, []))
        lines[-1][1].append((box[0], text))
    return [text for _, line in lines for _, text in sorted(line)]
