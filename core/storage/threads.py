"""Procurement threads: which rows of several sources are of one procurement, and by which links.

A thread bears the id of the member that was stored first. So its name stays while it grows; where two become
one, the older name stays; where one is cut, the part that holds that member keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, delete, or_, select, update

from core.storage.thread_schema import THREAD_CUT as CUT
from core.storage.thread_schema import THREAD_KEY as KEY
from core.storage.thread_schema import THREAD_LINK as LINK
from core.storage.thread_schema import THREAD_MEMBER as MEMBER
from core.storage.thread_schema import THREAD_NAME as NAME
from core.storage.thread_schema import THREAD_WORD as WORD
from core.storage.upsert import insert_for, insert_missing

_MOST = 400
"""Values given to one statement."""

_SOME: BindParameter[Any] = bindparam("some", expanding=True)
# The statements of each notice are made once: making one costs more than running it.
_MEMBERS = select(MEMBER.c.id, MEMBER.c.dataset, MEMBER.c.record, MEMBER.c.thread, MEMBER.c.facts)
_MEMBER = _MEMBERS.where(MEMBER.c.dataset == bindparam("of"), MEMBER.c.record == bindparam("called"))
_MEMBERS_OF = _MEMBERS.where(MEMBER.c.id.in_(_SOME))
_CALLED = (MEMBER.c.dataset == bindparam("of"), MEMBER.c.record.in_(_SOME))
_MEMBERS_CALLED = _MEMBERS.where(*_CALLED)
_NUMBERS_CALLED = select(MEMBER.c.id, MEMBER.c.dataset, MEMBER.c.record).where(*_CALLED)
_ADD_MEMBERS = MEMBER.insert()
_RENAME = update(MEMBER).where(MEMBER.c.id.in_(_SOME)).values(thread=bindparam("called"))
_WORDS = select(WORD.c.word, WORD.c.members).where(WORD.c.word.in_(_SOME))
_KEYS = select(KEY.c.key, KEY.c.member).where(KEY.c.key.in_(_SOME))
_NAMES = select(NAME.c.name, NAME.c.member).where(NAME.c.name.in_(_SOME))
_LINKS = select(LINK.c.one, LINK.c.other, LINK.c.score, LINK.c.rule, LINK.c.reasons).where(
    or_(LINK.c.one.in_(_SOME), LINK.c.other.in_(_SOME))
)
_CUTS = select(CUT.c.one, CUT.c.other).where(
    or_(CUT.c.one.in_(_SOME), CUT.c.other.in_(_SOME)), CUT.c.undone_at.is_(None)
)
_ANY_CUT = select(CUT.c.one).where(CUT.c.undone_at.is_(None)).limit(1)


@dataclass(frozen=True, slots=True)
class Member:
    """A row in a thread; members are numbered in the order in which they were stored."""

    id: int
    dataset: str
    record: str
    thread: str
    facts: Any


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A link of two members, the one stored first before the other; the score is from 0 to 1.

    ``reasons`` are pairs of a name and a figure, the weightiest first.
    """

    one: int
    other: int
    score: float
    rule: str
    reasons: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Threads:
    """The threads, inside a transaction."""

    tx: Connection

    def member(self, dataset: str, record: str) -> Member | None:
        """The row as a member, if it is in a thread."""
        row = self.tx.execute(_MEMBER, {"of": dataset, "called": record}).one_or_none()
        return Member(*row) if row else None

    def of_records(self, dataset: str, records: Sequence[str]) -> dict[str, str]:
        """The thread of each of these rows that has one."""
        query = select(MEMBER.c.record, MEMBER.c.thread).where(MEMBER.c.dataset == dataset)
        return {
            row.record: row.thread
            for chunk in _chunks(list(records))
            for row in self.tx.execute(query.where(MEMBER.c.record.in_(chunk)))
        }

    def of_rows(self, rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Member]:
        """Rows, given as (dataset, record), as members, those that are in a thread."""
        return {(row.dataset, row.record): Member(*row) for row in self._called(_MEMBERS_CALLED, rows)}

    def members(self, ids: Iterable[int]) -> dict[int, Member]:
        """The members of these numbers."""
        return {row.id: Member(*row) for row in self._some(_MEMBERS_OF, ids)}

    def named(self, thread: str) -> list[Member]:
        """The members of a thread, in the order in which they were stored."""
        query = _MEMBERS.where(MEMBER.c.thread == thread).order_by(MEMBER.c.id)
        return [Member(*row) for row in self.tx.execute(query)]

    def holding(self, record: str) -> list[str]:
        """The threads that a row is in: one, unless two datasets have its id."""
        query = select(MEMBER.c.thread).where(MEMBER.c.record == record).distinct()
        return sorted(self.tx.execute(query).scalars())

    def add(self, dataset: str, record: str, facts: Any) -> int:
        """Store a row as a member of a thread of its own; returns its number."""
        return self.add_all([(dataset, record, facts)])[0]

    def add_all(self, rows: Sequence[tuple[str, str, Any]]) -> list[int]:
        """Store rows, given as (dataset, record, facts), in their order; returns their numbers."""
        told = [
            {"dataset": dataset, "record": record, "thread": record, "facts": facts}
            for dataset, record, facts in rows
        ]
        if not told:
            return []
        self.tx.execute(_ADD_MEMBERS, told)  # RETURNING would be a statement a row: SQLite promises no order
        stored = self._numbers((dataset, record) for dataset, record, _ in rows)
        return [stored[dataset, record] for dataset, record, _ in rows]

    def change(self, member: int, facts: Any) -> None:
        """Store other facts of a member; keys and names are to be stored anew."""
        self.tx.execute(update(MEMBER).where(MEMBER.c.id == member).values(facts=facts))
        for table in (KEY, NAME):
            self.tx.execute(delete(table).where(table.c.member == member))

    def count_words(self, more: Mapping[str, int]) -> None:
        """Count so many members more that have each of these words."""
        rows = [{"word": word, "members": more[word]} for word in sorted(more)]
        if rows:
            statement = insert_for(self.tx, WORD)
            sums = {"members": WORD.c.members + statement.excluded.members}
            self.tx.execute(statement.on_conflict_do_update(index_elements=["word"], set_=sums), rows)

    def words(self, words: Iterable[str]) -> dict[str, int]:
        """How many members have each word."""
        return {row.word: row.members for row in self._some(_WORDS, words)}

    def put_keys(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Make members found by keys, each given with its member."""
        insert_missing(self.tx, KEY, [{"key": key, "member": member} for key, member in pairs])

    def with_keys(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """The members that have each key."""
        return self._listed(_KEYS, keys)

    def put_names(self, pairs: Iterable[tuple[str, int]]) -> None:
        """Store what members are called and what they call others, each name with its member."""
        insert_missing(self.tx, NAME, [{"name": name, "member": member} for name, member in pairs])

    def with_names(self, names: Iterable[str]) -> dict[str, list[int]]:
        """The members that have each name."""
        return self._listed(_NAMES, names)

    def drop_links(self, member: int) -> set[int]:
        """Forget the links of a member; returns the members it had links with."""
        ends = or_(LINK.c.one == member, LINK.c.other == member)
        gone = self.tx.execute(delete(LINK).where(ends).returning(LINK.c.one, LINK.c.other)).all()
        return {end for row in gone for end in row} - {member}

    def add_links(self, links: Sequence[StoredLink], at: datetime) -> None:
        """Store links of members that have none with each other."""
        rows = [
            {"one": e.one, "other": e.other, "score": e.score, "rule": e.rule, "reasons": e.reasons, "at": at}
            for e in links
        ]
        insert_missing(self.tx, LINK, rows)

    def links(self, members: Iterable[int]) -> list[StoredLink]:
        """The links that one of these members is in."""
        found = {(row.one, row.other): StoredLink(*row) for row in self._some(_LINKS, members)}
        return list(found.values())

    def cut(self, one: int, other: int, author: str, at: datetime) -> None:
        """Set two members apart, whatever links them now or later."""
        row = {"one": min(one, other), "other": max(one, other), "author": author, "at": at}
        if (row["one"], row["other"]) not in self.cuts([one]):
            self.tx.execute(CUT.insert(), row)

    def uncut(self, one: int, other: int, author: str, at: datetime) -> bool:
        """Let two members that were set apart be one thread again; whether they were."""
        pair = (CUT.c.one == min(one, other), CUT.c.other == max(one, other), CUT.c.undone_at.is_(None))
        undone = update(CUT).where(*pair).values(undone_at=at, undone_by=author)
        return bool(self.tx.execute(undone).rowcount)

    def cuts(self, members: Iterable[int]) -> set[tuple[int, int]]:
        """The pairs that are set apart and have one of these members."""
        return {(row.one, row.other) for row in self._some(_CUTS, members)}

    def has_cuts(self) -> bool:
        """Whether any pair is set apart: hardly a store has one."""
        return self.tx.execute(_ANY_CUT).first() is not None

    def rename(self, threads: Mapping[int, str]) -> None:
        """Put members in threads."""
        by_name: dict[str, list[int]] = defaultdict(list)
        for member, name in threads.items():
            by_name[name].append(member)
        for name, members in by_name.items():
            for chunk in _chunks(members):
                self.tx.execute(_RENAME, {"some": chunk, "called": name})

    def _numbers(self, rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        return {(row.dataset, row.record): row.id for row in self._called(_NUMBERS_CALLED, rows)}

    def _called(self, query: Select[Any], rows: Iterable[tuple[str, str]]) -> Iterator[Any]:
        by_dataset: dict[str, list[str]] = defaultdict(list)
        for dataset, record in rows:
            by_dataset[dataset].append(record)
        for dataset, records in by_dataset.items():
            for chunk in _chunks(records):
                yield from self.tx.execute(query, {"of": dataset, "some": chunk}).all()

    def _listed(self, query: Select[Any], wanted: Iterable[Any]) -> dict[Any, list[int]]:
        found: dict[Any, list[int]] = defaultdict(list)
        for value, member in self._some(query, wanted):
            found[value].append(member)
        return found

    def _some(self, query: Select[Any], wanted: Iterable[Any]) -> Iterator[Any]:
        for chunk in _chunks(sorted(set(wanted))):
            yield from self.tx.execute(query, {"some": chunk}).all()


def _chunks(items: list[Any]) -> Iterator[list[Any]]:
    return (items[start : start + _MOST] for start in range(0, len(items), _MOST))
