"""What one transaction has read of the threads, so that many rows are put into them with few statements.

What is asked is read for many rows at once and then known; what is added is known at once and written for
many rows together. Nobody else changes threads meanwhile: writers take turns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from core.storage.threads import Member, Threads
from normalizers.linking.facts import Facts, loaded


@dataclass(slots=True)
class WordCounts:
    """How many members have each word; what it adds is stored by :meth:`write`."""

    tx: Connection
    _stored: dict[str, int] = field(default_factory=dict)
    _more: Counter[str] = field(default_factory=Counter)

    def add(self, words: Iterable[str]) -> None:
        """Count one member more that has these words."""
        self._more.update(words)

    def know(self, words: Iterable[str]) -> set[str]:
        """Read the counts of words together, before they are asked for one by one; the words are given."""
        wanted = set(words)
        if fresh := wanted - self._stored.keys():
            self._stored |= dict.fromkeys(fresh, 0) | Threads(self.tx).words(fresh)
        return wanted

    def of(self, words: Iterable[str]) -> dict[str, int]:
        """The counts of words."""
        wanted = self.know(words)
        return {word: self._stored[word] + self._more[word] for word in wanted}

    def ahead(self) -> WordCounts:
        """The same counts, to try what rows will add; it is never written."""
        return WordCounts(self.tx, self._stored, self._more.copy())

    def write(self) -> None:
        """Store what was added."""
        Threads(self.tx).count_words(self._more)
        self._stored.clear()
        self._more.clear()


Pairs = list[tuple[Any, int]]


@dataclass(slots=True)
class Holders:
    """The members that have each key, or each name."""

    read: Callable[[Iterable[Any]], Mapping[Any, list[int]]]
    store: Callable[[Pairs], None]
    _known: dict[Any, list[int]] = field(default_factory=dict)
    _added: Pairs = field(default_factory=list)

    def know(self, wanted: Iterable[Any]) -> set[Any]:
        """Read the members of keys together, before they are asked for one by one; the keys are given."""
        keys = set(wanted)
        if fresh := keys - self._known.keys():
            found = self.read(fresh)
            self._known |= {key: list(found.get(key, ())) for key in fresh}
        return keys

    def of(self, wanted: Iterable[Any]) -> dict[Any, Sequence[int]]:
        """The members of each key, which later ones join; none for a key that nobody has."""
        return {key: self._known[key] for key in self.know(wanted)}

    def put(self, member: int, keys: Iterable[Any]) -> None:
        """Make a member found by these keys."""
        wanted = sorted(set(keys))
        holders = self.of(wanted)
        for key in wanted:
            if member not in holders[key]:
                self._known[key].append(member)
                self._added.append((key, member))

    def write(self) -> None:
        """Store what was added, and forget what was read."""
        self.store(self._added)
        self._added.clear()
        self._known.clear()


@dataclass(slots=True)
class Memory:
    """Words, keys, names and members of a transaction."""

    tx: Connection
    words: WordCounts = field(init=False)
    keys: Holders = field(init=False)
    names: Holders = field(init=False)
    _members: dict[int, Member] = field(default_factory=dict)
    _facts: dict[int, Facts] = field(default_factory=dict)
    _has_cuts: bool | None = None

    def __post_init__(self) -> None:
        store = Threads(self.tx)
        self.words = WordCounts(self.tx)
        self.keys, self.names = (
            Holders(store.with_keys, store.put_keys),
            Holders(store.with_names, store.put_names),
        )

    def members(self, ids: Iterable[int]) -> dict[int, Member]:
        """The members of these numbers."""
        wanted = set(ids)
        if fresh := wanted - self._members.keys():
            self._members |= Threads(self.tx).members(fresh)
        return {number: self._members[number] for number in sorted(wanted) if number in self._members}

    def facts(self, member: Member) -> Facts:
        """What a member says, read out of its JSON once."""
        if member.id not in self._facts:
            self._facts[member.id] = loaded(member.facts)
        return self._facts[member.id]

    def cuts(self, members: Iterable[int]) -> set[tuple[int, int]]:
        """The pairs set apart that have one of these members; meanwhile nobody sets more apart."""
        if self._has_cuts is None:
            self._has_cuts = Threads(self.tx).has_cuts()
        return Threads(self.tx).cuts(members) if self._has_cuts else set()

    def add(self, member: Member) -> None:
        """Know a member that was just stored."""
        self._members[member.id] = member

    def change(self, member: int, facts: Any) -> None:
        """Store other facts of a member, which has no keys and names then."""
        self.keys.write()
        self.names.write()
        Threads(self.tx).change(member, facts)
        self._members[member] = replace(self.members([member])[member], facts=facts)
        self._facts.pop(member, None)

    def rename(self, threads: Mapping[int, str]) -> None:
        """Put members in threads."""
        Threads(self.tx).rename(threads)
        for number, name in threads.items():
            self._members[number] = replace(self._members[number], thread=name)

    def write(self) -> None:
        """Store what was added, and forget what was read."""
        for each in (self.words, self.keys, self.names):
            each.write()
        self._members.clear()
        self._facts.clear()
