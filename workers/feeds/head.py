"""What a feed says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.model.channel import Language
from workers.feeds.entry import Entry, Line, entry_id
from workers.feeds.wording import Wording


@dataclass(frozen=True, slots=True)
class FeedHead:
    """Its tag: URI, its title, where it is and where a person reads it.

    ``archive`` marks a page that never changes (RFC 5005), ``previous`` is the address of the one before and
    ``current`` that of the feed itself; ``following`` goes on after the last entry of this page, for readers
    with a cursor.
    """

    id: str
    title: str
    self_url: str
    page_url: str
    created: datetime
    archive: bool = False
    previous: str = ""
    current: str = ""
    following: str = ""
    language: Language = "fr"


def updated(head: FeedHead, entries: Sequence[Entry]) -> datetime:
    """When a feed changed last: at its newest entry, or its creation."""
    return max((entry.updated for entry in entries), default=head.created)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An entry that is no more (RFC 6721), and when it went."""

    id: str
    when: datetime


def standing(entries: Sequence[Entry]) -> tuple[list[Entry], list[Tombstone]]:
    """The entries without those of versions that were withdrawn, and the tombstones of these.

    The entry that tells of the withdrawal stays: a reader wants to know.
    """
    withdrawn = {entry.subject: entry for entry in entries if entry.withdrawn}
    kept = [
        entry
        for entry in entries
        if entry.subject not in withdrawn or entry.version >= withdrawn[entry.subject].version
    ]
    tombstones = [
        Tombstone(entry_id(subject, version), entry.updated)
        for subject, entry in withdrawn.items()
        for version in range(1, entry.version)
    ]
    return kept, tombstones


def sections(entry: Entry) -> list[tuple[str, tuple[Line, ...]]]:
    """What an entry tells, under its titles; the first has none."""
    say = Wording(entry.language)
    parts = [("", entry.lines), (say("changes"), entry.changes), (say("reasons"), entry.reasons)]
    return [(title, lines) for title, lines in parts if lines]


def printable(text: str) -> str:
    """XML 1.0 has no control characters; a hostile notice may."""
    return "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))
