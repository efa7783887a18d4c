"""The bounds of a watch as a reader of a language writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from core.model.dataset import Column, Kind

Figure = float | date | datetime
_SIGNS = ("≥ ", "≤ ")
_APART = "…"
_FIGURES = (Kind.AMOUNT, Kind.NUMBER, Kind.INTEGER)
_DAYS = (Kind.DATE, Kind.DATETIME)


def told_bounds(text: str, column: Column, write: Callable[[Figure], str]) -> str:
    """``≥ 90 000``: a figure, a day, or bounds (:class:`core.model.watch.Range`) with each end written.

    Any other text stays as it is: what a subscriber typed is told in his own words.
    """
    sign = next((each for each in _SIGNS if text.startswith(each)), "")
    try:
        ends = [_read(end, column) for end in text.removeprefix(sign).split(_APART)]
    except ValueError:
        return text
    return sign + _APART.join(map(write, ends))


def _read(text: str, column: Column) -> Figure:
    if column.kind in _FIGURES:
        return float(text)
    if column.kind not in _DAYS:
        raise ValueError(text)
    if len(text) == len("2026-03-01"):
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
