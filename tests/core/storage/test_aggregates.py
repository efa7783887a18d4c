"""Groups of the published rows: by values, elements of lists, parts of dates; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from core.storage.aggregates import Aggregates, Function, Grain, Group, Key, Measure
from core.storage.database import Database, open_database
from core.storage.queries import Filter, Rows, Test
from core.storage.records import Records
from tests.core.storage.samples import NOON, TOYS, record

ROWS: tuple[dict[str, Any], ...] = (
    {"type": "bois", "montant": 100.0, "departements": ["01", "2A"], "date_publication": date(2026, 3, 1)},
    {"type": "bois", "montant": None, "departements": ["01"], "date_publication": date(2026, 3, 2)},
    {"type": "bois", "montant": 50.5, "departements": [], "date_publication": date(2026, 12, 31)},
    {"type": None, "montant": None, "departements": None, "date_publication": None},
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with open_database(database_url, [TOYS]) as opened:
        with opened.write() as tx:
            for number, values in enumerate(ROWS):
                Records(tx, opened.catalogue, NOON).apply(record(f"toy-{number}", **values), "test")
        yield opened


def _groups(database: Database, *keys: Key, measure: Measure | None = None, **only: Any) -> list[Group]:
    conditions = [Filter(name, Test.EQUALS, value) for name, value in only.items()]
    with database.read() as tx:
        found = Aggregates(Rows(tx, database.catalogue))
        return found.groups("jouets", keys, measure or Measure(), conditions)


def _counted(groups: list[Group]) -> dict[Any, float | None]:
    return {group.keys if len(group.keys) > 1 else group.keys[0]: group.value for group in groups}


def test_rows_are_counted_by_value_the_unknown_ones_too(database: Database) -> None:
    assert _counted(_groups(database, Key("type"))) == {"bois": 3, None: 1}


def test_a_row_is_in_the_group_of_each_element_of_a_list(database: Database) -> None:
    assert _counted(_groups(database, Key("departements"))) == {"01": 2, "2A": 1, None: 2}


@pytest.mark.parametrize(
    ("grain", "expected"),
    [
        (Grain.YEAR, {"2026": 3, None: 1}),
        (Grain.QUARTER, {"2026-T1": 2, "2026-T4": 1, None: 1}),
        (Grain.MONTH, {"2026-03": 2, "2026-12": 1, None: 1}),
        # 1 March 2026 is a Sunday, the day after it a Monday.
        (Grain.WEEK, {"2026-02-23": 1, "2026-03-02": 1, "2026-12-28": 1, None: 1}),
    ],
)
def test_days_fall_into_periods(database: Database, grain: Grain, expected: dict[Any, int]) -> None:
    assert _counted(_groups(database, Key("date_publication", grain))) == expected


def test_a_sum_takes_the_known_values_and_is_unknown_without_any(database: Database) -> None:
    groups = _groups(database, Key("type"), measure=Measure(Function.SUM, "montant"))
    assert groups == [Group(("bois",), 150.5, 3, 2), Group((None,), None, 1, 0)]
    (mean,) = _groups(database, measure=Measure(Function.MEAN, "montant"))
    assert mean == Group((), 75.25, 4, 2)


def test_two_keys_and_a_condition(database: Database) -> None:
    groups = _groups(database, Key("date_publication", Grain.MONTH), Key("departements"), type="bois")
    assert _counted(groups) == {
        ("2026-03", "01"): 2,
        ("2026-03", "2A"): 1,
        ("2026-12", None): 1,
    }


def test_codes_fall_into_their_divisions(database: Database) -> None:
    assert _counted(_groups(database, Key("type", Grain.DIVISION))) == {"bo": 3, None: 1}
