"""Erase rows: their values leave every table, and no later document brings them back.

What stays is the fact: the id, the versions with their days and causes, who was told, and the last version,
which says that the row is gone. Bytes leave the archive once this is committed (``workers.erasing``): were
they gone before, a transaction that fails would leave rows without their proof.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from core.errors import InputError
from core.model.watch import Match
from core.storage.beginnings import begins
from core.storage.catalogue import Catalogue, DatasetTable
from core.storage.chains import Chains, chunks
from core.storage.erased_documents import documents_of, erase_documents
from core.storage.erasures import Erasure, Erasures
from core.storage.ledger import Ledger
from core.storage.locks import serialise
from core.storage.parts import parts_of
from core.storage.records import Effect, Records
from core.storage.revisions import Revisions
from core.storage.schema import LEDGER, READING, STAGED
from core.storage.traces import erase_traces
from core.storage.withdrawals import Veto, Withdrawals, is_publication


@dataclass(frozen=True, slots=True)
class Eraser:
    """Erases rows, inside a writing transaction."""

    tx: Connection
    catalogue: Catalogue
    now: datetime

    def erase(
        self, dataset: str, name: str, veto: Veto, *, by: str = "", told_in: Iterable[str] = ()
    ) -> list[str]:
        """Erase a row, or all those of a publication (a name that ends with a colon), with their parts.

        ``by`` is who asks for it here; ``told_in`` are the digests of documents that said so, which repeat
        the words: they go too, if a row was there. Doing it again changes nothing.

        Returns:
            The ids of the rows that were erased now.

        Raises:
            InputError: there is no such dataset.
        """
        if dataset not in self.catalogue:
            raise InputError(f"unknown dataset {dataset!r}")
        serialise(self.tx, "records")
        entry = self.catalogue[dataset]
        Withdrawals(self.tx).forbid(dataset, name, veto, self.now)
        known = self._known(entry, name)
        fresh = sorted(known - Erasures(self.tx).known(dataset, known))
        for some in chunks(fresh):
            self._erase(entry, some, veto, by, told_in)
        for other in self.catalogue.values():
            parts = parts_of(self.tx, other)
            if parts is not None and parts.part.of == dataset:
                for part in parts.of(fresh):
                    self.erase(other.dataset.name, part, veto, by=by)
        return fresh

    def _erase(
        self, entry: DatasetTable, records: list[str], veto: Veto, by: str, told_in: Iterable[str]
    ) -> None:
        dataset = entry.dataset.name
        erase_documents(self.tx, [*documents_of(self.tx, dataset, records), *told_in], self.now)
        beside = self._mended(entry, records)
        withdrawn = self._withdrawn(entry, records)
        erase_traces(self.tx, dataset, records)
        each_of = [(dataset, record) for record in [*records, *beside]]
        outcomes = Records(self.tx, self.catalogue, self.now).settle(each_of, veto.value)
        Revisions(self.tx).empty(entry, records)
        Erasures(self.tx).add([Erasure(dataset, each, veto.value, by, self.now) for each in records])
        gone = {
            each.record: each.version
            for each in outcomes
            if each.record in set(records) - withdrawn and each.effect is Effect.CHANGED
        }
        self._tell(dataset, gone)

    def _known(self, entry: DatasetTable, name: str) -> set[str]:
        """The records of a name of which anything is stored."""
        dataset = entry.dataset.name
        names = {name}
        if entry.dataset.chain is not None and not is_publication(name):
            names |= Chains(self.tx, entry, entry.dataset.chain).known({name}).get(name, set())
        found: set[str] = set()
        for each in names:
            found.update(
                self.tx.execute(select(entry.table.c.id).where(_is(entry.table.c.id, each))).scalars()
            )
            for table in (READING, STAGED):
                query = select(table.c.record).where(table.c.dataset == dataset, _is(table.c.record, each))
                found.update(self.tx.execute(query.distinct()).scalars())
        return found

    def _mended(self, entry: DatasetTable, records: list[str]) -> list[str]:
        """The rows that have values from these."""
        chain = entry.dataset.chain
        return sorted(Chains(self.tx, entry, chain).mends(records)) if chain else []

    def _withdrawn(self, entry: DatasetTable, records: list[str]) -> set[str]:
        """Those that were withdrawn before, which was told then."""
        table = entry.table
        here = table.c.id.in_(records), table.c[entry.dataset.status_column] == "retire"
        return set(self.tx.execute(select(table.c.id).where(*here)).scalars())

    def _tell(self, dataset: str, gone: dict[str, int]) -> None:
        """Every watch that found a row is told that it is gone: an empty row answers no search."""
        here = LEDGER.c.dataset == dataset, LEDGER.c.record.in_(list(gone))
        found = self.tx.execute(select(LEDGER.c.watch, LEDGER.c.record).where(*here).distinct()).all()
        matches = [
            Match(watch, dataset, record, gone[record], self.now, ())
            for watch, record in sorted(map(tuple, found))
        ]
        Ledger(self.tx).add(matches)


def _is(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    return begins(column, name) if is_publication(name) else column == name
