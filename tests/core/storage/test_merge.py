"""Corrections and readings in any order: no human value is lost, and the row does not depend on the order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.storage.corrections import Corrections
from core.storage.database import open_database
from core.storage.merge import RowReading, best
from core.storage.queries import Rows
from core.storage.readings import reading_of
from core.storage.records import Effect, Records
from core.storage.revisions import Revisions
from tests.core.storage.samples import NOON, TOYS, record

VALUES = st.sampled_from(["un", "deux", "trois", None])
COLUMNS = st.sampled_from(["objet", "type"])


NUMBERS = itertools.count()


@pytest.fixture(scope="module", autouse=True)
def _close() -> Iterator[None]:
    yield
    DATABASE.close()


DATABASE = open_database("sqlite://", [TOYS])
"""One database in memory for all examples, each with a record of its own."""


class Merging(RuleBasedStateMachine):
    """Readings, corrections, undoings and withdrawals of one record, against a model of what must stand."""

    def __init__(self) -> None:
        super().__init__()
        self._open = DATABASE
        self.id = f"toy:{next(NUMBERS)}"
        self.human: dict[str, list[tuple[int, str | None, str | None]]] = {"objet": [], "type": []}
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
    @rule(column=COLUMNS, value=VALUES)
    def correct(self, column: str, value: str | None) -> None:
        with self._open.write_durably() as tx:
            Records(tx, self._open.catalogue, NOON).correct("jouets", self.id, column, value, "moi")
            number = max(each.id for each in Corrections(tx).of("jouets", [self.id])[self.id])
        self.human[column].append((number, self.machine[column], value))

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

    @invariant()
    def what_a_person_typed_stands(self) -> None:
        if not self.machine:
            return
        with self._open.read() as tx:
            row = Rows(tx, self._open.catalogue).get("jouets", self.id)
            versions = Revisions(tx).of("jouets", self.id)
        assert row is not None
        expected = dict(self.machine)
        conflicts = []
        for column, typed in self.human.items():
            if typed:
                _, base, value = typed[-1]
                expected[column] = value
                if self.machine[column] not in (base, value):
                    conflicts.append(column)
        assert {name: row[name] for name in expected} == expected
        assert row["champs_corriges"] == (sorted(name for name, typed in self.human.items() if typed) or None)
        told = sorted(f"correction-conflict: {column}" for column in conflicts)
        assert sorted(row["avertissements"] or []) == told
        if self.withdrawn:
            assert row["statut"] == "retire"
        elif conflicts:
            assert row["statut"] == "a_verifier"
        assert [version.version for version in versions] == list(range(1, row["version"] + 1))
        assert row["version"] >= self.versions
        self.versions = row["version"]


TestMerging = Merging.TestCase
TestMerging.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)


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
        entry = DATABASE.catalogue["jouets"]
        return reading_of(entry, made, f"toy/{self.number}", self.precedence, published)


READINGS = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2), VALUES), min_size=1, max_size=6).map(
    lambda items: [Read(number, *item) for number, item in enumerate(items)]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings=READINGS, data=st.data())
def test_the_row_does_not_depend_on_the_order_of_its_documents(
    readings: list[Read], data: st.DataObject
) -> None:
    rows = []
    for order in (readings, data.draw(st.permutations(readings))):
        identity = f"toy:{next(NUMBERS)}"
        with DATABASE.write() as tx:
            for reading in order:
                Records(tx, DATABASE.catalogue, NOON).apply_all([reading.of(identity)], "read")
            row = Rows(tx, DATABASE.catalogue).get("jouets", identity)
        assert row is not None
        rows.append({name: value for name, value in row.items() if name not in ("id", "version")})
    assert rows[0] == rows[1]
    chosen = best([reading.of("x") for reading in readings])
    assert chosen is not None
    assert rows[0]["document_sha256"] == chosen.sha256


def test_a_lesser_document_that_comes_later_changes_nothing() -> None:
    coded, page = Read(1, 3, 1, "coded").of("toy:order"), Read(2, 1, 2, "page").of("toy:order")
    with DATABASE.write() as tx:
        records = Records(tx, DATABASE.catalogue, NOON)
        assert records.apply_all([coded], "read")[0].effect is Effect.NEW
        assert records.apply_all([page], "read")[0].effect is Effect.UNCHANGED
        row = Rows(tx, DATABASE.catalogue).get("jouets", "toy:order")
    assert row is not None
    assert (row["objet"], row["version"]) == ("coded", 1)
