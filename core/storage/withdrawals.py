"""Records that their publisher has annulled.

A name that ends with a colon is the beginning of the ids of all rows of a publication
(``bodacc:20260050:412:``): they are withdrawn together, whichever of them are read and whenever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain

from sqlalchemy import Connection, bindparam, select

from core.storage.schema import WITHDRAWAL
from core.storage.upsert import insert_missing, upsert


class Veto(StrEnum):
    """Why rows are erased, and why those that come later are not published, not even withdrawn.

    These words are all that is kept of the reason: one typed by hand would name the person.
    """

    FORBIDDEN = "texte protégé"
    OBJECTION = "opposition"
    ERASURE = "effacement demandé"


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """The withdrawals, inside a transaction."""

    tx: Connection

    def add(self, dataset: str, record: str, cause: str, at: datetime) -> None:
        """Withdraw a record, or all those of a publication; the first cause stands."""
        row = {"dataset": dataset, "record": record, "cause": cause, "at": at}
        insert_missing(self.tx, WITHDRAWAL, [row])

    def forbid(self, dataset: str, record: str, veto: Veto, at: datetime) -> None:
        """Let no document give a record, or those of a publication; an earlier withdrawal gives way."""
        if not self.forbidden([(dataset, record)]):
            row = {"dataset": dataset, "record": record, "cause": veto.value, "at": at}
            upsert(self.tx, WITHDRAWAL, [row])

    def forbidden(self, rows: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of the rows, given as (dataset, record), that no document may give."""
        names = {(dataset, record): (record, *_publications(record)) for dataset, record in rows}
        datasets = sorted({dataset for dataset, _ in names})
        wanted = sorted(set(chain(*names.values())))
        found: set[tuple[str, str]] = set()
        for start in range(0, len(wanted), _SOME):
            some = {"of": datasets, "some": wanted[start : start + _SOME]}
            found.update((row.dataset, row.record) for row in self.tx.execute(_FORBIDDEN, some))
        if not found:
            return set()
        return {row for row, own in names.items() if any((row[0], name) in found for name in own)}

    def among(self, dataset: str, records: Mapping[str, Iterable[str]]) -> dict[str, str]:
        """Those of the records that are withdrawn, with the cause; each is given with all its names."""
        names = {
            record: [*dict.fromkeys([record, *own]), *_publications(record)]
            for record, own in records.items()
        }
        query = select(WITHDRAWAL.c.record, WITHDRAWAL.c.cause).where(
            WITHDRAWAL.c.dataset == dataset, WITHDRAWAL.c.record.in_(set(chain(*names.values())))
        )
        causes = {row.record: row.cause for row in self.tx.execute(query)}
        return {record: causes[name] for record, own in names.items() for name in own if name in causes}


_VETOES = [veto.value for veto in Veto]
_SOME = 500
_FORBIDDEN = select(WITHDRAWAL.c.dataset, WITHDRAWAL.c.record).where(
    WITHDRAWAL.c.dataset.in_(bindparam("of", expanding=True)),
    WITHDRAWAL.c.record.in_(bindparam("some", expanding=True)),
    WITHDRAWAL.c.cause.in_(_VETOES),
)
# Asked three times for each document: made once.


def is_publication(name: str) -> bool:
    """Whether a name stands for all the records whose ids begin with it."""
    return name.endswith(":")


def covers(name: str, record: str) -> bool:
    """Whether a withdrawal under that name is one of that record."""
    return record == name or (is_publication(name) and record.startswith(name))


def _publications(record: str) -> list[str]:
    """``bodacc:20260050:412:1`` → ``bodacc:``, ``bodacc:20260050:``, ``bodacc:20260050:412:``."""
    return [record[: at + 1] for at, char in enumerate(record) if char == ":"]
