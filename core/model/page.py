"""The text of a page with its positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.model.evidence import Box


class Word(NamedTuple):
    """A run of characters without a space, as printed."""

    text: str
    bbox: Box
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line in reading order."""

    text: str
    bbox: Box
    words: Sequence[Word]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as displayed: rotation and crop box are already applied.

    ``lines`` are in reading order, without running headers, footers and page numbers; those stand in
    ``margins``. ``number`` counts from 1; sizes are in points.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    margins: tuple[Line, ...] = ()
    scanned: bool = False
