"""The law of corrections along a chain of lots: no human value is lost on either notice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.storage.conflicts import Conflicts, Keep, settle
from core.storage.corrections import Corrections
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.records import Effect, Records
from core.storage.revisions import Revisions
from normalizers.datasets import datasets
from tests.core.storage.samples import NOON
from tests.core.storage.test_parts import LOTS, NOTICES, call, lot, mend

VALUES = st.sampled_from([1000.0, 2000.0, 3000.0])
WHICH = st.sampled_from(["n", "r"])
NUMBERS = itertools.count()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    known = datasets()
    with open_database(database_url, [known[name] for name in (NOTICES, LOTS)]) as opened:
        yield opened


class Chained(RuleBasedStateMachine):
    """Lot 2 of a notice n, and of the rectificatif r that changes it, against what must stand of both."""

    _open: Database

    def __init__(self) -> None:
        super().__init__()
        self.mark = f"{next(NUMBERS)}-"
        self.machine: dict[str, float] = {}
        self.human: dict[str, list[tuple[int, float | None, float]]] = {"n": [], "r": []}
        self.withdrawn = False

    def _lot(self, which: str) -> str:
        return f"{self.mark}{which}:lot:2"

    def _said(self, which: str) -> float | None:
        """What the documents say of the lot now, the rectificatif and its corrections included."""
        if which == "n" and "r" in self.machine and not self.withdrawn:
            typed = self.human["r"]
            return typed[-1][2] if typed else self.machine["r"]
        return self.machine.get(which)

    @rule(which=WHICH, value=VALUES, lots_first=st.booleans())
    def read(self, which: str, value: float, *, lots_first: bool) -> None:
        notice = call(f"{self.mark}n") if which == "n" else mend(f"{self.mark}r", f"{self.mark}n")
        rows = [notice, lot(f"{self.mark}{which}", "2", montant_estime=value)]
        for one in rows[::-1] if lots_first else rows:
            with self._open.write() as tx:
                writer = Records(tx, self._open.catalogue, NOON)
                writer.apply(one, "lu")
                assert writer.apply(one, "relu").effect is Effect.UNCHANGED
        self.machine[which] = value

    @rule(which=WHICH, value=VALUES)
    def correct(self, which: str, value: float) -> None:
        if which not in self.machine:
            return
        base = self._said(which)
        with self._open.write_durably() as tx:
            writer = Records(tx, self._open.catalogue, NOON)
            writer.correct(LOTS, self._lot(which), "montant_estime", value, "moi")
            number = max(each.id for each in Corrections(tx).log(LOTS, self._lot(which)))
        self.human[which].append((number, base, value))

    @rule(which=WHICH)
    def undo(self, which: str) -> None:
        if self.human[which]:
            number, _, _ = self.human[which].pop()
            with self._open.write_durably() as tx:
                Records(tx, self._open.catalogue, NOON).undo(number, "moi")

    @rule(which=WHICH, keep=st.sampled_from(Keep))
    def accept(self, which: str, keep: Keep) -> None:
        with self._open.write_durably() as tx:
            found = list(Conflicts(tx, self._open.catalogue).of(LOTS, [self._lot(which)]))
            assert bool(found) == self._in_conflict(which)
            said = self._said(which)
            settle(Records(tx, self._open.catalogue, NOON), found, keep, "moi")
            assert not list(Conflicts(tx, self._open.catalogue).of(LOTS, [self._lot(which)]))
            if found and said is not None:
                number = max(each.id for each in Corrections(tx).log(LOTS, self._lot(which)))
                kept = found[0].correction.value if keep is Keep.HUMAN else said
                self.human[which].append((number, said, kept))

    @precondition(lambda self: "r" in self.machine and not self.withdrawn)
    @rule()
    def annul(self) -> None:
        with self._open.write() as tx:
            Records(tx, self._open.catalogue, NOON).withdraw(NOTICES, f"{self.mark}r", "annulé")
        self.withdrawn = True

    def _in_conflict(self, which: str) -> bool:
        typed = self.human[which]
        return bool(typed) and self._said(which) not in typed[-1][1:]

    @invariant()
    def what_a_person_typed_stands(self) -> None:
        for which in self.machine:
            typed = self.human[which]
            with self._open.read() as tx:
                row = Rows(tx, self._open.catalogue).get(LOTS, self._lot(which))
                versions = Revisions(tx).of(LOTS, self._lot(which))
            assert row is not None
            assert row["montant_estime"] == (typed[-1][2] if typed else self._said(which))
            assert row["champs_corriges"] == (["montant_estime"] if typed else None)
            if which == "r" and self.withdrawn:
                assert row["statut"] == "retire"
            else:
                conflict = self._in_conflict(which)
                assert row["statut"] == ("a_verifier" if conflict else "corrige" if typed else "publie")
            assert [each.version for each in versions] == list(range(1, row["version"] + 1))
            assert versions[-1].data["montant_estime"] == row["montant_estime"]


def test_no_human_value_is_lost_along_a_chain(database: Database) -> None:
    class Here(Chained):
        _open = database

    bounds = settings(
        max_examples=8,
        stateful_step_count=10,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Here, settings=bounds)
