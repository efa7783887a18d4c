"""Names in the acts of the Journal officiel as a small trained model sees them; loaded when first asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MODEL = Path(__file__).with_name("model")
LONGEST = 20_000
"""Characters that are read at once; an arrêté with that many holds some forty acts."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A name seen in a text: ``text[start:end]`` and its part (see the model card: PERSON, REPLACED, …)."""

    start: int
    end: int
    part: str


@cache
def load() -> Any:
    """The model; importing what it needs takes a second or two, which a process pays once."""
    import spacy  # noqa: PLC0415

    return spacy.load(MODEL)


def names_seen(text: str) -> list[Seen]:
    """The names that the model sees in a text, in order; what is beyond ``LONGEST`` is read in pieces."""
    found: list[Seen] = []
    for start in range(0, len(text), LONGEST):
        doc = load()(text[start : start + LONGEST])
        found += [Seen(start + e.start_char, start + e.end_char, e.label_) for e in doc.ents]
    return found
