"""What RSS, JSON Feed and iCalendar tell is what Atom tells."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.workers.feeds.test_atom import HEAD, MOVED, ROW, entry
from workers.feeds.calendar import deadlines_calendar
from workers.feeds.json_feed import json_feed
from workers.feeds.rss import rss_feed

PARIS = ZoneInfo("Europe/Paris")


def test_rss_tells_what_why_when_and_the_proof() -> None:
    feed = feedparser.parse(rss_feed(HEAD, [entry()]))
    assert not feed.bozo
    assert (feed.version, feed.feed.title) == ("rss20", "Écoles")
    (read,) = feed.entries
    assert (read.id, read.title) == (entry().id, entry().title)
    assert read.published == "Thu, 12 Mar 2026 09:30:00 +0000"
    assert MOVED in read.summary
    assert "« énergétique » répond à « energie »" in read.summary
    assert entry().proof_url in read.summary


def test_json_feed_tells_it_to_programs() -> None:
    feed = json.loads(json_feed(HEAD, [entry()]))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    (item,) = feed["items"]
    assert item["id"] == entry().id
    assert "<b>énergétique</b>" in item["title"]
    assert "<script" not in item["content_html"]
    assert item["_veille"]["deadline"] == "2026-04-02T10:00:00+00:00"
    assert item["_veille"]["changes"] == [{"label": "Date limite de réponse", "text": MOVED}]


def test_markup_of_a_notice_is_text_in_rss_and_json() -> None:
    hostile = entry({**ROW, "acheteur_nom": "<script>alert(1)</script>\x00"})
    assert "<script>" not in json.loads(json_feed(HEAD, [hostile]))["items"][0]["content_html"]
    (read,) = feedparser.parse(rss_feed(HEAD, [hostile])).entries
    assert "<script>" not in read.summary


def events(*entries: object) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(deadlines_calendar(HEAD, list(entries)))  # type: ignore[arg-type]
    return [dict(event) for event in calendar.walk("VEVENT")]


def test_a_rectificatif_moves_the_event_of_its_notice() -> None:
    first = entry({**ROW, "date_limite_reponse": datetime(2026, 3, 30, 10, tzinfo=UTC)}, version=1)
    (event,) = events(entry(version=2), first)
    assert str(event["UID"]) == "tag:veille.example,2026:avis-marches:boamp:26-1"
    assert event["SEQUENCE"] == 1
    assert event["DTEND"].dt == datetime(2026, 4, 2, 12, tzinfo=PARIS)  # type: ignore[attr-defined]
    assert event["DTEND"].params["TZID"] == "Europe/Paris"  # type: ignore[attr-defined]
    assert str(event["STATUS"]) == "CONFIRMED"


@pytest.mark.parametrize("name", ["boamp:26-1", "eforms:5f3c"])
def test_a_rectificatif_has_no_event_beside_the_one_it_moves(name: str) -> None:
    notice = replace(entry({**ROW, "type_avis": "consultation", "identifiant_eforms": "5f3c"}), version=2)
    mending = replace(
        entry({**ROW, "avis_modifies": [name]}, version=1), subject="tag:v,2026:avis:boamp:26-9"
    )
    assert [str(each["UID"]) for each in events(mending, notice)] == [notice.subject]
    assert len(events(mending)) == 1  # alone, it is all that tells of the deadline


def test_a_withdrawn_notice_is_cancelled_and_stays() -> None:
    (event,) = events(entry({**ROW, "statut": "retire"}, version=3))
    assert str(event["STATUS"]) == "CANCELLED"
    assert "retirée par son éditeur" in str(event["DESCRIPTION"])


def test_a_deadline_without_an_hour_is_a_day_and_none_is_no_event() -> None:
    (event,) = events(entry({**ROW, "date_limite_reponse": date(2026, 4, 2)}))
    assert event["DTSTART"].dt == date(2026, 4, 2)  # type: ignore[attr-defined]
    assert event["DTEND"].dt == date(2026, 4, 3)  # type: ignore[attr-defined]
    assert events(replace(entry(), deadline=None)) == []


@pytest.mark.parametrize("day", [29, 30])
def test_the_hour_of_paris_holds_when_summer_begins(day: int) -> None:
    noon = datetime(2026, 3, day, 12, tzinfo=PARIS)
    (event,) = events(replace(entry(), deadline=noon.astimezone(UTC)))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)  # type: ignore[attr-defined]
    assert event["DTEND"].dt.hour == 12  # type: ignore[attr-defined]


@given(st.text())
def test_any_title_comes_back_whole(title: str) -> None:
    told = replace(entry(), title=title)
    (item,) = json.loads(json_feed(HEAD, [told]))["items"] if title.isprintable() else [{"title": title}]
    assert item["title"] == title
    assert not feedparser.parse(rss_feed(HEAD, [told])).bozo
    assert len(events(told)) == 1
