"""How sure a value is, as the share of such values that are right.

A reader scores what it reads by its own lights; a scan scores words by how well they are printed. Neither is
a probability. The points of a curve say how often values of a score were right where the truth is known
(docs/calibration.md, written and fitted by ``python -m tests.real.calibration``); between two points the
curve is straight. What stands in a box or under a label of its own has the score 1, which needs no curve.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

PROSE, SCAN = "prose", "scan"
BY_OCR = "lu_par_ocr"
"""The warning of a reading whose words come from a scan."""

Curve = Sequence[tuple[float, float]]

CURVES: Mapping[str, Curve] = {
    PROSE: ((0.662, 0.9667), (0.848, 0.9849), (0.93, 0.9861), (0.978, 0.9895), (0.99, 0.9921)),
    SCAN: ((0.243, 0.7037), (0.521, 0.8462), (0.666, 0.8654), (0.722, 0.9167), (0.743, 0.9808)),
}


def manner_of(warnings: Sequence[str]) -> str:
    """How the values of a reading were read: off the pictures of a scan, or in words."""
    return SCAN if BY_OCR in warnings else PROSE


def calibrated(score: float, manner: str) -> float:
    """The share of the values of such a score that are right; a score of 1 stands."""
    return along(CURVES[manner], score)


def along(curve: Curve, score: float) -> float:
    """The share at a score; that of the first or the last point beyond them, and 1 for a score of 1."""
    if score >= 1.0:
        return 1.0
    scores, shares = zip(*curve, strict=True)
    return float(np.interp(score, scores, shares))
