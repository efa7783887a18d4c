"""Selections, groups and orders give on every database what pandas gives."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from console.api.odsql.query import Clauses
from tests.console.api.odsql.cases_results import RESULTS, SELECT, Case
from tests.console.api.odsql.cases_where import WHERE
from tests.console.api.odsql.essais import answer, rows
from tests.console.api.odsql.oracle import Row


@pytest.mark.parametrize(
    "case", RESULTS, ids=["&".join(f"{k}={v}" for k, v in case[0].items()) for case in RESULTS]
)
def test_a_query_gives_what_pandas_gives(case: Case, essais: dict[str, Any]) -> None:
    given, expect = case
    texts = dict(given)
    where = (texts.pop("where"),) if "where" in texts else ()
    expected = expect(rows())
    listed = case in SELECT and len(expected) > 1
    for name, engine in essais["engines"].items():
        clauses = Clauses(where=where, **texts)
        found = answer(engine, essais["entry"], clauses)
        assert _told(found) == _told(expected), name
        assert not listed or len(found) == len(rows())


def test_there_are_more_than_250_cases() -> None:
    told = {str(case[0]) for case in RESULTS} | {where for where, _ in WHERE}
    assert len(told) >= 250


def _told(results: list[Row]) -> list[Row]:
    """As JSON, floats to nine digits: sums of floats depend on the order of adding."""
    read: list[Row] = orjson.loads(orjson.dumps(results))
    return [{name: _rounded(value) for name, value in result.items()} for result in read]


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list) else value
