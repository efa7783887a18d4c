"""Lots as a watch tells them: with their notice, their deadlines in its calendar, gone once cancelled."""

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
from tests.core.storage.test_parts import AWARDS, LOTS, NOTICES, apply, award, call, lot, mend
from workers.feeds.calendar import deadlines_calendar
from workers.feeds.head import FeedHead
from workers.feeds.telling import Teller


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    known = datasets()
    with open_database(database_url, [known[name] for name in (NOTICES, LOTS, AWARDS)]) as opened:
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


def titles(db: Database, dataset: str, record: str, *seen: str) -> list[tuple[str, tuple[str, str]]]:
    """The title of each version of a record, and the affair it belongs to, for readers of these datasets."""
    with db.read() as tx:
        versions = Revisions(tx).of(dataset, record)
        matches = [Match("w", dataset, record, each.version, NOON, ()) for each in versions]
        teller = Teller({name: datasets()[name] for name in (dataset, *seen)}, "https://veille.example")
        return [(each.entry.title, each.affair) for each in teller.told(tx, matches)]


def test_a_lot_and_an_award_are_told_with_their_notice(db: Database) -> None:
    apply(db, call(objet="Rénovation des halles"), lot("n", "1", intitule="Voirie"))
    apply(db, award("n", 1, "COLAS", 90000.0))
    affair = (NOTICES, "n")
    assert titles(db, LOTS, "n:lot:1", NOTICES) == [("Rénovation des halles — lot 1 : Voirie", affair)]
    assert titles(db, AWARDS, "n:attr:1:1", NOTICES) == [
        ("Attribué : Rénovation des halles — lot 1 — COLAS", affair)
    ]
    assert titles(db, NOTICES, "n") == [("Rénovation des halles", affair)]


def test_readers_who_may_not_see_the_notice_are_not_told_of_it(db: Database) -> None:
    apply(db, call(objet="Rénovation des halles"), lot("n", "1", intitule="Voirie"))
    assert titles(db, LOTS, "n:lot:1") == [("Lot 1 : Voirie", (NOTICES, "n"))]
