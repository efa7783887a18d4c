"""Puts published rows into the threads of their procurements, one row after the other.

What is stored decides, not what comes first: a row's links are found among all members, then the threads of
all that hang together by links are made anew by one pure function (``normalizers.linking.clusters``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from math import log1p
from typing import Any

import numpy as np
from sqlalchemy import Connection

from core.errors import InputError
from core.storage.catalogue import Catalogue
from core.storage.locks import serialise
from core.storage.queries import Rows
from core.storage.renaming import rename_procedures
from core.storage.revisions import Revisions
from core.storage.threads import Member, StoredLink, Threads
from normalizers.linking.clusters import Bond, threads
from normalizers.linking.columns import columns_of
from normalizers.linking.facts import CONTRACTS, NOTICES, Facts, facts_of, loaded, stored
from normalizers.linking.keys import CROWDED, RAREST, keys_of
from normalizers.linking.links import ALIKE, DECLARED, NAMED, alike, joins, names_of
from workers.thread_memory import Memory

DATASETS = (NOTICES, CONTRACTS)
RARE_WORDS = 6
"""Words of a title, the rarest first, by which it is looked up."""
_AT_ONCE = 400
MOST_ALIKE = 32
"""Members compared closely with a new one: those that share most of its rarest keys."""


def thread_rows(
    tx: Connection,
    catalogue: Catalogue,
    records: Iterable[tuple[str, str]],
    at: datetime,
    since: int | None = None,
) -> None:
    """Put rows, given as (dataset, record), into threads; those of no procurement are passed over.

    ``since`` is the position of the last version before those of this transaction; by default it has none.
    """
    serialise(tx, "records")
    position = Revisions(tx).position() if since is None else since
    threading, renamed = Threading(tx, at), dict[int, Member]()
    for rows in _rows(tx, catalogue, dict.fromkeys(records)):
        entered = threading.enter([facts_of(dataset, row) for dataset, row in rows])
        renamed |= {one.id: one for one in entered}
    rename_procedures(tx, catalogue, renamed.values(), at, position)


def _rows(
    tx: Connection, catalogue: Catalogue, records: Iterable[tuple[str, str]]
) -> Iterator[list[tuple[str, Mapping[str, Any]]]]:
    """The rows of procurements among records, in their order, some at a time."""
    wanted = (each for each in records if each[0] in DATASETS and each[0] in catalogue)
    while some := list(islice(wanted, _AT_ONCE)):
        found = {
            dataset: Rows(tx, catalogue).some(dataset, [record for of, record in some if of == dataset])
            for dataset in {dataset for dataset, _ in some}
        }
        yield [(dataset, found[dataset][record]) for dataset, record in some if record in found[dataset]]


def cut(tx: Connection, catalogue: Catalogue, pair: Sequence[str], author: str, at: datetime) -> None:
    """Set two rows apart for good, whatever links them.

    Raises:
        InputError: one of them is in no thread, or both are the same.
    """
    serialise(tx, "records")
    one, other = _ends(tx, pair)
    Threads(tx).cut(one.id, other.id, author, at)
    _settle(tx, catalogue, {one.id, other.id}, at)


def uncut(tx: Connection, catalogue: Catalogue, pair: Sequence[str], author: str, at: datetime) -> None:
    """Take back that two rows were set apart.

    Raises:
        InputError: they were not.
    """
    serialise(tx, "records")
    one, other = _ends(tx, pair)
    if not Threads(tx).uncut(one.id, other.id, author, at):
        raise InputError(f"{one.record} and {other.record} were not set apart")
    _settle(tx, catalogue, {one.id, other.id}, at)


def _settle(tx: Connection, catalogue: Catalogue, members: set[int], at: datetime) -> None:
    renamed = Threading(tx, at).settle(members)
    rename_procedures(tx, catalogue, renamed, at, Revisions(tx).position())


def _ends(tx: Connection, pair: Sequence[str]) -> tuple[Member, Member]:
    found = []
    for record in pair:
        members = [one for name in DATASETS if (one := Threads(tx).member(name, record))]
        if not members:
            raise InputError(f"{record!r} is in no thread", hint="Ids are in the first column of an export.")
        found.append(members[0])
    if found[0].id == found[1].id:
        raise InputError(f"{found[0].record} cannot be set apart from itself")
    return found[0], found[1]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row that enters: its member, the keys it may be found by at each place, its facts before if any."""

    member: int
    facts: Facts
    places: list[list[int]]
    before: Facts | None


@dataclass(frozen=True, slots=True)
class Threading:
    """The making of threads, inside a transaction; ``at`` dates the links."""

    tx: Connection
    at: datetime
    memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "memory", Memory(self.tx))

    def enter(self, rows: Sequence[Facts]) -> list[Member]:
        """Store rows, one after the other, with their links; returns the new and those of renamed threads.

        Each finds those before it; what the database is asked, it is asked for all of them at once.
        """
        changed = [one for entry in self._entries(rows) for one in self._enter(entry)]
        self.memory.write()
        return changed

    def _entries(self, rows: Sequence[Facts]) -> list[_Entry]:
        """The rows that say something new."""
        known = Threads(self.tx).of_rows((one.dataset, one.record) for one in rows)
        told = [(one, stored(one), known.get((one.dataset, one.record))) for one in rows]
        told = [(one, facts, before) for one, facts, before in told if not before or before.facts != facts]
        new = [(one.dataset, one.record, facts) for one, facts, before in told if not before]
        numbers = iter(Threads(self.tx).add_all(new))
        ahead, entries = self.memory.words.ahead(), []
        ahead.know(stem for one, _, _ in told for stem in one.title.stems)
        for one, facts, before in told:
            member = before or Member(next(numbers), one.dataset, one.record, one.record, facts)
            self.memory.add(member)
            former = loaded(before.facts) if before else None
            ahead.add(_fresh_stems(one, former))
            words = ahead.of(one.title.stems)
            rarest = sorted(one.title.stems, key=lambda each: (words[each], each))[:RARE_WORDS]
            entries.append(_Entry(member.id, one, keys_of(one, rarest), former))
        self.memory.keys.know(key for each in entries for keys in each.places for key in keys)
        self.memory.names.know(name for each in entries for _, name in names_of(each.facts))
        self._read_ahead(entries)
        return entries

    def _read_ahead(self, entries: Sequence[_Entry]) -> None:
        """Read at once what each row is likely to be compared with; those before it may add to that."""
        near = self.memory.members({one for entry in entries for one in self._nearest(entry)})
        self.memory.words.know(stem for one in near.values() for stem in self.memory.facts(one).title.stems)

    def _enter(self, entry: _Entry) -> list[Member]:
        store, member, facts = Threads(self.tx), entry.member, entry.facts
        if entry.before:
            self.memory.change(member, stored(facts))
        self.memory.words.add(_fresh_stems(facts, entry.before))
        links = {(one.one, one.other): one for one in self._alike(entry)}
        links |= {(one.one, one.other): one for one in self._declared(member, facts)}
        former = store.drop_links(member) if entry.before else set()
        store.add_links(list(links.values()), self.at)
        changed = self.settle({member, *former}) if former or links else []
        if entry.before or any(one.id == member for one in changed):
            return changed
        return [*changed, *self.memory.members([member]).values()]

    def settle(self, members: set[int]) -> list[Member]:
        """Make anew the threads of all that hangs together with members; returns those renamed."""
        found, links = self._reach(members)
        held = self.memory.members(found)
        facts = {number: self.memory.facts(one) for number, one in held.items()}
        bonds = [Bond(each.one, each.other, each.score, each.rule in DECLARED) for each in links]
        names: dict[int, str] = {}
        for group in threads(facts, bonds, self.memory.cuts(found)):
            names |= dict.fromkeys(group, held[group[0]].record)
        other = {number: name for number, name in names.items() if held[number].thread != name}
        self.memory.rename(other)
        renamed = self.memory.members(other)
        return [renamed[number] for number in other]

    def _reach(self, members: set[int]) -> tuple[set[int], list[StoredLink]]:
        found, fresh = set(members), set(members)
        links: dict[tuple[int, int], StoredLink] = {}
        while fresh:
            here = Threads(self.tx).links(fresh)
            links |= {(each.one, each.other): each for each in here}
            fresh = {end for each in here for end in (each.one, each.other)} - found
            found |= fresh
        return found, list(links.values())

    def _declared(self, member: int, facts: Facts) -> list[StoredLink]:
        """Links to the bearer of a name, else to the first that gives it; to all that give one's own."""
        memory, shared = self.memory, {name: (rule, name) for rule, name in names_of(facts)}
        sharing = {name: holders for name, holders in memory.names.of(shared).items() if holders}
        memory.names.put(member, shared)
        others = memory.members({one for each in sharing.values() for one in each} - {member})
        found: dict[int, StoredLink] = {}
        for name in sorted(sharing, key=lambda each: (shared[each][0] != NAMED, each)):
            ends = [one for one in sorted(sharing[name]) if one in others]
            bearers = [one for one in ends if others[one].record == name]
            for end in ends if name == facts.record else bearers or ends[:1]:
                if end not in found and joins(shared[name], facts, memory.facts(others[end])):
                    rule = shared[name][0]
                    found[end] = _link(member, end, DECLARED[rule], rule, [[name, 1.0]])
        return list(found.values())

    def _alike(self, entry: _Entry) -> list[StoredLink]:
        """Links to the members alike; the member is then found by its own keys."""
        nearest = self._nearest(entry)
        holders = self.memory.keys.of(key for keys in entry.places for key in keys)
        free = [key for keys in entry.places for key in keys if len(holders[key]) <= CROWDED]
        self.memory.keys.put(entry.member, free)
        return self._compare(entry.member, entry.facts, self.memory.members(nearest)) if nearest else []

    def _nearest(self, entry: _Entry) -> list[int]:
        """The members that share most of the rarest keys of a row."""
        holders = self.memory.keys.of(key for keys in entry.places for key in keys)
        often: dict[int, int] = {}
        for keys in entry.places:
            useful = [key for key in keys if 0 < len(holders[key]) <= CROWDED]
            for key in sorted(useful, key=lambda each: (len(holders[each]), each))[:RAREST]:
                for holder in holders[key]:
                    often[holder] = often.get(holder, 0) + 1
        often.pop(entry.member, None)
        return sorted(often, key=lambda each: (-often[each], each))[:MOST_ALIKE]

    def _compare(self, member: int, facts: Facts, others: Mapping[int, Member]) -> list[StoredLink]:
        numbers = sorted(others)
        every = [facts, *(self.memory.facts(others[each]) for each in numbers)]
        stems = {stem for one in every for stem in one.title.stems}
        words = self.memory.words.of(stems)
        count = max(member, *numbers)
        columns = columns_of(every, {stem: log1p(count / max(words.get(stem, 1), 1)) for stem in stems})
        right = np.arange(1, len(every), dtype=np.int64)
        links = alike(columns, np.zeros_like(right), right)
        return [
            _link(member, numbers[each.other - 1], each.score, ALIKE, [list(one) for one in each.reasons])
            for each in links
        ]


def _fresh_stems(facts: Facts, before: Facts | None) -> set[str]:
    return {*facts.title.stems} - {*(before.title.stems if before else ())}


def _link(one: int, other: int, score: float, rule: str, reasons: list[list[Any]]) -> StoredLink:
    return StoredLink(min(one, other), max(one, other), score, rule, reasons)
