"""The whole route on recorded answers."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, func, select

from core.errors import FetchError, StructureChanged
from core.model.source import Answer, Floor
from core.storage.coverage import Coverages
from core.storage.ledger import Ledger
from core.storage.outbox import Message, Outbox
from core.storage.queries import Rows
from core.storage.refusals import Refusals
from core.storage.revisions import Revisions
from core.storage.runs import Run, RunState
from core.storage.schema import EXTRACTION, OUTBOX, REVISION, SNAPSHOT, WORK
from core.storage.snapshots import Documents, Validators
from core.storage.staged import Staged
from core.storage.work import Queue, WorkState
from tests.workers import toy
from workers.advance import Plan, open_run
from workers.context import Context
from workers.drain import Heartbeat
from workers.origins import UNCHANGED, ReplayOrigin, Unchanged
from workers.route import Route
from workers.run import RunSummary, run
from workers.step import Verdict, take

PLAN = Plan(toy.SOURCE, toy.WINDOW)
NO_PATIENCE = timedelta()

Install = Callable[..., Context]


@pytest.fixture
def install(database_url: str, tmp_path: Path) -> Iterator[Install]:
    with ExitStack() as stack:

        def make(documents: dict[str, bytes], **more: Any) -> Context:
            route = replace(toy.ROUTE, deliver=toy.Channel(), **more)
            folder = toy.record(tmp_path / "recorded", documents)
            return stack.enter_context(toy.installed(database_url, tmp_path, folder, route))

        yield make


def _documents(count: int = 6) -> dict[str, bytes]:
    return {f"doc-{n}": toy.body(toy.row(n)) for n in range(count)}


def _objets(context: Context) -> dict[str, str]:
    with context.db.read() as tx:
        return {row["id"]: row["objet"] for row in Rows(tx, context.db.catalogue).rows("jouets")}


def _count(context: Context, table: Table) -> int:
    with context.db.read() as tx:
        return int(tx.execute(select(func.count()).select_from(table)).scalar_one())


def test_a_run_publishes_what_it_found_and_a_second_adds_nothing(install: Install) -> None:
    context = install(_documents())
    first = run(context, [PLAN])
    assert (first.exit_code, first.runs[0].state) == (0, RunState.COMPLETE)
    assert first.counts["found"] == 6
    assert first.counts["new"] == 6
    second = run(context, [PLAN])
    assert second.runs[0].id != first.runs[0].id
    assert (second.counts["new"], second.counts["changed"], second.counts["extracted"]) == (0, 0, 0)
    assert _count(context, REVISION) == 6
    assert _count(context, SNAPSHOT) == 7
    with context.db.read() as tx:
        assert Rows(tx, context.db.catalogue).count("jouets") == 6
        assert len(Ledger(tx).after("all")) == 6
        assert len(Ledger(tx).after("even")) == 2
        assert Outbox(tx).pending() == []


def test_each_version_is_sent_once(install: Install) -> None:
    context = install(_documents())
    run(context, [PLAN])
    run(context, [PLAN])
    channel = context.route.deliver
    assert isinstance(channel, toy.Channel)
    subjects = [message.subject for message in channel.sent]
    assert len(subjects) == len(set(subjects)) == 8


def test_a_changed_document_makes_a_version_with_its_changes(install: Install, tmp_path: Path) -> None:
    context = install(_documents())
    run(context, [PLAN])
    toy.record(tmp_path / "recorded", {**_documents(), "doc-2": toy.body(toy.row(2, objet="Neuf"))})
    summary = run(context, [PLAN])
    assert (summary.counts["new"], summary.counts["changed"]) == (0, 1)
    with context.db.read() as tx:
        versions = Revisions(tx).of("jouets", "toy:2")
    assert [version.version for version in versions] == [1, 2]
    changed = [(each.column, each.before, each.after) for each in versions[1].changes]
    assert changed == [("objet", "Jouet 2", "Neuf")]


def test_a_document_that_goes_back_makes_a_third_version(install: Install, tmp_path: Path) -> None:
    context = install(_documents())
    run(context, [PLAN])
    for text in ("Neuf", "Jouet 2"):
        toy.record(tmp_path / "recorded", {**_documents(), "doc-2": toy.body(toy.row(2, objet=text))})
        run(context, [PLAN])
    assert _objets(context)["toy:2"] == "Jouet 2"
    with context.db.read() as tx:
        assert len(Revisions(tx).of("jouets", "toy:2")) == 3


def test_a_bad_document_is_named_and_the_others_go_on(install: Install) -> None:
    context = install({**_documents(), "bad": b"corrupt", "new": b"redesigned"})
    summary = run(context, [PLAN])
    assert summary.runs[0].state is RunState.COMPLETE
    assert (summary.counts["refused"], summary.counts["new"]) == (2, 6)
    with context.db.read() as tx:
        assert Refusals(tx).codes("toy") == {"corrupt": 1, "structure-changed": 1}
        assert Queue(tx).count(WORK.c.state == WorkState.PARKED) == 2
        assert {work.attempts for work in Queue(tx).rows(WORK.c.state == WorkState.PARKED)} == {1}


def test_a_refused_part_is_counted_and_unread_paths_too(install: Install) -> None:
    hidden = {"refused": "yes"}
    context = install(
        {**_documents(), "mixed": toy.body(toy.row(8, x_new="?"), hidden, toy.row(9, x_new="?"))}
    )
    run(context, [PLAN])
    with context.db.read() as tx:
        (refusal,) = Refusals(tx).of("toy")
        assert (refusal.key, refusal.code, refusal.path) == ("mixed", "protected", "/[1]")
        assert [(each.path, each.documents, each.example) for each in Coverages(tx).unknown("toy")] == [
            ("/x_new", 1, "mixed")
        ]
        (counted,) = Coverages(tx).forms("toy")
        assert counted.documents == 7
        assert counted.coverage.unknown == 1


def test_a_new_reader_reads_again_what_an_old_one_refused(install: Install) -> None:
    context = install({**_documents(), "new": b"redesigned"})
    run(context, [PLAN])

    def better(source: object, data: bytes, *, name: str) -> object:
        found = toy.extract(toy.SOURCE, toy.body(toy.row(50)) if data == b"redesigned" else data, name=name)
        return replace(found, sha256=hashlib.sha256(data).hexdigest())

    route = replace(context.route, extract=better, reader="2")  # type: ignore[arg-type]
    summary = run(replace(context, route=route), [PLAN])
    assert (summary.counts["new"], summary.counts["refused"]) == (1, 0)
    with context.db.read() as tx:
        assert Refusals(tx).of("toy") == []
    assert "toy:50" in _objets(context)


def test_a_new_reader_takes_up_what_no_listing_names_any_more(install: Install, tmp_path: Path) -> None:
    context = install({**_documents(), "new": b"redesigned"})
    run(context, [PLAN])
    hollow = {f"doc-{n}": toy.body(toy.row(n, objet="")) for n in range(10, 20)}
    toy.record(tmp_path / "recorded", hollow)
    assert run(context, [PLAN]).exit_code == 3
    toy.record(tmp_path / "recorded", {f"doc-{n}": toy.body(toy.row(n)) for n in range(20, 40)})

    def better(source: object, data: bytes, *, name: str) -> object:
        text = data.replace(b'"objet": ""', b'"objet": "found"')
        found = toy.extract(toy.SOURCE, toy.body(toy.row(50)) if data == b"redesigned" else text, name=name)
        return replace(found, sha256=hashlib.sha256(data).hexdigest())

    route = replace(context.route, extract=better, reader="2")  # type: ignore[arg-type]
    summary = run(replace(context, route=route), [PLAN])
    assert (summary.exit_code, summary.counts["new"]) == (0, 31)
    assert {"toy:50", "toy:10", "toy:20"} <= set(_objets(context))


def test_a_row_that_the_new_reader_no_longer_sees_is_withdrawn(install: Install) -> None:
    context = install(_documents())
    run(context, [PLAN])

    def stricter(source: object, data: bytes, *, name: str) -> object:
        found = toy.extract(toy.SOURCE, data, name=name)
        return replace(found, readings=tuple(each for each in found.readings if each.id != "toy:3"))

    route = replace(context.route, extract=stricter, reader="2")  # type: ignore[arg-type]
    run(replace(context, route=route), [PLAN])
    with context.db.read() as tx:
        row = Rows(tx, context.db.catalogue).get("jouets", "toy:3")
        assert row is not None
        assert (row["statut"], row["version"]) == ("retire", 2)
    assert _count(context, EXTRACTION) == 12


def test_an_annulment_withdraws_even_before_its_notice_is_read(install: Install, tmp_path: Path) -> None:
    context = install({**_documents(5), "annulment": toy.body(toy.row(90, annule="toy:77"))})
    run(context, [PLAN])
    toy.record(tmp_path / "recorded", {**_documents(5), "late": toy.body(toy.row(77))})
    run(context, [PLAN])
    with context.db.read() as tx:
        row = Rows(tx, context.db.catalogue).get("jouets", "toy:77")
        assert row is not None
        assert row["statut"] == "retire"


@pytest.mark.parametrize("order", [("a-coded", "b-page"), ("b-coded", "a-page")])
def test_coded_data_goes_before_a_page_in_whatever_order_they_come(
    install: Install, order: tuple[str, str]
) -> None:
    coded, page = order
    rows = {coded: toy.body(toy.row(7, objet="coded")), page: b"%PDF\n" + toy.body(toy.row(7, objet="page"))}
    context = install({**_documents(5), **rows})
    run(context, [PLAN])
    assert _objets(context)["toy:7"] == "coded"
    with context.db.read() as tx:
        assert len(Revisions(tx).of("jouets", "toy:7")) == 1


def test_the_members_of_an_archive_are_documents(install: Install) -> None:
    def members(data: bytes, name: str) -> list[tuple[str, bytes]] | None:
        if not data.startswith(b"ARCHIVE"):
            return None
        return [(f"m{n}.json", toy.body(toy.row(20 + n))) for n in range(3)]

    context = install({**_documents(), "box": b"ARCHIVE"}, members=members)
    for expected in (9, 0):
        assert run(context, [PLAN]).counts["new"] == expected
    with context.db.read() as tx:
        keys = set(tx.execute(select(SNAPSHOT.c.key)).scalars())
    assert {"box", "box!m0.json", "box!m1.json", "box!m2.json"} <= keys


def test_a_quiet_run_alerts_nobody(install: Install) -> None:
    context = install(_documents())
    run(context, [replace(PLAN, quiet=True)])
    with context.db.read() as tx:
        assert Ledger(tx).after("all") == []
    run(context, [PLAN])
    with context.db.read() as tx:
        assert Ledger(tx).after("all") == []


def _refused(context: Context, summary: RunSummary, reason: str) -> None:
    assert summary.exit_code == 3
    assert summary.runs[0].state is RunState.REFUSED
    assert reason in summary.runs[0].reasons[0]


def test_under_its_floor_a_run_publishes_nothing_and_says_so(install: Install, tmp_path: Path) -> None:
    context = install(_documents())
    run(context, [PLAN])
    hollow = {f"doc-{n}": toy.body(toy.row(n, objet="")) for n in range(6)}
    toy.record(tmp_path / "recorded", hollow)
    _refused(context, run(context, [PLAN]), "objet is filled in 0% of 6 rows")
    assert set(_objets(context).values()) == {f"Jouet {n}" for n in range(6)}
    with context.db.read() as tx:
        assert Staged(tx).count("toy") == 6
    toy.record(tmp_path / "recorded", {f"doc-{n}": toy.body(toy.row(n, objet="Mieux")) for n in range(6)})
    assert run(context, [PLAN]).counts["changed"] == 6


def test_too_few_documents_are_an_alarm(install: Install) -> None:
    context = install(_documents(4))
    _refused(
        context,
        run(context, [replace(PLAN, mode="live")]),
        "4 documents were found in 7 days; the floor is 5 [floor]",
    )
    assert _objets(context) == {}


def test_no_document_at_all_is_an_alarm(install: Install) -> None:
    context = install({})
    _refused(context, run(context, [PLAN]), "no document was found")


def test_documents_none_of_which_can_be_read_are_an_alarm(install: Install) -> None:
    context = install({f"doc-{n}": b"redesigned %d" % n for n in range(6)})
    _refused(context, run(context, [PLAN]), "none of the 6 documents could be read [unread]")


def test_a_listing_that_fails_makes_the_run_incomplete(install: Install, tmp_path: Path) -> None:
    class Failing(ReplayOrigin):
        def get(self, url: str) -> Answer | None:
            if "page2" in url:
                raise FetchError("503")
            return super().get(url)

    def discover(origin: object, window: object) -> object:
        yield from toy.discover(origin, window)  # type: ignore[arg-type]
        assert origin.get("https://toy.example/page2") is None  # type: ignore[attr-defined]

    def origin_for(_run: Run) -> Failing:
        return Failing(tmp_path / "recorded", "toy")

    source = replace(toy.SOURCE, discover=discover)  # type: ignore[arg-type]
    context = replace(install(_documents()), origin_for=origin_for, sources={"toy": source})
    context = _impatient(context)
    summary = run(context, [PLAN])
    assert (summary.exit_code, summary.runs[0].state) == (1, RunState.INCOMPLETE)
    assert "the listing is incomplete: 503" in summary.runs[0].reasons[0]
    assert summary.counts["new"] == 6


def test_a_listing_whose_structure_has_changed_fails_the_run(install: Install) -> None:
    def discover(origin: object, window: object) -> object:
        yield from toy.discover(origin, window)  # type: ignore[arg-type]
        raise StructureChanged("the listing is new")

    context = _impatient(install(_documents()))
    run(context, [PLAN])
    source = replace(toy.SOURCE, discover=discover)  # type: ignore[arg-type]
    summary = run(replace(context, sources={"toy": source}), [PLAN])
    assert (summary.exit_code, summary.runs[0].state) == (1, RunState.FAILED)
    assert "the listing is new" in summary.runs[0].reasons[0]
    with context.db.read() as tx:
        assert Refusals(tx).of("toy") == []


def _impatient(context: Context, speed: int = 1000) -> Context:
    """A context whose clock runs faster, so that retries fall due at once."""
    start = context.now()
    return replace(context, now=lambda: start + (context.now() - start) * speed, lease=timedelta(days=9))


def test_a_document_that_is_gone_is_no_gap(install: Install, tmp_path: Path) -> None:
    context = install(_documents())
    (tmp_path / "recorded" / "doc-3" / "meta.toml").unlink()
    summary = run(context, [PLAN])
    assert (summary.runs[0].state, summary.counts["new"]) == (RunState.COMPLETE, 5)
    with context.db.read() as tx:
        assert Documents(tx).get("toy", "doc-3") is not None


class Conditional(ReplayOrigin):
    """A publisher that answers 304 to who has its document already."""

    def fetch(self, url: str, validators: Validators) -> Answer | Unchanged | None:
        if validators.etag:
            return UNCHANGED
        answer = super().fetch(url, validators)
        return replace(answer, headers={"etag": '"1"'}) if isinstance(answer, Answer) else answer


def test_a_document_that_has_not_changed_is_read_again_by_a_new_reader_only(
    install: Install, tmp_path: Path
) -> None:
    context = install(_documents())
    origin = Conditional(tmp_path / "recorded", "toy")
    context = replace(context, origin_for=lambda _run: origin)
    assert [run(context, [PLAN]).counts["extracted"] for _ in range(2)] == [6, 0]
    newer = replace(context, route=replace(context.route, reader="2"))
    assert [run(newer, [PLAN]).counts["extracted"] for _ in range(2)] == [6, 0]
    assert _count(context, REVISION) == 6


def test_a_document_that_says_a_thing_twice_makes_one_version(install: Install) -> None:
    twice = toy.body(toy.row(7, objet="first"), toy.row(7, objet="last"))
    context = install({**_documents(), "twice": twice})
    for expected in (7, 0):
        assert run(context, [PLAN]).counts["new"] == expected
    with context.db.read() as tx:
        row = Rows(tx, context.db.catalogue).get("jouets", "toy:7")
    assert row is not None
    assert (row["objet"], row["version"]) == ("last", 1)
    assert row["avertissements"][0].startswith("duplicate-id: toy:7")


def test_a_message_that_no_channel_takes_is_dead_in_the_end(install: Install) -> None:
    context = _impatient(install(_documents(5)), speed=1_000_000)
    channel = context.route.deliver
    assert isinstance(channel, toy.Channel)
    channel.refuses = "all/toy:1/1"
    assert run(context, [PLAN], threads=1, patience=timedelta(days=3)).exit_code == 0
    with context.db.read() as tx:
        (dead,) = tx.execute(select(OUTBOX.c.attempts, OUTBOX.c.last_error).where(OUTBOX.c.state == "dead"))
    assert tuple(dead) == (9, "ConnectionError: nobody there")
    assert len(channel.sent) == 6


def test_the_result_of_a_lost_lease_is_not_written(install: Install) -> None:
    context = install(_documents())
    open_run(context, PLAN)
    with context.db.write() as tx:
        (work,) = Queue(tx).claim("slow", context.now(), context.lease, 1)
        Queue(tx).release(context.now(), {"slow"})
    assert take(context, work).verdict is Verdict.LOST
    with context.db.read() as tx:
        assert Queue(tx).count(WORK.c.stage == "fetch") == 0
    assert run(context, [PLAN]).counts["new"] == 6


def test_the_leases_of_a_living_worker_are_renewed(install: Install) -> None:
    context = replace(install(_documents()), lease=timedelta(seconds=0.3))
    open_run(context, PLAN)
    with context.db.write() as tx:
        Queue(tx).claim("me", context.now(), context.lease, 1)
    with Heartbeat(context, "me"):
        time.sleep(0.7)
        with context.db.read() as tx:
            assert Queue(tx).expired(context.now()) == 0
    time.sleep(0.4)
    with context.db.read() as tx:
        assert Queue(tx).expired(context.now()) == 1


def test_a_defect_is_tried_again_and_then_parked_with_its_reason(install: Install) -> None:
    def broken(source: object, data: bytes, *, name: str) -> object:
        if name == "doc-1":
            raise ZeroDivisionError("a defect")
        return toy.extract(toy.SOURCE, data, name=name)

    context = _impatient(install(_documents(), extract=broken))
    summary = run(context, [PLAN])
    assert (summary.runs[0].state, summary.counts["new"]) == (RunState.INCOMPLETE, 5)
    assert "ZeroDivisionError: a defect" in summary.runs[0].reasons[0]
    with context.db.read() as tx:
        (work,) = Queue(tx).rows(WORK.c.state == WorkState.PARKED)
    assert (work.attempts, work.last_error_code) == (5, "ZeroDivisionError")


def test_a_document_that_kills_its_worker_is_parked(install: Install) -> None:
    context = install(_documents())

    class Killed(BaseException):
        pass

    def deadly(source: object, data: bytes, *, name: str) -> object:
        if name == "doc-1":
            raise Killed
        return toy.extract(toy.SOURCE, data, name=name)

    deadly_context = replace(context, route=replace(context.route, extract=deadly))  # type: ignore[arg-type]
    for _ in range(5):
        with pytest.raises(Killed):
            run(deadly_context, [PLAN], threads=1)
        with context.db.write() as tx:
            Queue(tx).release(context.now(), Queue(tx).owners())
    summary = run(deadly_context, [PLAN], threads=1)
    assert (summary.runs[0].state, summary.counts["new"]) == (RunState.INCOMPLETE, 5)
    assert "its worker was killed 5 times" in summary.runs[0].reasons[0]
    assert run(deadly_context, [PLAN], threads=1).exit_code == 0  # nobody tries it again with the same reader


def test_a_channel_that_does_not_answer_is_tried_again_later(install: Install) -> None:
    context = install(_documents(5))
    channel = context.route.deliver
    assert isinstance(channel, toy.Channel)
    channel.fails = 2
    assert run(context, [PLAN], patience=NO_PATIENCE).exit_code == 0
    with context.db.read() as tx:
        waiting = Outbox(tx).pending()
        assert {message.last_error for message in waiting} == {"ConnectionError: nobody there"}
        assert all(message.run_at > context.now() for message in waiting)
    assert len(waiting) == 2
    later = replace(context, now=lambda: context.now() + timedelta(hours=1))
    run(later, [PLAN])
    with context.db.read() as tx:
        assert Outbox(tx).pending() == []
    assert len(channel.sent) == 7


def test_a_stopped_run_goes_on_where_it_was(install: Install) -> None:
    context = install(_documents())
    stop = threading.Event()
    interrupted = run(context, [PLAN], on_step=lambda _step: stop.set(), stop=stop)
    assert interrupted.runs[0].state is RunState.RUNNING
    assert _objets(context) == {}
    resumed = run(context, [PLAN])
    assert resumed.runs[0].id == interrupted.runs[0].id
    assert resumed.counts["new"] == 6


def test_floors_are_statistical_for_few_rows(install: Install) -> None:
    """One hollow row of five does not break a floor of 90 %: chance would do it often."""
    context = install({**_documents(5), "doc-9": toy.body(toy.row(9, objet=""))})
    assert context.sources["toy"].floor == Floor(5, (("objet", 0.9),))
    assert run(context, [PLAN]).exit_code == 0


def test_the_route_must_be_given_its_channels() -> None:
    route = Route(toy.extract, toy.normalise)
    with pytest.raises(KeyError, match="mail"):
        route.deliver(Message("mail", "1", {}, toy.NOON))
