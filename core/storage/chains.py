"""The chains that rows of a dataset are part of, loaded whole for the rows that are settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from core.model.dataset import Chain
from core.storage.catalogue import DatasetTable
from core.storage.corrections import Corrections
from core.storage.mending import Node, links_of, listed, names_of, own_values
from core.storage.merge import best
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

    def stirred(self, records: Iterable[str]) -> set[str]:
        """The published records that others name or that are withdrawn, of these."""
        table, found = self.entry.table, dict[str, set[str]]()
        columns = [table.c[column] for column, _ in self.chain.names]
        for chunk in chunks(sorted(set(records))):
            query = select(table.c.id, *columns).where(table.c.id.in_(chunk))
            for row in self.tx.execute(query).mappings():
                found[row["id"]] = names_of(self.chain, row["id"], dict(row))
        naming = Relations(self.tx).naming(
            self.entry.dataset.name, {one for own in found.values() for one in own}
        )
        gone = Withdrawals(self.tx).among(self.entry.dataset.name, found)
        return {
            record
            for record, own in found.items()
            if record in gone or any(naming.get(name, set()) - {record} for name in own)
        }

    def mends(self, records: Iterable[str]) -> dict[str, str]:
        """The published records that these mend, or those in their turn, each with one that leads to it."""
        found: dict[str, str] = {}
        todo = {record: record for record in records}
        while todo:
            named = {
                (name, todo[record])
                for record, row in self._mending(todo).items()
                for name in listed(row[self.chain.mends])
            }
            known = self.known({name for name, _ in named})
            todo = {
                record: by
                for name, by in sorted(named)
                for record in sorted(known.get(name, ()))
                if record not in found and record != by
            }
            found |= todo
        return found

    def _mending(self, records: Iterable[str]) -> dict[str, Mapping[Any, Any]]:
        """The published rows of these records that mend others."""
        table, found = self.entry.table, dict[str, Mapping[Any, Any]]()
        kind, mends = table.c[self.chain.kind], table.c[self.chain.mends]
        for chunk in chunks(sorted(records)):
            query = select(table.c.id, mends).where(table.c.id.in_(chunk), kind.in_(self.chain.mending))
            found |= {row["id"]: row for row in self.tx.execute(query).mappings()}
        return found

    def known(self, names: set[str]) -> dict[str, set[str]]:
        """The published records of each name."""
        table, found = self.entry.table, defaultdict[str, set[str]](set)
        for chunk in chunks(sorted(names)):
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
        for ids in chunks([each for each in records if each not in found]):
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


def chunks(items: list[str]) -> Iterator[list[str]]:
    """Ids, as many at a time as a statement may name."""
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
