"""The chains that rows of a dataset are part of, loaded whole for the rows that are settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from core.model.dataset import Chain
from core.storage.catalogue import DatasetTable
from core.storage.corrections import Corrections
from core.storage.mending import Node, links_of, mended, names_of, own_values
from core.storage.merge import RowReading, best
from core.storage.readings import Readings
from core.storage.relations import Relations
from core.storage.withdrawals import Withdrawals

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains of a dataset that has some, inside a transaction."""

    tx: Connection
    entry: DatasetTable
    chain: Chain

    def relate(self, records: Iterable[str]) -> dict[str, str]:
        """Store what records name now.

        Returns:
            The published records that they name or no longer name, and what those mend in their turn (a
            rectificatif of a rectificatif mends both), each with a record that leads to it.
        """
        nodes = self._alone(list(records), {})
        named = {record: links_of(self.chain, record, one.values) for record, one in nodes.items()}
        either = Relations(self.tx).put(self.entry.dataset.name, named)
        touched: dict[str, str] = {}
        while either:
            found = self.known({name for names in either.values() for name in names})
            fresh = {
                record: by
                for by, names in sorted(either.items())
                for name in sorted(names)
                for record in found.get(name, ())
                if record not in touched and record not in nodes
            }
            touched |= fresh
            beyond = self._alone(list(fresh), {})
            either = {one: links_of(self.chain, one, found.values) for one, found in beyond.items()}
        return touched

    def nodes(self, records: Iterable[str]) -> dict[str, Node]:
        """The records with everything that follows them, link by link, each by itself."""
        found: dict[str, Node] = {}
        todo = list(records)
        while todo:
            fresh = self._alone(todo, found)
            found |= fresh
            todo = sorted({one for each in fresh.values() for one in each.followers} - found.keys())
        return found

    def known(self, names: set[str]) -> dict[str, set[str]]:
        """The published records of each name."""
        table, found = self.entry.table, defaultdict[str, set[str]](set)
        for chunk in _chunks(sorted(names)):
            for record in self.tx.execute(select(table.c.id).where(table.c.id.in_(chunk))).scalars():
                found[record].add(record)
            for column, word in self.chain.names:
                bare = [each.removeprefix(word) for each in chunk if each.startswith(word)]
                query = select(table.c.id, table.c[column]).where(table.c[column].in_(bare))
                for record, name in self.tx.execute(query) if bare else ():
                    found[f"{word}{name}"].add(record)
        return found

    def _alone(self, records: list[str], found: Mapping[str, Node]) -> dict[str, Node]:
        nodes: dict[str, Node] = {}
        for ids in _chunks([each for each in records if each not in found]):
            nodes |= self._read(ids)
        return nodes

    def _read(self, ids: list[str]) -> dict[str, Node]:
        name = self.entry.dataset.name
        read, typed = Readings(self.tx).of(name, ids), Corrections(self.tx).of(name, ids)
        chosen = {record: reading for record in ids if (reading := best(read.get(record, [])))}
        values = {record: own_values(each, typed.get(record, ())) for record, each in chosen.items()}
        names = {record: names_of(self.chain, record, own) for record, own in values.items()}
        naming = Relations(self.tx).naming(name, {one for each in names.values() for one in each})
        gone = Withdrawals(self.tx).among(name, names)
        return {
            record: Node(
                reading=reading,
                values=values[record],
                followers=frozenset(one for each in names[record] for one in naming.get(each, ())) - {record},
                withdrawn=record in gone,
            )
            for record, reading in chosen.items()
        }


def effective(tx: Connection, entry: DatasetTable, records: Sequence[str]) -> dict[str, RowReading]:
    """What the documents say of records, the later notices that mend them included."""
    if entry.dataset.chain is None:
        read = Readings(tx).of(entry.dataset.name, records)
        return {record: reading for record in records if (reading := best(read.get(record, [])))}
    nodes = Chains(tx, entry, entry.dataset.chain).nodes(records)
    return {record: mended(entry, record, nodes) for record in records if record in nodes}


def _chunks(items: list[str]) -> Iterator[list[str]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
