"""Which matches a page of a feed tells: the latest, an archive, or those after a cursor."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request

from console.web.refusal import BadAddress
from core.model.watch import Match
from core.storage.ledger import Ledger

ENTRIES = 100
AFTER, ARCHIVE = "after", "archive"


@dataclass(frozen=True, slots=True)
class Page:
    """Matches, latest first, and how the page is joined to the others, as queries of its address.

    ``own`` is the page itself; ``previous`` is the archive before it; ``following`` goes on after its last
    match, and is always given to a reader with a cursor, who comes back with it.
    """

    matches: list[Match]
    own: str = ""
    archive: bool = False
    previous: str = ""
    following: str = ""


def page_of(request: Request, tx: Connection, watch: str, size: int) -> Page:
    """The page that an address asks for.

    Raises:
        BadAddress: the cursor is no number.
        HTTPException: 404 for an archive that is not full yet.
    """
    if AFTER in request.query_params:
        return _after(tx, watch, _number(request, AFTER))
    if ARCHIVE in request.query_params:
        return _archive(tx, watch, _number(request, ARCHIVE))
    latest = Ledger(tx).latest(watch, size)
    full = Ledger(tx).count(watch) // ENTRIES
    return Page([each.match for each in latest], previous=_archived(full) if size == ENTRIES else "")


def _after(tx: Connection, watch: str, cursor: int) -> Page:
    found = Ledger(tx).after(watch, cursor, ENTRIES)
    last = found[-1].seq if found else cursor
    return Page([each.match for each in reversed(found)], f"?{AFTER}={cursor}", following=f"?{AFTER}={last}")


def _archive(tx: Connection, watch: str, number: int) -> Page:
    found = Ledger(tx).page(watch, number, ENTRIES) if number else []
    if len(found) < ENTRIES:
        raise HTTPException(404)
    return Page([each.match for each in reversed(found)], f"?{ARCHIVE}={number}", True, _archived(number - 1))


def _archived(number: int) -> str:
    return f"?{ARCHIVE}={number}" if number else ""


def _number(request: Request, name: str) -> int:
    text = request.query_params[name]
    if not (text.isascii() and text.isdecimal()) or len(text) > 18:
        raise BadAddress("cursor")
    return int(text)
