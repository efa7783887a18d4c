"""The filters in force on a table, a chart or a map, each with the address without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from console.web.codes import name_of
from console.web.datasets.view import SINCE, UNTIL, WORDS, Pairs
from console.web.explore.labels import Labels
from core.model.dataset import Kind


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
    column = labels.dataset.column(name)
    coded = column.kind in (Kind.TERM, Kind.BOOLEAN)
    shown = labels.t.term(name, value) if coded else name_of(column, value)
    return f"{labels.column(name)}{labels.t.colon}{shown}"
