"""What a subscriber wants to be told of, and why a record was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds, both included: figures, ISO days or ISO moments; None where there is none."""

    low: float | str | None = None
    high: float | str | None = None

    def __str__(self) -> str:
        """``25000…90000``, ``≥ 2026-03-01``."""
        low, high = map(_written, (self.low, self.high))
        if low and high:
            return f"{low}…{high}"
        return f"≥ {low}" if low else f"≤ {high}" if high else "…"


def _written(end: float | str | None) -> str:
    whole = isinstance(end, float) and end.is_integer()
    return "" if end is None else str(int(end) if whole else end)


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing search over the records of some datasets.

    ``words`` is a query in the search grammar (words, "phrases", OU, NON); ``accept`` maps a column to the
    values one of which a record must have (a CPV or a NUTS code also by its beginning); ``ranges`` maps a
    column to bounds, which an unknown value is never between. All must hold.
    ``token`` makes a private address of its feed; it is stored as a digest, so a watch that is read has none.
    A watch with ``paused_at`` keeps matching in silence.
    """

    id: str
    name: str
    datasets: tuple[str, ...]
    words: str = ""
    accept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    token: str = ""
    created_at: datetime | None = None
    paused_at: datetime | None = None
    ranges: Mapping[str, Range] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record matched: the column, the words of the record, and what in the watch they answer."""

    column: str
    found: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Match:
    """A line of the ledger: this watch was told of this version of this record (law 6)."""

    watch: str
    dataset: str
    record: str
    version: int
    matched_at: datetime
    reasons: tuple[Reason, ...]
