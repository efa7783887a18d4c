"""How a page lay askew on the scanner, and the same boxes on the page laid straight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.model.evidence import Box
from extractors.ocr.words import Found
from extractors.pdf.frame import Boxes

LEAST_WORDS = 4
"""Words of a line that tell its slope; in shorter ones descenders weigh too much."""

STEEPEST = 0.12
"""Rise over run, about 7 degrees; a steeper line is no line of print."""


@dataclass(frozen=True, slots=True)
class Skew:
    """A small turn about the top left: ``slope`` is how far lines sink for each point to the right."""

    slope: float = 0.0

    def straightened(self, boxes: Boxes) -> Boxes:
        """Boxes of words of the page as if it lay straight."""
        return self._turned(boxes, -self.slope)

    def leaning(self, box: Box) -> Box:
        """A box of the straightened page on the page as it is."""
        x0, top, x1, bottom = self._turned(np.array([box], dtype=np.float32), self.slope)[0].tolist()
        return (x0, top, x1, bottom)

    @staticmethod
    def _turned(boxes: Boxes, slope: float) -> Boxes:
        """Middles are turned; sizes stay, for the turn is small."""
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        cosine = 1 / np.sqrt(1 + slope * slope)
        dx = (x - slope * y) * cosine - x
        dy = (y + slope * x) * cosine - y
        moved: Boxes = (boxes + np.stack((dx, dy, dx, dy), axis=1)).astype(np.float32)
        return moved


def skew_of(words: Found) -> Skew:
    """The median slope of the lines, each with the weight of its width; none where no line tells."""
    slopes, widths = [], []
    for line in range(int(words.line.max()) + 1 if len(words) else 0):
        ink = words.ink[words.line == line]
        width = float(ink[:, 2].max() - ink[:, 0].min())
        slope = _slope(ink)
        if len(ink) >= LEAST_WORDS and abs(slope) <= STEEPEST:
            slopes.append(slope)
            widths.append(width)
    return Skew(_weighted_median(slopes, widths)) if slopes else Skew()


def _slope(ink: Boxes) -> float:
    """Median of the slopes between all pairs of words (Theil-Sen), by their lower sides."""
    x, y = (ink[:, 0] + ink[:, 2]) / 2, ink[:, 3]
    first, second = np.triu_indices(min(len(ink), 40), 1)
    run, rise = x[second] - x[first], y[second] - y[first]
    apart = np.abs(run) > 1
    return float(np.median(rise[apart] / run[apart])) if apart.any() else np.inf


def _weighted_median(values: list[float], weights: list[float]) -> float:
    order = np.argsort(values)
    total = np.cumsum(np.array(weights)[order])
    return values[int(order[np.searchsorted(total, total[-1] / 2)])]
