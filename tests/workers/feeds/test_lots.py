"""A rectificatif of one lot moves its deadline in the calendar of a watch; a cancelled lot is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import icalendar
import pytest

from core.model.watch import Match
from core.storage.database import Database, open_database
from core.storage.revisions import Revisions
from normalizers.datasets import datasets
from tests.core.storage.samples import NOON
from tests.core.storage.test_parts import LOTS, NOTICES, apply, call, lot, mend
from workers.feeds.calendar import deadlines_calendar
from workers.feeds.head import FeedHead
from workers.feeds.telling import Teller


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    known = datasets()
    with open_database(database_url, [known[name] for name in (NOTICES, LOTS)]) as opened:
        yield opened


def events(db: Database, record: str) -> list[tuple[str, int, str]]:
    """The end of each event, its sequence and its status; every version was matched."""
    with db.read() as tx:
        versions = Revisions(tx).of(LOTS, record)
        matches = [Match("w", LOTS, record, each.version, NOON, ()) for each in versions]
        told = Teller({LOTS: datasets()[LOTS]}, "https://veille.example").told(tx, matches)
    head = FeedHead("Lots", "", "https://veille.example", "", NOON)
    calendar = icalendar.Calendar.from_ical(deadlines_calendar(head, [each.entry for each in told]))
    known: list[dict[str, Any]] = [dict(event) for event in calendar.walk("VEVENT")]
    return [(each["DTEND"].dt.isoformat(), int(each["SEQUENCE"]), str(each["STATUS"])) for each in known]


def test_a_changed_lot_moves_and_a_cancelled_one_goes(db: Database) -> None:
    first = {"date_limite_reponse": "2026-04-14T12:00:00+02:00"}
    apply(db, call(), lot("n", "1", **first), lot("n", "2", **first))
    apply(db, mend("r", "n"), lot("r", "2", date_limite_reponse="2026-04-28T12:00:00+02:00"))
    assert events(db, "n:lot:1") == [("2026-04-14T12:00:00+02:00", 0, "CONFIRMED")]
    assert events(db, "n:lot:2") == [("2026-04-28T12:00:00+02:00", 1, "CONFIRMED")]
    apply(db, mend("s", "n", day=3), lot("s", "2", annule=True))
    assert events(db, "n:lot:2") == [("2026-04-28T12:00:00+02:00", 2, "CANCELLED")]
