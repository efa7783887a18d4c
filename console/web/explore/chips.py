"""The filters in force on a table, a chart or a map, each with the address without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from console.web.datasets.view import SINCE, UNTIL, WORDS, Pairs
from console.web.explore.labels import Labels


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter; ``query`` is the address of the page without it."""

    text: str
    query: str


def chips_of(filters: Pairs, rest: Pairs, labels: Labels) -> list[Chip]:
    """A chip for each filter; ``rest`` are the other pairs of the page's address."""
    return [
        Chip(_text(name, value, labels), f"?{urlencode([*filters[:at], *filters[at + 1 :], *rest])}")
        for at, (name, value) in enumerate(filters)
    ]


def _text(name: str, value: str, labels: Labels) -> str:
    if name == WORDS:
        return labels.t.quoted(value)
    if name in (SINCE, UNTIL):
        day = labels.f.day(date.fromisoformat(value))
        return labels.t(f"explore.{'since' if name == SINCE else 'until'}", day=day)
    return f"{labels.column(name)}{labels.t.colon}{labels.called(labels.dataset.column(name), value)}"
