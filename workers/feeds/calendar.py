"""Calendars of deadlines (iCalendar, RFC 5545): an event a record, which a rectificatif moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from core.clock import paris
from workers.feeds.entry import Entry
from workers.feeds.head import WITHDRAWN, FeedHead, printable

MEDIA_TYPE = "text/calendar; charset=utf-8"
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def deadlines_calendar(head: FeedHead, entries: Sequence[Entry]) -> bytes:
    """The calendar as bytes: the latest version of each record that has a deadline, or had one.

    The hour is that of Paris. ``SEQUENCE`` grows with the version; a record that was withdrawn is CANCELLED,
    and stays, so that a reader takes it out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Veille//Veille//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(head.title))
    latest: dict[str, Entry] = {}
    for entry in entries:
        known = latest.get(entry.subject)
        latest[entry.subject] = entry if known is None or entry.version > known.version else known
    for entry in latest.values():
        if entry.deadline is not None:
            calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.subject)
    event.add("sequence", entry.version - 1)
    event.add("dtstamp", entry.updated)
    event.add("last-modified", entry.updated)
    event.add("summary", printable(f"Date limite : {entry.title}"))
    if isinstance(entry.deadline, datetime):
        end = paris(entry.deadline)
        event.add("dtstart", end - _HOUR)
        event.add("dtend", end)
    elif entry.deadline is not None:
        event.add("dtstart", entry.deadline)
        event.add("dtend", entry.deadline + _DAY)
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.withdrawn else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    lines = [
        *([WITHDRAWN] if entry.withdrawn else []),
        *(f"{each.label} : {each.text}" for each in entry.lines),
    ]
    event.add("description", printable("\n".join([*lines, entry.proof_url])))
    return event
