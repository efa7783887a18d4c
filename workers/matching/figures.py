"""Amounts, figures and days as people write them."""

from __future__ import annotations

import re
from datetime import date

from core.model.dataset import Kind
from workers.matching.measures import measure

_FIGURE = re.compile(
    r"(?P<figure>-?\d[\d\s\u202f\u00a0]*(?:[.,]\d+)?)\s*(?P<scale>[kKmM]?)(?:€|eur(?:os)?)?", re.I
)
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000}
_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SPACES = re.compile(r"\s")


def read_figure(text: str, kind: Kind) -> float | str | None:
    """A bound for a column of this kind: a number (``90 000``, ``90k``, ``1,5M``) or an ISO day or moment.

    None for anything else. ``31/03/2026`` is a day too.
    """
    if kind in (Kind.DATE, Kind.DATETIME):
        return _day(text.strip())
    found = _FIGURE.fullmatch(text.strip())
    if found is None:
        return None
    figure = _SPACES.sub("", found["figure"]).replace(",", ".")
    return float(figure) * _SCALES[found["scale"].lower()]


def _day(text: str) -> str | None:
    found = _FRENCH_DAY.fullmatch(text)
    if found:
        day, month, year = map(int, found.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return None
    return text if measure(text) is not None else None
