"""The parts (lots, awards) of rows of a chain, as the chain leaves them.

A part has no chain of its own. Which rows mend which, in which order, and what is withdrawn, is told by the
chain of the rows that it belongs to (``core.storage.mending``); here the parts of a mending row are found for
those of the row it mends. The result is a function of what is stored, whatever came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from core.model.dataset import Chain, Part
from core.storage.catalogue import DatasetTable
from core.storage.chains import Chains, chunks
from core.storage.corrections import Corrections
from core.storage.folding import folded
from core.storage.mending import Node, menders_of, overlaid, own_values, restates, warned
from core.storage.merge import best
from core.storage.readings import Readings
from core.storage.withdrawals import Withdrawals

NOT_RESTATED = "partie_non_reprise"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that a dataset holds of the rows of another, inside a transaction."""

    tx: Connection
    entry: DatasetTable
    part: Part
    whole: DatasetTable
    chain: Chain

    def wholes_of(self, records: Iterable[str]) -> dict[str, str]:
        """The row that each published part belongs to."""
        table, found = self.entry.table, dict[str, str]()
        for chunk in chunks(sorted(set(records))):
            query = select(table.c.id, table.c[self.part.named]).where(table.c.id.in_(chunk))
            found |= {record: whole for record, whole in self.tx.execute(query) if whole}
        return found

    def of(self, wholes: Iterable[str]) -> dict[str, str]:
        """The published parts of rows, each with its row."""
        table, found = self.entry.table, dict[str, str]()
        named = table.c[self.part.named]
        for chunk in chunks(sorted(set(wholes))):
            query = select(table.c.id, named).where(named.in_(chunk)).order_by(table.c.id)
            found |= {record: whole for record, whole in self.tx.execute(query)}
        return found

    def mended_with(self, wholes: Iterable[str]) -> dict[str, str]:
        """The parts of the rows that these rows mend, each with the mending row that leads to it."""
        mended = self._chains().mends(wholes)
        return {record: mended[whole] for record, whole in self.of(mended).items()}

    def beside(self, wholes: Iterable[str]) -> list[str]:
        """The parts of those rows that others name: which is the same as which depends on all of them."""
        return list(self.of(self._chains().stirred(wholes)))

    def alone(self, records: Sequence[str]) -> dict[str, Node]:
        """Parts by themselves: readings under their own corrections; withdrawn, by name or with their row."""
        name = self.entry.dataset.name
        read, typed = Readings(self.tx).of(name, records), Corrections(self.tx).of(name, records)
        gone = Withdrawals(self.tx).among(name, dict.fromkeys(records, ()))
        chosen = {record: reading for record in records if (reading := best(read.get(record, [])))}
        return {
            record: Node(reading, own_values(reading, typed.get(record, ())), frozenset(), record in gone)
            for record, reading in chosen.items()
        }

    def left(self, records: Sequence[str]) -> dict[str, Node]:
        """Parts as the chains of their rows leave them."""
        own = self.alone(records)
        belongs = {record: str(one.values.get(self.part.named) or "") for record, one in own.items()}
        stirred = self._chains().stirred(set(belongs.values()))
        nodes = self._chains().nodes(stirred)
        menders = {one: menders_of(self.whole, self.chain, one, nodes)[0] for one in stirred if one in nodes}
        beside = self._beside(menders)
        for record, whole in belongs.items():
            beside[whole][record] = own[record]
        twins = {
            (one, other): twins_of(self.part, beside[one], beside[other])
            for one, others in menders.items()
            for other in others
        }
        for record, whole in belongs.items():
            if whole not in menders:
                continue
            one = replace(own[record], withdrawn=own[record].withdrawn or nodes[whole].withdrawn)
            for other in menders[whole]:
                twin = beside[other].get(twins[whole, other].get(record, ""))
                anew = bool(beside[other]) and restates(self.chain, nodes[other])
                one = self._mended(one, twin, other, whole=anew)
            own[record] = one
        return own

    def _mended(self, one: Node, twin: Node | None, mender: str, *, whole: bool) -> Node:
        """A part with what its twin in a mending row says; a row that restates all may leave it out."""
        if twin is None or twin.withdrawn:
            told = [f"{NOT_RESTATED}:{self.part.named}.{mender}"] if whole else []
            return replace(one, reading=warned(one.reading, told))
        cancelled = bool(self.part.cancels and twin.values.get(self.part.cancels))
        reading = overlaid(self.entry, one.reading, twin, self.part, whole=whole)
        return replace(one, reading=reading, withdrawn=one.withdrawn or cancelled)

    def _beside(self, menders: Mapping[str, list[str]]) -> dict[str, dict[str, Node]]:
        """The parts of rows with menders and those of the menders, by row."""
        wholes = {each for one, others in menders.items() if others for each in (one, *others)}
        found: dict[str, dict[str, Node]] = defaultdict(dict)
        of = self.of(wholes)
        for chunk in chunks(list(of)):
            for record, node in self.alone(chunk).items():
                found[of[record]][record] = node
        return found

    def _chains(self) -> Chains:
        return Chains(self.tx, self.whole, self.chain)


def parts_of(tx: Connection, entry: DatasetTable) -> Parts | None:
    """The parts that a dataset holds, None for a dataset of rows of their own."""
    part, whole = entry.dataset.part, entry.whole
    if part is None or whole is None or whole.dataset.chain is None:
        return None
    return Parts(tx, entry, part, whole, whole.dataset.chain)


def twins_of(part: Part, ours: Mapping[str, Node], theirs: Mapping[str, Node]) -> dict[str, str]:
    """Which part of a row is which one of a row that mends it, where one alone on either side can be it."""
    found: dict[str, str] = {}
    for columns in (*part.same, *([(part.alone,)] if part.alone else [])):
        telling = columns[-1] != part.alone
        left = _by_values(columns, ours, found.keys(), telling=telling)
        right = _by_values(columns, theirs, set(found.values()), telling=telling)
        for values in left.keys() & right.keys():
            if len(left[values]) == len(right[values]) == 1:
                found[left[values][0]] = right[values][0]
    return found


def _by_values(
    columns: Sequence[str], nodes: Mapping[str, Node], but: Iterable[str], *, telling: bool
) -> dict[tuple[str, ...], list[str]]:
    """Parts by their values in columns; without those that are blank in the last, where that tells them."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    taken = set(but)
    for record, node in nodes.items():
        values = tuple(_text(node.values.get(column)) for column in columns)
        if record not in taken and (values[-1] or not telling):
            found[values].append(record)
    return found


def _text(value: Any) -> str:
    return folded(str(value)) if value is not None else ""
