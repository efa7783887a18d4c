"""The words that Tesseract found on a page, from its TSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.pdf.frame import Boxes
from extractors.pdf.runs import Floats

WORD_LEVEL = "5"
COLUMNS = 12
"""level, page, block, paragraph, line, word, left, top, width, height, conf, text."""


@dataclass(frozen=True, slots=True)
class Found:
    """The n words of a page: their ``ink`` boxes in points, origin top left.

    ``line`` numbers the lines of print from 0 and ``sure`` is the engine's confidence, 0 to 1.
    """

    text: list[str]
    ink: Boxes
    line: npt.NDArray[np.intp]
    sure: Floats

    def __len__(self) -> int:
        return len(self.text)


def found(tsv: str, scale: float) -> Found:
    """The words of Tesseract's TSV, whose boxes are in pixels, ``scale`` of them a point."""
    rows = list(_rows(tsv))
    lines = {key: number for number, key in enumerate(dict.fromkeys(tuple(row[1:5]) for row in rows))}
    sides = np.array([[float(side) for side in row[6:10]] for row in rows], dtype=np.float32).reshape(-1, 4)
    sides[:, 2:] += sides[:, :2]
    return Found(
        text=[row[11].strip() for row in rows],
        ink=(sides / scale).astype(np.float32),
        line=np.array([lines[tuple(row[1:5])] for row in rows], dtype=np.intp),
        sure=np.array([float(row[10]) / 100 for row in rows], dtype=np.float32).clip(0, 1),
    )


def _rows(tsv: str) -> Iterator[list[str]]:
    for line in tsv.splitlines():
        row = line.split("\t", COLUMNS - 1)
        if len(row) == COLUMNS and row[0] == WORD_LEVEL and row[11].strip():
            yield row
