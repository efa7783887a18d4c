"""Corrections whose document now says a third thing, and how a person settles them, many at a time.

A settlement is itself a correction, made against the new reading: it stays in the audit trail, and undoing it
opens the conflict again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from core.storage.catalogue import Catalogue
from core.storage.corrections import Corrections
from core.storage.effective import effective
from core.storage.merge import Conflict, conflicts
from core.storage.records import Records

_CHUNK = 500


class Keep(StrEnum):
    """Which of the values of a conflict stands from now on."""

    HUMAN = "human"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The open conflicts, inside a transaction."""

    tx: Connection
    catalogue: Catalogue

    def of(self, dataset: str, records: Sequence[str] = (), column: str = "") -> Iterator[Conflict]:
        """The conflicts of a dataset, by record; of some records and one column where they are given."""
        corrected = {each.record for each in Corrections(self.tx).in_force(dataset)}
        named = sorted(corrected & set(records) if records else corrected)
        for start in range(0, len(named), _CHUNK):
            ids = named[start : start + _CHUNK]
            typed = Corrections(self.tx).of(dataset, ids)
            read = effective(self.tx, self.catalogue[dataset], ids)
            for record in ids:
                reading = read.get(record)
                found = conflicts(reading, typed[record]) if reading else []
                yield from (each for each in found if column in ("", each.correction.column))


def settle(records: Records, found: Iterable[Conflict], keep: Keep, author: str) -> int:
    """Keep the human value or the new reading of each conflict; returns how many were settled."""
    count = 0
    for count, conflict in enumerate(list(found), start=1):  # noqa: B007
        one = conflict.correction
        value = one.value if keep is Keep.HUMAN else conflict.reading
        records.correct(one.dataset, one.record, one.column, value, author, note=f"settles {one.id}: {keep}")
    return count
