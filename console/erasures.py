"""Erase rows at the request of a person, and find the rows that name one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, Text, cast, or_, select

from core.errors import InputError
from core.storage.audit import Audit
from core.storage.catalogue import Catalogue
from core.storage.erasing import Eraser
from core.storage.schema import CORRECTION, READING, REVISION, STAGED, WATCH
from core.storage.withdrawals import Veto

REQUESTS = {"opposition": Veto.OBJECTION, "effacement": Veto.ERASURE}
"""What a person may ask for (RGPD, articles 21 and 17); what a document forbids is found by reading it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A row that says some words in what stands or in a former version, or a watch that searches for them."""

    dataset: str
    record: str
    where: str


def erase_rows(  # noqa: PLR0917 - a request has many parts
    tx: Connection, catalogue: Catalogue, dataset: str, name: str, request: str, by: str, now: datetime
) -> list[str]:
    """Erase a row, or those of a publication, and note it; gives the ids that were erased now.

    Raises:
        InputError: there is no such dataset or request, or nothing is stored under that id.
    """
    if request not in REQUESTS:
        raise InputError(f"no request is called {request!r}", hint=f"Give one of {', '.join(REQUESTS)}.")
    if len(name.rstrip(":")) < _SHORTEST:
        raise InputError(f"{name!r} is no id: it would erase too much", hint="Give the id of a row.")
    gone = Eraser(tx, catalogue, now).erase(dataset, name, REQUESTS[request], by=by)
    if not gone:
        raise InputError(
            f"{dataset} has no row {name!r} that is not erased", hint="veille erase find WORDS tells the ids."
        )
    Audit(tx).add(by, "row erased", f"{dataset} {name}", now, detail=REQUESTS[request].value)
    return gone


def naming(tx: Connection, catalogue: Catalogue, words: str) -> Iterator[Naming]:
    """The rows and watches that have all these words; the whole store is read."""
    wanted = words.split()
    if not wanted:
        raise InputError("no word to look for")
    seen: set[tuple[str, str]] = set()
    for table, where in _LOOKED_IN:
        for dataset, record in tx.execute(_saying(table, wanted)):
            if (dataset, record) not in seen and dataset in catalogue:
                seen.add((dataset, record))
                yield Naming(dataset, record, where)
    watching = _all_in(WATCH.c.words + " " + WATCH.c.name, wanted)
    for watch in tx.execute(select(WATCH.c.id).where(*watching).order_by(WATCH.c.id)).scalars():
        yield Naming("", watch, "watch")


def _saying(table: Table, wanted: Sequence[str]) -> Select[tuple[Any, Any]]:
    told = table.c.value if table is CORRECTION else table.c.data
    found = select(table.c.dataset, table.c.record).where(*_all_in(told, wanted)).distinct()
    return found.order_by(table.c.dataset, table.c.record)


def _all_in(told: ColumnElement[Any], wanted: Sequence[str]) -> list[ColumnElement[bool]]:
    """Each word as typed, in capitals and in small letters: SQLite lowers no accented letter."""
    stored = cast(told, Text)
    return [
        or_(
            *(
                stored.contains(form, autoescape=True)
                for form in {word, word.upper(), word.lower(), word.title()}
            )
        )
        for word in wanted
    ]


_SHORTEST = 8
"""Letters of an id: ``bodacc:`` alone would be every row of the BODACC."""

_LOOKED_IN = ((REVISION, "version"), (READING, "reading"), (STAGED, "held"), (CORRECTION, "correction"))
