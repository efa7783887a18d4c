"""Corrections and readings in any order: no human value is lost, and the row does not depend on the order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection

from core.storage.catalogue import catalogue_of
from core.storage.conflicts import Conflicts, Keep, settle
from core.storage.corrections import Corrections
from core.storage.database import Database, open_database
from core.storage.merge import RowReading, best
from core.storage.queries import Rows
from core.storage.readings import reading_of
from core.storage.records import Effect, Records
from core.storage.revisions import Revisions
from tests.core.storage.samples import NOON, TOYS, record

VALUES = st.sampled_from(["un", "un  ", "deux", "trois", None])
"""Two of them are one value written twice."""

COLUMNS = st.sampled_from(["objet", "type"])


NUMBERS = itertools.count()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Both databases in turn; every example has a record of its own in them."""
    with open_database(database_url, [TOYS]) as opened:
        yield opened


class Merging(RuleBasedStateMachine):
    """Readings, corrections, settlements, undoings, withdrawals of one record, against what must stand."""

    _open: Database

    def __init__(self) -> None:
        super().__init__()
        self.id = f"toy:{next(NUMBERS)}"
        self.human: dict[str, list[tuple[int, str | None, str | None]]] = {"objet": [], "type": []}
        self.typed = 0
        self.machine: dict[str, str | None] = {}
        self.withdrawn = False
        self.versions = 0

    @rule(objet=VALUES, kind=VALUES)
    def read(self, objet: str | None, kind: str | None) -> None:
        with self._open.write() as tx:
            Records(tx, self._open.catalogue, NOON).apply(record(self.id, objet=objet, type=kind), "read")
            again = Records(tx, self._open.catalogue, NOON).apply(
                record(self.id, objet=objet, type=kind), "read"
            )
        assert again.effect is Effect.UNCHANGED
        self.machine = {"objet": objet, "type": kind}

    @precondition(lambda self: self.machine)
    @rule(column=COLUMNS, value=VALUES, seen=st.none() | st.tuples(VALUES))
    def correct(self, column: str, value: str | None, seen: tuple[str | None] | None) -> None:
        """A correction typed against what is read now, or against what a sheet showed a while ago."""
        base = self.machine[column] if seen is None else seen[0]
        with self._open.write_durably() as tx:
            Records(tx, self._open.catalogue, NOON).correct(
                "jouets", self.id, column, value, "moi", seen=... if seen is None else base
            )
            self._typed(column, base, value, self._last(tx))

    def _typed(self, column: str, base: str | None, value: str | None, number: int) -> None:
        self.human[column].append((number, base, value))
        self.typed += 1

    def _last(self, tx: Connection) -> int:
        return max(each.id for each in Corrections(tx).log("jouets", self.id))

    @precondition(lambda self: any(self.human.values()))
    @rule(column=COLUMNS, keep=st.sampled_from(Keep))
    def settle(self, column: str, keep: Keep) -> None:
        with self._open.write_durably() as tx:
            open_ = list(Conflicts(tx, self._open.catalogue).of("jouets", [self.id], column))
            assert bool(open_) == self._in_conflict(column)
            assert settle(Records(tx, self._open.catalogue, NOON), open_, keep, "moi") == len(open_)
            assert not list(Conflicts(tx, self._open.catalogue).of("jouets", [self.id], column))
            if open_:
                kept = open_[0].correction.value if keep is Keep.HUMAN else self.machine[column]
                self._typed(column, self.machine[column], kept, self._last(tx))

    @precondition(lambda self: any(self.human.values()))
    @rule(column=COLUMNS)
    def undo(self, column: str) -> None:
        if self.human[column]:
            number, _, _ = self.human[column].pop()
            with self._open.write_durably() as tx:
                Records(tx, self._open.catalogue, NOON).undo(number, "moi")

    @precondition(lambda self: self.machine and not self.withdrawn)
    @rule()
    def withdraw(self) -> None:
        with self._open.write() as tx:
            Records(tx, self._open.catalogue, NOON).withdraw("jouets", self.id, "annulé")
        self.withdrawn = True

    def _in_conflict(self, column: str) -> bool:
        typed, read = self.human[column], self.machine[column]
        return bool(typed) and _bare(read) not in (_bare(typed[-1][1]), _bare(typed[-1][2]))

    @invariant()
    def what_a_person_typed_stands(self) -> None:
        if not self.machine:
            return
        with self._open.read() as tx:
            row = Rows(tx, self._open.catalogue).get("jouets", self.id)
            versions = Revisions(tx).of("jouets", self.id)
            log = list(Corrections(tx).log("jouets", self.id))
        assert row is not None
        standing = {column: typed[-1][2] for column, typed in self.human.items() if typed}
        expected = {**self.machine, **standing}
        assert {name: row[name] for name in expected} == expected
        assert row["champs_corriges"] == (sorted(standing) or None)
        conflicts = [column for column in self.human if self._in_conflict(column)]
        assert sorted(row["avertissements"] or []) == sorted(f"correction-conflict: {c}" for c in conflicts)
        assert len(log) == self.typed
        assert {each.id for each in log if each.undone_at is None} == {
            number for typed in self.human.values() for number, _, _ in typed
        }
        if self.withdrawn:
            assert row["statut"] == "retire"
        elif conflicts:
            assert row["statut"] == "a_verifier"
        assert [version.version for version in versions] == list(range(1, row["version"] + 1))
        assert row["version"] >= self.versions
        self.versions = row["version"]


def _bare(value: str | None) -> str | None:
    return value and " ".join(value.split())


def test_no_human_value_is_lost_whatever_happens_to_the_record(database: Database) -> None:
    class Here(Merging):
        _open = database

    run_state_machine_as_test(Here, settings=settings(max_examples=40, stateful_step_count=15, deadline=None))


@dataclass(frozen=True)
class Read:
    """A reading without its record."""

    number: int
    precedence: int
    day: int
    value: str | None

    def of(self, identity: str) -> RowReading:
        read_at = NOON + timedelta(hours=self.number)
        made = record(identity, objet=self.value, sha256=f"{self.number:02}", read_at=read_at)
        published = None if self.day == 0 else NOON.date() + timedelta(days=self.day)
        return reading_of(ENTRY, made, f"toy/{self.number}", self.precedence, published)


ENTRY = catalogue_of([TOYS])["jouets"]

READINGS = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2), VALUES), min_size=1, max_size=6).map(
    lambda items: [Read(number, *item) for number, item in enumerate(items)]
)

TYPED = st.lists(st.tuples(COLUMNS, VALUES, VALUES), max_size=4)
"""Corrections in their order: the column, what the person saw, what the person typed."""


def _interleaved(data: st.DataObject, readings: list[Read], typed: int) -> list[Read | int]:
    """The readings in any order, the corrections in theirs, the first event a reading."""
    first, *others = data.draw(st.permutations(readings))
    slots: list[Read | None] = data.draw(st.permutations([*others, *[None] * typed]))
    numbers = iter(range(typed))
    return [first, *(next(numbers) if each is None else each for each in slots)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(readings=READINGS, typed=TYPED, data=st.data())
def test_the_row_depends_on_no_order_and_a_second_run_changes_nothing(
    database: Database,
    readings: list[Read],
    typed: list[tuple[str, str | None, str | None]],
    data: st.DataObject,
) -> None:
    rows = []
    for order in (_interleaved(data, readings, len(typed)), _interleaved(data, readings, len(typed))):
        identity = f"toy:{next(NUMBERS)}"
        with database.write() as tx:
            records = Records(tx, database.catalogue, NOON)
            for event in order:
                if isinstance(event, Read):
                    records.apply_all([event.of(identity)], "read")
                else:
                    column, seen, value = typed[event]
                    records.correct("jouets", identity, column, value, "moi", seen=seen)
            row = Rows(tx, database.catalogue).get("jouets", identity)
            again = [records.apply_all([each.of(identity)], "read")[0].effect for each in readings]
            assert again == [Effect.UNCHANGED] * len(readings)
            assert Rows(tx, database.catalogue).get("jouets", identity) == row
        assert row is not None
        human = {column: value for column, _, value in typed}
        assert {column: row[column] for column in human} == human
        rows.append({name: value for name, value in row.items() if name not in ("id", "version")})
    assert rows[0] == rows[1]
    chosen = best([reading.of("x") for reading in readings])
    assert chosen is not None
    assert rows[0]["document_sha256"] == chosen.sha256


def test_a_lesser_document_that_comes_later_changes_nothing(database: Database) -> None:
    coded, page = Read(1, 3, 1, "coded").of("toy:order"), Read(2, 1, 2, "page").of("toy:order")
    with database.write() as tx:
        records = Records(tx, database.catalogue, NOON)
        assert records.apply_all([coded], "read")[0].effect is Effect.NEW
        assert records.apply_all([page], "read")[0].effect is Effect.UNCHANGED
        row = Rows(tx, database.catalogue).get("jouets", "toy:order")
    assert row is not None
    assert (row["objet"], row["version"]) == ("coded", 1)
