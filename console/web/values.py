"""How single values look: the tone of a state, the currency of an amount."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from core.model.dataset import Column, Kind
from workers.feeds.bounds import Figure, told_bounds
from workers.feeds.figures import Figures

DEFAULT_TONE = "plain"

TONES = {
    "publie": "good",
    "corrige": "human",
    "a_verifier": "doubt",
    "retire": "gone",
    "complete": "good",
    "running": "plain",
    "incomplete": "doubt",
    "failed": "bad",
    "refused": "bad",
    "fresh": "good",
    "late": "doubt",
    "never": "plain",
    "annulation": "gone",
    "infructueux": "gone",
    "sans_suite": "gone",
}
"""The tone in which a term is printed; colour never says it alone."""

_USUAL = "publie"


def is_notable(status: object) -> bool:
    """Whether a row's status tells its reader anything: nearly every row is published."""
    return bool(status) and status != _USUAL


def bounds_in(column: Column, text: str, figures: Figures) -> str:
    """The bounds that a watch puts to a column, in figures of the reader's language."""
    return told_bounds(text, column, partial(_written, column, figures))


def _written(column: Column, figures: Figures, value: Figure) -> str:
    if isinstance(value, datetime):
        return figures.moment(value)
    if isinstance(value, float | int):
        return figures.amount(value) if column.kind is Kind.AMOUNT else figures.number(value)
    return figures.day(value)
