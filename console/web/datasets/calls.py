"""The call of the Explore API that answers with the rows of a view."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from console.web.datasets.view import View
from core.storage.queries import All, Condition, Filter, Neither, Test, Words

_LONGEST = 6000
"""Letters of a condition that an address holds; a circle around a town names hundreds of communes."""

_ANYTHING, _NOTHING = "id is not null", "id is null"


class Unwritten(Exception):
    """ODSQL does not say the same."""


def api_call(view: View) -> str:
    """The path of the call that gives the rows of a view.

    Where the question is too long for an address, or searches words (ODSQL finds their beginnings, the tables
    any part of them), the path of the download of the same rows as lines of JSON.
    """
    name = quote(view.dataset.name, safe="")
    try:
        where = " and ".join(_written(each) for each in view.conditions())
    except Unwritten:
        return f"/datasets/{name}.jsonl{view.download_query()}"
    if len(where) > _LONGEST:
        return f"/datasets/{name}.jsonl{view.download_query()}"
    pairs = [("where", where)] if where else []
    order = f"{view.order.column}{' desc' if view.order.descending else ''}"
    query = urlencode([*pairs, ("order_by", order), ("limit", "100")])
    return f"/api/explore/v2.1/catalog/datasets/{name}/records?{query}"


def _written(condition: Condition) -> str:
    if isinstance(condition, Words):
        raise Unwritten
    if isinstance(condition, Filter):
        if condition.test not in _WRITERS:
            raise Unwritten
        return _WRITERS[condition.test](condition.column, condition.value)
    parts = [_written(each) for each in condition.conditions]
    if isinstance(condition, All):
        return f"({' and '.join(parts)})" if parts else _ANYTHING
    some = f"({' or '.join(parts)})" if parts else _NOTHING
    return f"not ({some})" if isinstance(condition, Neither) else some


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date | datetime):
        return f"date'{value.isoformat()}'"
    return json.dumps(str(value), ensure_ascii=False)


def _compared(sign: str) -> Callable[[str, Any], str]:
    return lambda column, value: f"{column} {sign} {_literal(value)}"


_WRITERS: dict[Test, Callable[[str, Any], str]] = {
    Test.EQUALS: _compared("="),
    Test.AT_LEAST: _compared(">="),
    Test.AT_MOST: _compared("<="),
    Test.MORE: _compared(">"),
    Test.LESS: _compared("<"),
    Test.KNOWN: lambda column, _: f"{column} is not null",
    Test.UNKNOWN: lambda column, _: f"{column} is null",
    Test.STARTS: lambda column, value: f"startswith({column}, {_literal(value)})",
    Test.AMONG: lambda column, value: f"({' or '.join(f'{column} = {_literal(each)}' for each in value)})",
}
