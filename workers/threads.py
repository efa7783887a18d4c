"""Puts published rows into the threads of their procurements, one row after the other.

What is stored decides, not what comes first: a row's links are found among all members, then the threads of
all that hang together by links are made anew by one pure function (``normalizers.linking.clusters``).
"""

from __future__ import annotations

from collections import Counter
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
    for dataset, row in _rows(tx, catalogue, dict.fromkeys(records)):
        renamed |= {one.id: one for one in threading.enter(facts_of(dataset, row))}
    threading.words.write()
    rename_procedures(tx, catalogue, renamed.values(), at, position)


def _rows(
    tx: Connection, catalogue: Catalogue, records: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of procurements among records, in their order, some at a time."""
    wanted = (each for each in records if each[0] in DATASETS and each[0] in catalogue)
    while some := list(islice(wanted, _AT_ONCE)):
        found = {
            dataset: Rows(tx, catalogue).some(dataset, [record for of, record in some if of == dataset])
            for dataset in {dataset for dataset, _ in some}
        }
        yield from ((dataset, found[dataset][record]) for dataset, record in some if record in found[dataset])


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


@dataclass(slots=True)
class WordCounts:
    """How many members have each word, inside a transaction; what it adds is stored by :meth:`write`."""

    tx: Connection
    _stored: dict[str, int] = field(default_factory=dict)
    _more: Counter[str] = field(default_factory=Counter)

    def add(self, words: Iterable[str]) -> None:
        """Count one member more that has these words."""
        self._more.update(words)

    def of(self, words: Iterable[str]) -> dict[str, int]:
        """The counts of words."""
        wanted = set(words)
        if fresh := wanted - self._stored.keys():
            self._stored |= dict.fromkeys(fresh, 0) | Threads(self.tx).words(fresh)
        return {word: self._stored[word] + self._more[word] for word in wanted}

    def write(self) -> None:
        """Store what was added."""
        Threads(self.tx).count_words(self._more)
        self._stored.clear()
        self._more.clear()


@dataclass(frozen=True, slots=True)
class Threading:
    """The making of threads, inside a transaction; ``at`` dates the links.

    Whoever lets rows enter writes the counts of ``words`` after them.
    """

    tx: Connection
    at: datetime
    words: WordCounts = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", WordCounts(self.tx))

    def enter(self, facts: Facts) -> list[Member]:
        """Store a row with its links; returns the members of a renamed thread, itself if it is new."""
        store = Threads(self.tx)
        known, told = store.member(facts.dataset, facts.record), stored(facts)
        if known and known.facts == told:
            return []
        former_words = loaded(known.facts).title.stems if known else ()
        if known:
            store.change(known.id, told)
        member = known.id if known else store.add(facts.dataset, facts.record, told)
        self.words.add({*facts.title.stems} - {*former_words})
        words = self.words.of(facts.title.stems)
        links = {(one.one, one.other): one for one in self._alike(member, facts, words)}
        links |= {(one.one, one.other): one for one in self._declared(member, facts)}
        former = store.drop_links(member) if known else set()
        store.add_links(list(links.values()), self.at)
        changed = self.settle({member, *former}) if former or links else []
        if known or any(one.id == member for one in changed):
            return changed
        return [*changed, Member(member, facts.dataset, facts.record, facts.record, told)]

    def settle(self, members: set[int]) -> list[Member]:
        """Make anew the threads of all that hangs together with members; returns those renamed."""
        store = Threads(self.tx)
        found, links = self._reach(members)
        held = store.members(found)
        facts = {number: loaded(one.facts) for number, one in held.items()}
        bonds = [Bond(each.one, each.other, each.score, each.rule in DECLARED) for each in links]
        names: dict[int, str] = {}
        for group in threads(facts, bonds, store.cuts(found)):
            names |= dict.fromkeys(group, held[group[0]].record)
        other = {number: name for number, name in names.items() if held[number].thread != name}
        store.rename(other)
        return [
            Member(number, held[number].dataset, held[number].record, name, held[number].facts)
            for number, name in other.items()
        ]

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
        store, shared = Threads(self.tx), {name: (rule, name) for rule, name in names_of(facts)}
        sharing = store.with_names(shared)
        store.put_names(member, shared)
        others = store.members({one for each in sharing.values() for one in each} - {member})
        found: dict[int, StoredLink] = {}
        for name in sorted(sharing, key=lambda each: (shared[each][0] != NAMED, each)):
            ends = [one for one in sorted(sharing[name]) if one in others]
            bearers = [one for one in ends if others[one].record == name]
            for end in ends if name == facts.record else bearers or ends[:1]:
                if end not in found and joins(shared[name], facts, loaded(others[end].facts)):
                    rule = shared[name][0]
                    found[end] = _link(member, end, DECLARED[rule], rule, [[name, 1.0]])
        return list(found.values())

    def _alike(self, member: int, facts: Facts, words: Mapping[str, int]) -> list[StoredLink]:
        """Links to the members alike; the member is then found by its own keys."""
        store = Threads(self.tx)
        rarest = sorted(facts.title.stems, key=lambda each: (words[each], each))[:RARE_WORDS]
        places = keys_of(facts, rarest)
        holders = store.with_keys(key for keys in places for key in keys)
        free = [key for keys in places for key in keys if len(holders.get(key, ())) <= CROWDED]
        store.put_keys(member, free)
        often: dict[int, int] = {}
        for keys in places:
            useful = [key for key in keys if 0 < len(holders.get(key, ())) <= CROWDED]
            for key in sorted(useful, key=lambda each: (len(holders[each]), each))[:RAREST]:
                for holder in holders[key]:
                    often[holder] = often.get(holder, 0) + 1
        often.pop(member, None)
        nearest = sorted(often, key=lambda each: (-often[each], each))[:MOST_ALIKE]
        return self._compare(member, facts, store.members(nearest)) if nearest else []

    def _compare(self, member: int, facts: Facts, others: Mapping[int, Member]) -> list[StoredLink]:
        numbers = sorted(others)
        every = [facts, *(loaded(others[each].facts) for each in numbers)]
        stems = {stem for one in every for stem in one.title.stems}
        words = self.words.of(stems)
        count = max(member, *numbers)
        columns = columns_of(every, {stem: log1p(count / max(words.get(stem, 1), 1)) for stem in stems})
        right = np.arange(1, len(every), dtype=np.int64)
        links = alike(columns, np.zeros_like(right), right)
        return [
            _link(member, numbers[each.other - 1], each.score, ALIKE, [list(one) for one in each.reasons])
            for each in links
        ]


def _link(one: int, other: int, score: float, rule: str, reasons: list[list[Any]]) -> StoredLink:
    return StoredLink(min(one, other), max(one, other), score, rule, reasons)
