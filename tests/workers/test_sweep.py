"""What changed after its version was matched is told once; nothing else is."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update

from core.model.watch import Watch
from core.storage.blobs import FolderBlobs
from core.storage.database import open_database
from core.storage.ledger import Ledger
from core.storage.outbox import Outbox
from core.storage.records import Records
from core.storage.revisions import Revisions
from core.storage.runs import Runs
from core.storage.schema import WATCH
from core.storage.watches import Watches
from normalizers.datasets import dataset, datasets
from tests.workers import toy
from tests.workers.published import AVIS, NOON, publish
from workers import sweep as sweeping
from workers.context import Context
from workers.matching.match import match as matched
from workers.matching.watching import Matcher
from workers.origins import ReplayOrigin
from workers.route import Hit, Route, Sending
from workers.stages.match import enter
from workers.sweep import sweep

BEFORE = NOON - timedelta(days=30)


def _told(matcher: Matcher, tx: Connection, versions: Sequence[Any], at: datetime) -> Iterator[Hit]:
    for hit in matcher.match(tx, versions, at):
        subject = f"{hit.match.watch}/{hit.match.record}/{hit.match.version}"
        yield replace(hit, sendings=(Sending("log", subject, {}),))


@contextmanager
def installed(url: str, home: Path) -> Iterator[Context]:
    matcher = Matcher()
    route = Route(
        extract=toy.extract,
        normalise=toy.normalise,
        match=lambda tx, versions, at: _told(matcher, tx, versions, at),
        faults=matcher.faults,
    )
    with open_database(url, datasets().values()) as db:
        yield Context(db, FolderBlobs(home), {}, lambda _run: ReplayOrigin(home, "toy"), route, lambda: NOON)


@pytest.fixture
def context(database_url: str, tmp_path: Path) -> Iterator[Context]:
    with installed(database_url, tmp_path) as made:
        yield made


def watch(context: Context, words: str, name: str = "w", at: datetime = BEFORE, **more: Any) -> None:
    with context.db.write_durably() as tx:
        Watches(tx).put(Watch(name, name, (AVIS,), words, **more), at)


def match_all(context: Context) -> None:
    with context.db.write_durably() as tx:
        versions = Revisions(tx).between(0, Revisions(tx).position())
        enter(context, tx, list(context.route.match(tx, versions, NOON)))


def ledger(context: Context, name: str = "w") -> list[tuple[str, int]]:
    with context.db.read() as tx:
        return [(entry.match.record, entry.match.version) for entry in Ledger(tx).after(name)]


def test_what_was_matched_is_not_told_again(context: Context) -> None:
    watch(context, "peinture")
    for number in range(3):
        publish(context.db, number)
    match_all(context)
    assert len(ledger(context)) == 3
    assert sweep(context) == 0
    assert len(ledger(context)) == 3


def test_a_thread_that_comes_after_the_matching_is_told_once(context: Context) -> None:
    watch(context, "id_procedure:T1")
    publish(context.db, 1)
    match_all(context)
    assert ledger(context) == []
    with context.db.write() as tx:
        table = context.db.catalogue[AVIS].table
        tx.execute(update(table).values(id_procedure="T1"))
    assert sweep(context) == 1
    assert sweep(context) == 0
    assert ledger(context) == [("boamp:26-1", 1)]
    with context.db.read() as tx:
        assert [message.subject for message in Outbox(tx).pending()] == ["w/boamp:26-1/1"]


def test_a_correction_is_a_version_that_is_told_once(context: Context) -> None:
    watch(context, "toiture")
    publish(context.db, 1)
    match_all(context)
    with context.db.write_durably() as tx:
        Records(tx, context.db.catalogue, NOON).correct(AVIS, "boamp:26-1", "objet", "Toiture", "Odile")
    assert sweep(context) == 1
    assert sweep(context) == 0
    assert ledger(context) == [("boamp:26-1", 2)]


def test_a_version_that_was_never_matched_is_told_although_a_later_one_stands(context: Context) -> None:
    watch(context, "toiture")
    publish(context.db, 1, objet="Toiture")
    publish(context.db, 1, objet="Charpente")
    assert sweep(context) == 1
    assert ledger(context) == [("boamp:26-1", 1)]


def test_a_backfill_old_versions_and_a_new_watch_are_silent(context: Context) -> None:
    watch(context, "peinture")
    with context.db.write() as tx:
        run, _ = Runs(tx).open("boamp", "live", "", toy.WINDOW, NOON, quiet=True)
    publish(context.db, 1, cause=f"run {run.id}", at=NOON - timedelta(hours=2))
    publish(context.db, 2, at=NOON - timedelta(days=8))
    publish(context.db, 3, at=NOON - timedelta(hours=1))
    watch(context, "peinture", "late", at=NOON)
    assert sweep(context) == 1
    assert ledger(context) == [("boamp:26-3", 1)]
    assert ledger(context, "late") == []


def test_a_watch_that_fails_is_suspended_told_and_kept(context: Context) -> None:
    watch(context, "peinture", "good")
    watch(context, "couleur:rouge", "unknown-field")
    watch(context, "", "unknown-column", accept={"teinte": ("rouge",)})
    publish(context.db, 1)
    sweep(context)
    assert ledger(context, "good") == [("boamp:26-1", 1)]
    with context.db.read() as tx:
        faults = Watches(tx).suspended()
        assert {each.id for each in Watches(tx).all()} == {"good", "unknown-field", "unknown-column"}
    assert set(faults) == {"unknown-field", "unknown-column"}
    assert "couleur" in faults["unknown-field"]
    assert "teinte" in faults["unknown-column"]
    watch(context, "peinture", "unknown-field", at=NOON + timedelta(minutes=1))  # mended
    sweep(context)
    with context.db.read() as tx:
        assert set(Watches(tx).suspended()) == {"unknown-column"}
    assert ledger(context, "unknown-field") == []  # what came before it was mended is not told by itself


def test_an_error_of_the_matcher_suspends_its_watch_alone(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(context, "peinture", "good")
    watch(context, "peinture", "bad")

    def fails(one: Watch, row: Any) -> Any:
        if one.id == "bad":
            raise ZeroDivisionError("by chance")
        return matched(one, dataset(AVIS), row.values, row.at)

    monkeypatch.setattr("workers.matching.watching.explain", fails)
    publish(context.db, 1)
    publish(context.db, 2)
    sweep(context)
    assert len(ledger(context, "good")) == 2
    with context.db.read() as tx:
        assert "by chance" in Watches(tx).suspended()["bad"]


def test_a_watch_that_is_changed_is_no_longer_suspended(context: Context) -> None:
    watch(context, "peinture")
    with context.db.write_durably() as tx:
        tx.execute(update(WATCH).values(suspended="broken"))
    watch(context, "peinture OU toiture", at=NOON)
    with context.db.read() as tx:
        assert Watches(tx).suspended() == {}


def _killed(url: str, home: Path, at: int) -> None:
    """Sweep one version at a time, and die with the ledger written and not committed."""
    sweeping.AT_ONCE = 1
    count = 0

    def enters(*given: Any) -> int:
        nonlocal count
        made = enter(*given)
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    setattr(sweeping, "enter", enters)  # noqa: B010
    with installed(url, home) as context:
        sweep(context)


@pytest.mark.faults
def test_killed_in_the_middle_and_begun_anew_each_is_told_once(
    context: Context, database_url: str, tmp_path: Path
) -> None:
    watch(context, "peinture")
    for number in range(6):
        publish(context.db, number)
    forks = multiprocessing.get_context("forkserver")
    for at, done in ((1, 0), (3, 2)):
        child = forks.Process(target=_killed, args=(database_url, tmp_path, at))
        child.start()
        child.join(60)
        assert child.exitcode == -signal.SIGKILL
        assert len(ledger(context)) == done
    assert sweep(context) == 4
    assert sorted(ledger(context)) == [(f"boamp:26-{number}", 1) for number in range(6)]
    with context.db.read() as tx:
        assert len(Outbox(tx).pending()) == len({each.subject for each in Outbox(tx).pending()}) == 6
