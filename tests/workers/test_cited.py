"""Publications that others name and that no listing did."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from console.cli.gaps import as_json, told
from core.model.document import Reference
from core.model.source import Window
from core.storage.citations import Citation
from core.storage.database import open_database
from core.storage.merge import RowReading
from core.storage.records import Records
from core.storage.runs import Runs, RunState
from core.storage.snapshots import Documents
from crawlers import source as source_of
from crawlers.procurement.boamp.discovery import ordinal_of
from normalizers.datasets import datasets
from workers.advance import LIVE
from workers.cited import Unlisted, unlisted
from workers.gaps import recent_gaps

MONDAY = date(2026, 3, 2)
LISTED = {f"26-{1000 + n}": MONDAY + timedelta(days=n // 10) for n in range(30) if n != 15}
"""Ten notices a day for three days, less one."""


def _looked(days: int) -> set[date]:
    return {MONDAY + timedelta(days=n) for n in range(days)}


def _on(n: int) -> date:
    return MONDAY + timedelta(days=n)


@pytest.mark.parametrize(
    ("number", "after", "days", "missed"),
    [
        ("26-1015", 3, 3, True),
        ("26-1015", 3, 2, False),  # the third day was not looked at: it may have appeared then
        ("26-1014", 3, 3, False),  # listed
        ("26-0900", 3, 3, False),  # before all that is known
        ("25-1015", 3, 3, False),  # of a year of which nothing is known
        ("annonce 12", 3, 3, False),
    ],
)
def test_a_number_is_missed_where_every_day_was_looked_at(
    number: str, after: int, days: int, missed: bool
) -> None:
    found = list(unlisted([Citation(number, _on(after))], LISTED, ordinal_of, _looked(days)))
    assert found == ([Unlisted(number, _on(after))] if missed else [])


def test_a_number_that_several_name_is_told_once() -> None:
    named = [Citation("26-1015", _on(5)), Citation("26-1015", _on(3))]
    assert list(unlisted(named, LISTED, ordinal_of, _looked(9))) == [Unlisted("26-1015", _on(3))]


def test_a_boamp_that_lacks_a_notice_that_a_rectificatif_names_is_told_of(database_url: str) -> None:
    boamp = source_of("boamp")
    until = _on(4)
    with open_database(database_url, datasets().values()) as db:
        with db.write() as tx:
            references = [Reference("boamp", key, "https://x.example", day) for key, day in LISTED.items()]
            Documents(tx).saw(references, _noon(until))
            rows = [_notice("26-1040", ["boamp:26-1015", "boamp:26-1016", "ted:000001-2026"])]
            Records(tx, db.catalogue, _noon(until)).apply_all(rows, "test")
            run, _ = Runs(tx).open("boamp", LIVE, "", Window(MONDAY, until), _noon(until))
            Runs(tx).finish(run.id, RunState.COMPLETE, _noon(_on(5)), {}, [])
        with db.read() as tx:
            gaps = recent_gaps(tx, db.catalogue, boamp, _noon(_on(5)))
    assert gaps.cited == (Unlisted("26-1015", _on(3)),)
    assert list(told(gaps)) == ["avis 26-1015 nommé par un avis du 05/03/2026 et jamais listé"]
    assert as_json(gaps) == [{"code": "cited-never-listed", "number": "26-1015", "day": "2026-03-05"}]


def _notice(number: str, links: list[str]) -> RowReading:
    day = _on(3)
    values: dict[str, Any] = {"source": "boamp", "date_publication": day.isoformat(), "avis_lies": links}
    return RowReading(
        dataset="avis-marches",
        record=f"boamp:{number}",
        document=f"boamp/{number}",
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


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
