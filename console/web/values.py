"""How single values look: the tone of a state, the currency of an amount."""

from __future__ import annotations

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
