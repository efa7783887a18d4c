"""The contracts that data.economie.gouv.fr has published each day.

Opendatasoft Explore v2.1: ``/records`` answers ``total_count`` and at most 10 000 records by pages; an export
has no ceiling and keeps together the lines of a contract, one a holder and a modification, which a page would
part. So a day is counted, split by date of notification until a piece is small, and each piece is an export.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window

ROOT = "https://data.economie.gouv.fr/api/explore/v2.1/catalog/datasets/"
CURRENT = "decp-2022-marches-valides"
"""Contracts in the format of the arrêté of 22 December 2022."""
FORMER = "decp-v3-marches-valides"
"""Contracts in the format of 2019; nothing notified after 8 February 2024 is in it."""
FORMER_ENDS = date(2024, 12, 31)

RECORDS = 2_000
"""A piece with more records is split."""
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""Days of notification between which a day of publication is split; contracts outside are one piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The contracts published on a day, or those of them notified between two days.

    ``since`` and ``until`` are None for the whole day; ``undated`` is the rest beside the notified ones.
    """

    dataset: str
    day: date
    since: date | None = None
    until: date | None = None
    undated: bool = False

    def clause(self) -> str:
        """The piece in ODSQL."""
        clause = f"datepublicationdonnees = date'{self.day}'"
        if self.undated:
            return (
                f"{clause} and (datenotification is null"
                f" or datenotification < date'{FIRST}' or datenotification > date'{LAST}')"
            )
        if self.since and self.until:
            return (
                f"{clause} and datenotification >= date'{self.since}'"
                f" and datenotification <= date'{self.until}'"
            )
        return clause

    def key(self) -> str:
        """``decp-2022-marches-valides:2026-03-12``, with the days of notification if it was split."""
        split = ":undated" if self.undated else f":{self.since}:{self.until}" if self.since else ""
        return f"{self.dataset}:{self.day}{split}"

    def count_address(self) -> str:
        """An answer without records that says how many there are."""
        return f"{ROOT}{self.dataset}/records?where={quote(self.clause())}&limit=0"

    def export_address(self) -> str:
        """All records, in an order that puts the lines of a contract one after another."""
        return f"{ROOT}{self.dataset}/exports/json?where={quote(self.clause())}&order_by=acheteur_id%2Cid"

    def parts(self) -> tuple[Piece, ...]:
        """Smaller pieces that hold the same contracts; none where it cannot be split."""
        since, until = self.since or FIRST, self.until or LAST
        if self.undated or since == until:
            return ()
        middle = since + (until - since) // 2
        halves = (
            Piece(self.dataset, self.day, since, middle),
            Piece(self.dataset, self.day, middle + timedelta(days=1), until),
        )
        return halves if self.since else (*halves, Piece(self.dataset, self.day, undated=True))


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The exports of each day of a window; a day without contracts has none.

    A contract that is modified later stays listed on the day it was first published: a wider window reads it
    again.

    Raises:
        StructureChanged: an answer has no ``total_count``.
        FetchError: the publisher did not answer.
    """
    for day in window.days():
        for dataset in (CURRENT, FORMER) if day <= FORMER_ENDS else (CURRENT,):
            yield from _references(origin, Piece(dataset, day))


def _references(origin: Origin, piece: Piece) -> Iterator[Reference]:
    count = _count(origin, piece)
    parts = piece.parts() if count > RECORDS else ()
    if parts:
        for part in parts:
            yield from _references(origin, part)
    elif count:
        yield Reference("decp", piece.key(), piece.export_address(), piece.day)


def _count(origin: Origin, piece: Piece) -> int:
    address = piece.count_address()
    answer = origin.get(address)
    if answer is None:
        return 0
    try:
        return int(json.loads(answer.body)["total_count"])
    except (ValueError, KeyError, TypeError) as failure:
        raise StructureChanged(f"{address} answers without total_count") from failure
