"""A line of a printed notice, and values made of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.model.evidence import Box, Evidence
from core.model.reading import Value
from crawlers.forms.proof import cover, holder

_BROKEN_ORDINAL = re.compile(r"\b1\s?\.\s?e\.?\s?r\b\.?", re.IGNORECASE)
_ENDS_IN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with where it stands: a path in a page of the web, or a page and a box in a PDF.

    ``wraps`` says that the end of the line need not be the end of what is said: lines of a PDF end where the
    paper does.
    """

    text: str
    path: str | None = None
    page: int | None = None
    bbox: Box | None = None
    wraps: bool = False


def rest_of(line: Line, start: int) -> Line:
    """What stands in a line from a position on."""
    return replace(line, text=line.text[start:].strip())


def value_of(lines: Sequence[Line]) -> Value | None:
    """The text of some lines as one value; None where they are blank."""
    kept = [line for line in lines if line.text.strip()]
    if not kept:
        return None
    text = joined_text(kept)
    first = kept[0]
    boxes = [line.bbox for line in kept if line.bbox and line.page == first.page]
    path = holder([line.path for line in kept if line.path])
    proof = Evidence(lecture=text, page=first.page, bbox=cover(boxes), path=path)
    return Value(_BROKEN_ORDINAL.sub("1er", text), proof)


def joined_text(lines: Iterable[Line]) -> str:
    """The lines as one text: a line that wraps goes on after a blank, after a hyphen without one."""
    pieces: list[str] = []
    last = ""
    """What was put together since the last blank or line end between two lines."""
    wraps = False
    for line in lines:
        piece = line.text.strip()
        if not pieces:
            pieces, last = [piece] if piece else [], piece
        elif wraps and _goes_on(last, piece):
            pieces.append(piece)
            last += piece
        else:
            pieces += [" " if wraps else "\n", piece]
            last = piece
        wraps = line.wraps
    return "".join(pieces)


def trimmed(value: Value | None, marks: str = " .;,") -> Value | None:
    """A value without the full stop that ends its sentence; None where nothing else is left."""
    if value is None:
        return None
    text = value.text.strip().rstrip(marks).strip()
    return replace(value, text=text) if text else None


def _goes_on(text: str, piece: str) -> bool:
    """Whether a word broken at the margin goes on: after a hyphen, or inside an address of the web."""
    if text.endswith("-") and not text.endswith(" -") and piece[:1].isalnum():
        return True
    return bool(_ENDS_IN_ADDRESS.search(text)) and bool(re.match(r"[/?&=%#][^\s]", piece))
