"""What a feed says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workers.feeds.entry import Entry, Line


@dataclass(frozen=True, slots=True)
class FeedHead:
    """Its tag: URI, its title, where it is and where a person reads it."""

    id: str
    title: str
    self_url: str
    page_url: str
    created: datetime


def updated(head: FeedHead, entries: Sequence[Entry]) -> datetime:
    """When a feed changed last: at its newest entry, or its creation."""
    return max((entry.updated for entry in entries), default=head.created)


def sections(entry: Entry) -> list[tuple[str, tuple[Line, ...]]]:
    """What an entry tells, under its titles; the first has none."""
    parts = [
        ("", entry.lines),
        ("Ce qui a changé", entry.changes),
        ("Pourquoi vous la recevez", entry.reasons),
    ]
    return [(title, lines) for title, lines in parts if lines]


WITHDRAWN = "Cette publication a été retirée par son éditeur."
PROOF = "Voir l'endroit du document"


def printable(text: str) -> str:
    """XML 1.0 has no control characters; a hostile notice may."""
    return "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))
