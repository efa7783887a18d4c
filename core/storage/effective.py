"""What the documents say of records, later notices included, before corrections are merged in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from core.storage.catalogue import DatasetTable
from core.storage.chains import Chains
from core.storage.mending import Node, mended
from core.storage.merge import RowReading, best
from core.storage.parts import parts_of
from core.storage.readings import Readings
from core.storage.withdrawals import Withdrawals


def effective(tx: Connection, entry: DatasetTable, records: Sequence[str]) -> dict[str, RowReading]:
    """What the documents say of records, the later notices that mend them included."""
    return {record: node.reading for record, node in nodes_of(tx, entry, records).items()}


def nodes_of(tx: Connection, entry: DatasetTable, records: Sequence[str]) -> dict[str, Node]:
    """Those of the records that a document was read of, each as its chain leaves it."""
    if entry.dataset.chain is not None:
        nodes = Chains(tx, entry, entry.dataset.chain).nodes(records)
        known = [record for record in records if record in nodes]
        return {record: replace(nodes[record], reading=mended(entry, record, nodes)) for record in known}
    if (parts := parts_of(tx, entry)) is not None:
        return parts.left(records)
    read = Readings(tx).of(entry.dataset.name, records)
    gone = Withdrawals(tx).among(entry.dataset.name, dict.fromkeys(records, ()))
    chosen = {record: reading for record in records if (reading := best(read.get(record, [])))}
    return {record: Node(one, one.values, frozenset(), record in gone) for record, one in chosen.items()}
