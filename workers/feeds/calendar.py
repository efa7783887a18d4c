"""Calendars of deadlines (iCalendar, RFC 5545): an event a record, which a rectificatif moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from core.clock import paris
from workers.feeds.entry import Entry, Line
from workers.feeds.head import FeedHead, printable
from workers.feeds.wording import Wording

MEDIA_TYPE = "text/calendar; charset=utf-8"
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def deadlines_calendar(head: FeedHead, entries: Sequence[Entry]) -> bytes:
    """The calendar as bytes: the latest version of each record that has a deadline, or had one.

    The hour is that of Paris. ``SEQUENCE`` grows with the version; a record that was
    withdrawn, or whose deadline was taken back, is CANCELLED, and stays, so that a reader takes it out. A
    rectificatif has no event beside that of the notice which it moves: one deadline is told once, and goes
    with its notice.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Veille//Veille//{head.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("refresh-interval", _HOUR, parameters={"value": "DURATION"})
    calendar.add("x-wr-calname", printable(head.title))
    for entry, deadline, stands in _deadlines(entries):
        calendar.add_component(_event(entry, deadline, stands=stands))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _deadlines(entries: Sequence[Entry]) -> Iterator[tuple[Entry, datetime | date, bool]]:
    """The latest version of each record, its deadline or the last one it had, and whether it stands."""
    versions: dict[str, list[Entry]] = {}
    for entry in entries:
        versions.setdefault(entry.subject, []).append(entry)
    dated = {name for each in entries if each.deadline is not None and not each.mends for name in each.names}
    for known in versions.values():
        known.sort(key=lambda entry: entry.version)
        if dated.intersection(known[-1].mends):
            continue
        deadline = next((each.deadline for each in reversed(known) if each.deadline is not None), None)
        if deadline is not None:
            yield known[-1], deadline, known[-1].deadline is not None and not known[-1].withdrawn


def _event(entry: Entry, deadline: datetime | date, *, stands: bool) -> Event:
    event = Event()
    event.add("uid", entry.subject)
    event.add("sequence", entry.version - 1)
    event.add("dtstamp", entry.updated)
    event.add("last-modified", entry.updated)
    event.add(
        "summary", printable(Line(Wording(entry.language)("deadline"), entry.label).told(entry.language))
    )
    if isinstance(deadline, datetime):
        end = paris(deadline)
        event.add("dtstart", end - _HOUR)
        event.add("dtend", end)
    else:
        event.add("dtstart", deadline)
        event.add("dtend", deadline + _DAY)
    event.add("url", entry.url)
    event.add("status", "CONFIRMED" if stands else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    lines = [
        *([entry.gone] if entry.gone else []),
        *(each.told(entry.language) for each in entry.lines),
    ]
    event.add("description", printable("\n".join([*lines, entry.proof_url])))
    return event
