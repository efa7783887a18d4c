"""Documents, snapshots, refusals, watches, the ledger and the outbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy import event

from core.model.document import Reference, Snapshot
from core.model.evidence import Evidence
from core.model.reading import Extraction, Reading, Refusal, Value
from core.model.watch import Match, Range, Reason, Watch
from core.storage.database import Database, open_database
from core.storage.extractions import Extractions
from core.storage.ledger import Ledger
from core.storage.outbox import Message, Outbox
from core.storage.refusals import Refusals
from core.storage.snapshots import Documents, Snapshots, Validators
from core.storage.watches import Watches
from tests.core.storage.samples import NOON, TOYS

CHANGED = "Thu, 01 Jan 2026 06:00:00 GMT"
SNAPSHOT = Snapshot(
    "toy", "1", "https://toy.example/1", "aa", 3, "text/xml", NOON, {"ETag": '"x"', "Last-Modified": CHANGED}
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with open_database(database_url, [TOYS]) as opened:
        yield opened


def test_a_document_keeps_its_first_day_and_takes_its_new_address(database: Database) -> None:
    known = Reference("toy", "1", "https://old.example", NOON.date())
    with database.write() as tx:
        Documents(tx).saw([known, Reference("toy", "2", "u")], NOON)
        Documents(tx).saw(
            [replace(known, url="https://new.example", published=None)], NOON + timedelta(days=1)
        )
        assert Documents(tx).get("toy", "1") == replace(known, url="https://new.example")
        assert Documents(tx).newest("toy") == NOON.date()
        assert Documents(tx).get("toy", "3") is None


def test_the_same_bytes_are_one_snapshot(database: Database) -> None:
    with database.write() as tx:
        first, fresh = Snapshots(tx).add(SNAPSHOT)
        again, stale = Snapshots(tx).add(replace(SNAPSHOT, fetched_at=NOON + timedelta(days=1)))
        assert (fresh, stale) == (True, False)
        assert (again.id, again.fetched_at) == (first.id, NOON)
        other, changed = Snapshots(tx).add(
            replace(SNAPSHOT, sha256="bb", fetched_at=NOON + timedelta(days=2))
        )
        back, moved = Snapshots(tx).add(replace(SNAPSHOT, fetched_at=NOON + timedelta(days=3)))
        assert (changed, moved, back.id) == (True, True, first.id)
        assert Snapshots(tx).latest("toy", "1") == back
        assert first.id is not None
        assert Snapshots(tx).get(first.id) == back
        assert Snapshots(tx).validators(first.id) == Validators('"x"', CHANGED)
        assert other.id != first.id


@pytest.mark.parametrize("changed", ["then", "", format_datetime(NOON - timedelta(seconds=59))])
def test_a_date_of_change_that_proves_nothing_is_not_sent(database: Database, changed: str) -> None:
    with database.write() as tx:
        stored, _ = Snapshots(tx).add(replace(SNAPSHOT, headers={"Last-Modified": changed}))
        assert stored.id is not None
        assert Snapshots(tx).validators(stored.id) == Validators()


def test_bytes_are_found_under_every_key_latest_first(database: Database) -> None:
    with database.write() as tx:
        first, _ = Snapshots(tx).add(SNAPSHOT)
        Snapshots(tx).add(replace(SNAPSHOT, key="2", sha256="bb"))
        third, _ = Snapshots(tx).add(replace(SNAPSHOT, key="3"))
        assert Snapshots(tx).of_bytes("aa") == [third, first]
        assert Snapshots(tx).of_bytes("cc") == []


def test_an_extraction_is_kept_for_each_reader(database: Database) -> None:
    value = Value("mot", Evidence("Mot", path="/a"), 0.5)
    reading = Reading("jouets", "a", {"objet": value, "criteres": ({"libelle": value},)})
    extraction = Extraction("toy", "coded", "aa", (reading,), (Refusal("protected", "no", "/b"),), ("/c",))
    with database.write() as tx:
        Extractions(tx).put(extraction, "1", NOON)
        assert Extractions(tx).get("aa", "toy", "1") == extraction
        assert Extractions(tx).get("aa", "toy", "2") is None
        assert Extractions(tx).latest("aa", "toy") == extraction
        assert Extractions(tx).settled(SNAPSHOT, "1")
        assert not Extractions(tx).settled(SNAPSHOT, "2")


def test_refusals_are_those_of_the_last_reading(database: Database) -> None:
    with database.write() as tx:
        refusals = Refusals(tx)
        refusals.put(SNAPSHOT, "1", [Refusal("structure-changed", "new")], NOON)
        assert Extractions(tx).settled(SNAPSHOT, "1")
        assert refusals.by_other_readers("toy", "1") == []
        assert refusals.by_other_readers("toy", "2") == ["1"]
        refusals.put(
            SNAPSHOT, "2", [Refusal("protected", "no", "/a"), Refusal("protected", "no", "/b")], NOON
        )
        assert refusals.codes("toy") == {"protected": 2}
        assert [each.path for each in refusals.of_document("toy", "1")] == ["/a", "/b"]


def test_watches(database: Database) -> None:
    watch = Watch("w", "Écoles", ("jouets",), "école", {"type": ("bois", "fer")}, "secret", NOON)
    with database.write_durably() as tx:
        watches = Watches(tx)
        assert watches.stamp() == (None, 0)
        watches.put(watch, NOON)
        watches.put(replace(watch, name="Écoles du Nord"), NOON + timedelta(hours=1))
        told_once = replace(watch, name="Écoles du Nord", token="")
        assert watches.get("w") == told_once
        assert watches.by_token("secret") == watches.get("w")
        assert watches.by_token("") is None
        assert watches.stamp() == (NOON + timedelta(hours=1), 1)
        watches.pause("w", NOON)
        watches.suspend("w", "unclosed quotation mark")
        assert watches.suspended() == {"w": "unclosed quotation mark"}
        assert [each.paused_at for each in watches.all()] == [NOON]


def test_changed_watches_are_found_by_what_was_seen_last(database: Database) -> None:
    first = Watch(
        "w", "Écoles", ("jouets",), ranges={"montant": Range(5.0), "jour": Range(None, "2026-03-31")}
    )
    second = replace(first, id="v", ranges={})
    with database.write_durably() as tx:
        watches = Watches(tx)
        watches.put(first, NOON)
        assert [each.ranges for each in watches.since(None)] == [first.ranges]
        seen, _ = watches.stamp()
        watches.put(second, NOON - timedelta(hours=1))  # by a clock that is slow
        assert [each.id for each in watches.since(seen)] == ["v"]
        watches.put(replace(first, name="Collèges"), NOON)
        assert {each.name for each in watches.since(seen)} == {"Écoles", "Collèges"}


def test_the_ledger_has_each_watch_and_version_once(database: Database) -> None:
    match = Match("w", "jouets", "a", 1, NOON, (Reason("objet", "école", "école"),))
    with database.write_durably() as tx:
        ledger = Ledger(tx)
        (first,) = ledger.add([match, match])
        assert ledger.add([match]) == []
        second, third = ledger.add([replace(match, version=2), replace(match, record="b")])
        assert [entry.match for entry in ledger.after("w")] == [match, second.match, third.match]
        assert ledger.after("w", second.seq) == [third]
        assert ledger.latest("w", 1) == [third]
        assert ledger.latest("w", 5, before=second.seq) == [first]
        assert (ledger.count("w"), ledger.count("other")) == (3, 0)


def test_the_ledger_takes_many_matches_in_few_statements(database: Database) -> None:
    one = Match("w", "jouets", "a", 1, NOON, ())
    many = [replace(one, version=number) for number in range(1, 1101)]
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with database.write_durably() as tx:
        Ledger(tx).add(many[:3])
        asked.clear()
        added = Ledger(tx).add(many)
    assert [entry.match for entry in added] == many[3:]
    assert [entry.seq for entry in added] == sorted(entry.seq for entry in added)
    assert sum("INSERT" in each for each in asked) == 3


def test_the_outbox_has_each_message_once(database: Database) -> None:
    with database.write_durably() as tx:
        outbox = Outbox(tx)
        (stored,) = outbox.add([Message("mail", "w/1", {"a": 1}, NOON)])
        assert outbox.add([Message("mail", "w/1", {"a": 2}, NOON)]) == []
        (other,) = outbox.add([Message("webhook", "w/1", {"a": 1}, NOON)])
        outbox.failed(stored.id, NOON + timedelta(hours=1), "nobody there")
        assert [message.id for message in outbox.pending("mail")] == [stored.id]
        outbox.sent(stored.id, NOON)
        outbox.dead(other.id, "gave up")
        assert outbox.pending() == []
        sent = outbox.get(stored.id)
        assert sent is not None
        assert (sent.state, sent.attempts, sent.last_error) == ("sent", 2, None)
