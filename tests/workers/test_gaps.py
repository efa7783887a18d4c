"""Days on which something is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.holidays import Kind, easter, kind_of
from core.model.document import Reference
from core.model.source import Window
from core.storage.database import Database, open_database
from core.storage.merge import RowReading
from core.storage.records import Records
from core.storage.runs import Runs, RunState
from core.storage.snapshots import Documents
from crawlers import source as source_of
from crawlers.legal.bodacc.discovery import issue_of
from crawlers.legal.jorf.discovery import brings_an_issue
from normalizers.datasets import datasets
from tests.workers import toy
from workers.advance import LIVE, REPLAY
from workers.bands import least
from workers.gaps import Gap, gaps_of_run, recent_gaps
from workers.numbers import Issue, Skipped, skipped, uncovered
from workers.short_days import short_days

FIRST = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("history", "low"),
    [
        ([], 0),
        ([300, 310, 290], 0),  # three days are too few to know
        ([300, 310, 290, 305], 233),
        ([300, 200, 400, 250, 350], 4),
        ([2, 3, 1, 2, 2, 3, 1], 0),
        ([2, 3, 1, 2, 2, 3, 1, 2], 1),  # never empty in eight weeks
        ([2, 3, 0, 2, 2, 3, 1, 2], 0),
        ([0] * 12, 0),
    ],
)
def test_the_least_that_is_no_surprise(history: list[int], low: int) -> None:
    assert least(history) == low


@given(st.lists(st.integers(0, 500), max_size=20))
def test_the_band_begins_under_the_median_and_never_below_nothing(history: Sequence[int]) -> None:
    past = sorted(history[:12])
    assert 0 <= least(history) <= (past[len(past) // 2] if past else 0)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 3, 16), Kind.MONDAY),
        (date(2026, 7, 14), Kind.HOLIDAY),
        (date(2026, 7, 15), Kind.MORROW),
        (date(2026, 5, 14), Kind.HOLIDAY),  # Ascension Day
        (date(2026, 4, 3), Kind.HOLIDAY),  # Good Friday, of the Union
        (date(2026, 12, 25), Kind.HOLIDAY),
    ],
)
def test_bank_holidays_are_days_of_their_own(day: date, kind: Kind) -> None:
    assert kind_of(day) is kind


@pytest.mark.parametrize(
    ("year", "day"),
    [(2018, (4, 1)), (2019, (4, 21)), (2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2038, (4, 25))],
)
def test_easter_moves(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    with open_database(database_url, [toy.TOYS]) as database:
        yield database


def _publish(db: Database, day: date, count: int) -> None:
    references = [Reference("toy", f"{day}-{n}", "https://toy.example", day) for n in range(count)]
    with db.write() as tx:
        Documents(tx).saw(references, _noon(day))


def _look(db: Database, since: date, until: date, at: date, mode: str = LIVE) -> int:
    with db.write() as tx:
        run, _ = Runs(tx).open("toy", mode, "", Window(since, until), _noon(at))
        Runs(tx).finish(run.id, RunState.COMPLETE, _noon(at), {}, [])
    return run.id


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _weeks(db: Database, weeks: int, mode: str = LIVE) -> date:
    """A journal of every day but Mondays and the morrows of holidays; the day after the last week."""
    end = FIRST + timedelta(weeks=weeks)
    for n in range(7 * weeks):
        day = FIRST + timedelta(days=n)
        if kind_of(day) not in (Kind.MONDAY, Kind.MORROW, Kind.HOLIDAY):
            _publish(db, day, 50 + n % 5)
    _look(db, FIRST, end, end, mode)
    return end


def _gaps(db: Database, now: date) -> list[Gap]:
    with db.read() as tx:
        return list(recent_gaps(tx, db.catalogue, toy.SOURCE, _noon(now)).days)


def test_a_day_without_notice_is_a_gap_and_a_monday_is_none(db: Database) -> None:
    monday = _weeks(db, 6)
    for n in range(1, 7):
        if n not in (2, 4):
            _publish(db, monday + timedelta(days=n), 50)
    _publish(db, monday + timedelta(days=4), 5)
    _look(db, monday, monday + timedelta(days=7), monday + timedelta(days=7))
    gaps = [(gap.code, gap.day - monday, gap.found) for gap in _gaps(db, monday + timedelta(days=7))]
    assert gaps == [("no-notice", timedelta(days=2), 0), ("few-notices", timedelta(days=4), 5)]


def test_a_bank_holiday_and_its_morrow_are_no_gaps(db: Database) -> None:
    easter_monday = date(2026, 4, 6)
    assert _weeks(db, 13) == easter_monday
    for n in range(2, 7):
        _publish(db, easter_monday + timedelta(days=n), 50)
    _look(db, easter_monday, easter_monday + timedelta(days=7), easter_monday + timedelta(days=7))
    assert _gaps(db, easter_monday + timedelta(days=7)) == []


def test_a_day_that_is_not_over_or_that_nobody_looked_at_is_no_gap(db: Database) -> None:
    monday = _weeks(db, 6)
    tuesday = monday + timedelta(days=1)
    _look(db, monday, tuesday, tuesday)
    assert _gaps(db, tuesday + timedelta(days=3)) == []


def test_a_replay_teaches_nothing(db: Database) -> None:
    monday = _weeks(db, 6, REPLAY)
    _look(db, monday, monday + timedelta(days=6), monday + timedelta(days=7))
    assert _gaps(db, monday + timedelta(days=7)) == []


def test_a_run_names_the_gaps_of_its_window(db: Database) -> None:
    monday = _weeks(db, 6)
    number = _look(db, monday, monday + timedelta(days=1), monday + timedelta(days=2))
    with db.read() as tx:
        (gap,) = gaps_of_run(tx, db.catalogue, toy.SOURCE, Runs(tx).get(number)).days
    assert (gap.day, gap.found, gap.least, gap.code) == (date(2026, 2, 17), 0, 23, "no-notice")


def test_a_first_run_over_months_has_no_gaps(db: Database) -> None:
    """A backfill learns the band from its own days; a Saturday is compared with Saturdays."""
    end = _weeks(db, 12)
    assert _gaps(db, end) == []


def test_what_comes_late_is_missing_no_more(db: Database) -> None:
    monday = _weeks(db, 6)
    tuesday = monday + timedelta(days=1)
    _look(db, monday, tuesday, tuesday + timedelta(days=1))
    assert [gap.day for gap in _gaps(db, tuesday + timedelta(days=1))] == [tuesday]
    _publish(db, tuesday, 50)
    assert _gaps(db, tuesday + timedelta(days=2)) == []


def _issues(*numbers: int) -> list[Issue]:
    return [Issue("S", number, FIRST + timedelta(days=number)) for number in numbers]


ALL_DAYS = {FIRST + timedelta(days=n) for n in range(60)}


def test_a_number_that_is_skipped_is_named() -> None:
    issues = _issues(*range(1, 20), 21, 24)
    found = list(skipped(issues, ALL_DAYS))
    assert found == [
        Skipped("S", 20, 20, 1, FIRST + timedelta(days=21)),
        Skipped("S", 22, 23, 2, FIRST + timedelta(days=24)),
    ]


@pytest.mark.parametrize(
    "issues",
    [
        _issues(1, 2, 4),  # short history
        _issues(*range(1, 30, 2)),  # skips by habit
        _issues(*range(1, 20)),
    ],
)
def test_no_number_is_missed_where_none_is_sure(issues: list[Issue]) -> None:
    assert list(skipped(issues, ALL_DAYS)) == []


def test_a_number_may_stand_where_nobody_looked() -> None:
    assert list(skipped(_issues(*range(1, 20), 21), ALL_DAYS - {FIRST + timedelta(days=20)})) == []


def test_an_issue_without_rows_of_ours_is_no_gap_and_one_that_never_came_is() -> None:
    issues = _issues(10, 13)
    days = {FIRST + timedelta(days=n) for n in (11, 12)}
    assert list(uncovered(issues, days, ALL_DAYS)) == []
    lacking = days - {FIRST + timedelta(days=12)}
    assert list(uncovered(issues, lacking, ALL_DAYS)) == [Skipped("S", 11, 12, 1, FIRST + timedelta(days=13))]


@given(st.sets(st.integers(1, 50)), st.randoms())
def test_the_order_of_arrival_says_nothing(numbers: set[int], random: Random) -> None:
    issues = _issues(*sorted(numbers))
    shuffled = random.sample(issues, len(issues))
    assert list(skipped(shuffled, ALL_DAYS)) == list(skipped(issues, ALL_DAYS))
    missed = {n for each in skipped(issues, ALL_DAYS) for n in range(each.first, each.last + 1)}
    assert not missed & numbers


def test_the_numbers_of_the_bodacc_are_those_of_its_files() -> None:
    assert issue_of("PCL_BXA20260052") == ("PCL_BXA2026", 52)
    assert issue_of("RCS-B_BXB20260001") == ("RCS-B_BXB2026", 1)
    assert issue_of("A:2026-03-12") is None


def test_the_issue_of_the_day_comes_at_night() -> None:
    assert brings_an_issue("JORFSIMPLE_20260312-003012")
    assert brings_an_issue("JORFCONT000059900100")
    assert not brings_an_issue("JORFTEXT000059900101")
    assert not brings_an_issue("JORFSIMPLE_20260312-213012")


def test_a_bodacc_that_lacks_an_issue_is_told_of(database_url: str) -> None:
    bodacc = source_of("bodacc")
    with open_database(database_url, datasets().values()) as db:
        for n in range(20):
            if n != 18:
                day = FIRST + timedelta(days=n)
                with db.write() as tx:
                    key = f"PCL_BXA2026{n + 1:04}"
                    Documents(tx).saw([Reference("bodacc", key, "https://x.example", day)], _noon(day))
        end = FIRST + timedelta(days=20)
        with db.write() as tx:
            run, _ = Runs(tx).open("bodacc", LIVE, "", Window(FIRST, end), _noon(end))
            Runs(tx).finish(run.id, RunState.COMPLETE, _noon(end), {}, [])
        with db.read() as tx:
            assert recent_gaps(tx, db.catalogue, bodacc, _noon(end)).numbers == (
                Skipped("PCL_BXA2026", 19, 19, 1, FIRST + timedelta(days=19)),
            )


def test_a_journal_officiel_that_lacks_an_issue_is_told_of(database_url: str) -> None:
    jorf = source_of("jorf")
    with open_database(database_url, datasets().values()) as db:
        with db.write() as tx:
            rows = [
                _nomination(f"JORFTEXT{n}:1:1", f"{n:04}", FIRST + timedelta(days=n)) for n in (10, 12, 15)
            ]
            Records(tx, db.catalogue, _noon(FIRST)).apply_all(rows, "test")
            keys = [(n, f"JORFSIMPLE_2026{n:04}-00{n:04}") for n in (10, 12, 13, 15)]
            keys.append((14, "JORFSIMPLE_20260119-214501"))
            references = [
                Reference("jorf", key, "https://x.example", FIRST + timedelta(days=n)) for n, key in keys
            ]
            Documents(tx).saw(references, _noon(FIRST))
            until = FIRST + timedelta(days=15)
            run, _ = Runs(tx).open("jorf", LIVE, "", Window(FIRST, until), _noon(until))
            Runs(tx).finish(run.id, RunState.COMPLETE, _noon(until + timedelta(days=1)), {}, [])
        with db.read() as tx:
            now = _noon(until + timedelta(days=1))
            found = recent_gaps(tx, db.catalogue, jorf, now).numbers
    assert [(each.first, each.last, each.count) for each in found] == [(11, 11, 1), (13, 14, 1)]


def test_a_supplement_of_the_joue_that_lacks_an_issue_is_told_of(database_url: str) -> None:
    ted = source_of("ted")
    with open_database(database_url, datasets().values()) as db:
        with db.write() as tx:
            printed = ((1, "1"), (2, "2"), (4, "4"))
            rows = [_notice(f"ted:00000{n}-2026", number, "ted", n) for n, number in printed]
            other = _notice("boamp:26-1", "3", "boamp", 3)
            Records(tx, db.catalogue, _noon(FIRST)).apply_all([*rows, other], "test")
            keys = [(n, f"00000{n}-2026") for n, _ in printed]
            references = [
                Reference("ted", key, "https://x.example", FIRST + timedelta(days=n)) for n, key in keys
            ]
            Documents(tx).saw(references, _noon(FIRST))
            until = FIRST + timedelta(days=4)
            run, _ = Runs(tx).open("ted", LIVE, "", Window(FIRST, until), _noon(until))
            Runs(tx).finish(run.id, RunState.COMPLETE, _noon(until + timedelta(days=1)), {}, [])
        with db.read() as tx:
            found = recent_gaps(tx, db.catalogue, ted, _noon(until + timedelta(days=1))).numbers
    assert [(each.first, each.last, each.day) for each in found] == [(3, 3, FIRST + timedelta(days=4))]


def _notice(record: str, number: str, source: str, after: int) -> RowReading:
    day = FIRST + timedelta(days=after)
    values = {"source": source, "numero_parution": number, "date_publication": day.isoformat()}
    return _row("avis-marches", record, values, day)


def _nomination(record: str, number: str, day: date) -> RowReading:
    values = {"numero_jo": number, "date_publication": day.isoformat()}
    return _row("nominations-professions-juridiques", record, values, day)


def _row(dataset: str, record: str, values: dict[str, Any], day: date) -> RowReading:
    return RowReading(
        dataset=dataset,
        record=record,
        document=f"any/{record}",
        precedence=3,
        published=day,
        read_at=_noon(day),
        sha256="0",
        url="https://x.example",
        values=values,
        evidence={},
        confidence={},
        warnings=(),
    )


def _held(db: Database, since: date, until: date, at: date) -> list[str]:
    """What holds a run, which is then refused or complete."""
    with db.write() as tx:
        run, _ = Runs(tx).open("toy", LIVE, "", Window(since, until), _noon(at))
        reasons = short_days(tx, toy.SOURCE, run)
        state = RunState.REFUSED if reasons else RunState.COMPLETE
        Runs(tx).finish(run.id, state, _noon(at), {}, reasons)
    return reasons


def test_a_short_day_holds_a_run_until_a_second_one_finds_as_many(db: Database) -> None:
    monday = _weeks(db, 6)
    tuesday = monday + timedelta(days=1)
    _publish(db, tuesday, 5)
    look = (monday, tuesday, tuesday + timedelta(days=1))
    assert _held(db, *look) == [
        "toy: 5 documents were found of 2026-02-17; days like it have 23 at least [band]"
    ]
    assert _held(db, *look) == [], "the publisher has as few"
    assert [gap.found for gap in _gaps(db, tuesday + timedelta(days=1))] == [5], "and it is told of"
    assert _held(db, *look) == []


def test_a_day_that_is_still_filling_holds_the_next_run_too(db: Database) -> None:
    monday = _weeks(db, 6)
    tuesday = monday + timedelta(days=1)
    look = (monday, tuesday, tuesday + timedelta(days=1))
    assert ["0 documents" in each for each in _held(db, *look)] == [True]
    _publish(db, tuesday, 5)
    assert ["5 documents" in each for each in _held(db, *look)] == [True]
    _publish(db, tuesday, 50)
    assert _held(db, *look) == []


def test_a_backfill_a_monday_and_a_day_that_is_not_over_hold_nothing(db: Database) -> None:
    monday = _weeks(db, 6)
    _publish(db, FIRST - timedelta(days=6), 1)
    assert _held(db, FIRST - timedelta(days=7), FIRST - timedelta(days=1), monday) == []
    assert _held(db, monday, monday + timedelta(days=1), monday + timedelta(days=1)) == []
