"""When something is due, in the hours of Paris."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.clock import paris
from core.holidays import Kind, kind_of
from core.model.timetable import JORF_RESTS, WEEKEND, Hours, Pace
from core.model.timetable_setting import TimetableSetting

MORNING = Hours((time(7), time(12)), JORF_RESTS, jitter=timedelta())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-03-12T08:00+01:00", "2026-03-12T07:00+01:00"),
        ("2026-03-12T06:59+01:00", "2026-03-11T12:00+01:00"),
        ("2026-07-16T12:00+02:00", "2026-07-16T12:00+02:00"),  # summer: the hour of Paris, not that of UTC
        ("2026-07-15T13:00+02:00", "2026-07-14T12:00+02:00"),  # no Journal on the morrow of 14 July
        ("2026-03-16T13:00+01:00", "2026-03-15T12:00+01:00"),  # nor on a Monday
    ],
)
def test_the_last_hour_of_publication(now: str, slot: str) -> None:
    assert MORNING.latest("jorf", at(now)) == at(slot)


@pytest.mark.parametrize(
    ("day", "instants"),
    [
        ("2026-03-29", ["2026-03-29T03:30+02:00"]),  # 02:30 does not exist
        ("2026-10-25", ["2026-10-25T02:30+02:00"]),  # and here it is twice
    ],
)
def test_the_nights_on_which_the_clocks_change_have_one_slot(day: str, instants: list[str]) -> None:
    night = Hours((time(2, 30),), jitter=timedelta())
    midnight = at(f"{day}T00:00+01:00")
    seen = {night.latest("x", midnight + timedelta(minutes=m)) for m in range(0, 24 * 60, 5)}
    assert {slot for slot in seen if slot and slot > midnight} == {at(each) for each in instants}


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.text(max_size=8))  # noqa: DTZ001
def test_slots_never_lie_ahead_nor_on_a_day_of_rest(naive: datetime, name: str) -> None:
    now = naive.replace(tzinfo=UTC)
    slot = Hours((time(9),), WEEKEND).latest(name, now)
    assert slot is not None
    assert slot <= now
    assert kind_of(paris(slot).date()) not in WEEKEND
    assert Hours((time(9),), WEEKEND).latest(name, slot) == slot
    pace = Pace(timedelta(hours=5))
    assert timedelta() <= now - pace.latest(name, now) < timedelta(hours=5)
    assert pace.latest(name, pace.latest(name, now)) == pace.latest(name, now)


def test_names_are_spread_over_the_jitter() -> None:
    hours = Hours((time(9),), jitter=timedelta(minutes=10))
    slots = [hours.latest(f"source-{n}", at("2026-03-12T12:00+01:00")) for n in range(200)]
    first, last = at("2026-03-12T09:00+01:00"), at("2026-03-12T09:10+01:00")
    assert all(slot and first <= slot < last for slot in slots)
    assert len(set(slots)) > 190


def test_operators_write_hours_or_a_pace() -> None:
    assert TimetableSetting.model_validate({"at": ["07:30"], "rests": ["sunday"]}).made() == Hours(
        (time(7, 30),), frozenset({Kind.SUNDAY})
    )
    assert TimetableSetting.model_validate({"every_minutes": 90}).made() == Pace(timedelta(minutes=90))


@pytest.mark.parametrize(
    "wrong", [{}, {"at": ["7h30"]}, {"at": ["07:30"], "every_minutes": 5}, {"at": ["07:30"], "rest": []}]
)
def test_what_operators_write_wrong_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TimetableSetting.model_validate(wrong)
