"""From the query of an address to a view; what it does not understand it refuses, and never ignores.

A filter that is silently dropped would give more rows than were asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.datastructures import QueryParams

from console.web.datasets.columns import choosable_columns, is_sortable
from console.web.datasets.view import (
    AFTER,
    COLUMN,
    DEFAULT_SIZE,
    OPENED,
    ORDER,
    RESERVED,
    SINCE,
    SIZE,
    UNTIL,
    WORDS,
    View,
    default_order,
)
from console.web.language import PARAMETER
from console.web.refusal import BadAddress, BadQuery
from core.model.dataset import Column, Dataset, Kind
from core.storage.queries import Order
from workers.matching.query import Query, parse_query
from workers.matching.trouble import QueryError

SIZES = (25, 50, 100, 200)
_MANY_VALUES = 200
_MANY_LETTERS = 300
_INTEGERS = range(-(2**63), 2**63)
_TRUE, _FALSE = ("true", "oui", "1"), ("false", "non", "0")


def parse_view(dataset: Dataset, params: QueryParams) -> View:
    """The view that an address asks for.

    Raises:
        BadAddress: it names an unknown filter, or a value that the column cannot hold.
    """
    _refuse_strangers(dataset, params)
    return View(
        dataset,
        order=_order(dataset, _one(params, ORDER)),
        words=_words(_one(params, WORDS)),
        chosen=_chosen(dataset, params),
        since=_day(_one(params, SINCE)),
        until=_day(_one(params, UNTIL)),
        columns=_columns(dataset, params.getlist(COLUMN)),
        size=_size(_one(params, SIZE)),
        after=_one(params, AFTER),
        opened=_opened(dataset, params.getlist(OPENED)),
    )


def filterable(dataset: Dataset) -> dict[str, Column]:
    """The columns that an address may filter by, by name."""
    return {column.name: column for column in dataset.columns if column.kind in _READERS}


def _refuse_strangers(dataset: Dataset, params: QueryParams) -> None:
    known = {*RESERVED, PARAMETER, *filterable(dataset)}
    if not dataset.date_column:
        known -= {SINCE, UNTIL}
    strangers = [name for name in params if name not in known and not name.startswith("utm_")]
    if strangers:
        raise BadAddress("filter", name=strangers[0])


def _one(params: QueryParams, name: str) -> str:
    """The value of a parameter that is given once; empty where it is not."""
    values = [value for value in params.getlist(name) if value.strip()]
    if len(values) > 1:
        raise BadAddress("repeated", name=name)
    return _clean(values[0]) if values else ""


def _clean(value: str) -> str:
    if "\0" in value or len(value) > _MANY_LETTERS:
        raise BadAddress("value")
    return value.strip()


def _words(text: str) -> str:
    try:
        return "" if parse_query(text) == Query() else text
    except QueryError as error:
        raise BadQuery(error) from error


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadAddress("day", value=text) from error


def _order(dataset: Dataset, text: str) -> Order:
    if not text:
        return default_order(dataset)
    name = text.removeprefix("-")
    column = next((each for each in dataset.columns if each.name == name), None)
    if column is None or not is_sortable(column):
        raise BadAddress("order", name=name)
    return Order(name, descending=text.startswith("-"))


def _columns(dataset: Dataset, names: list[str]) -> tuple[str, ...]:
    known = [column.name for column in choosable_columns(dataset)]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise BadAddress("column", name=unknown[0])
    return tuple(name for name in known if name in names)


def _opened(dataset: Dataset, names: list[str]) -> tuple[str, ...]:
    facets = [column.name for column in dataset.columns if column.facet]
    unknown = [name for name in names if name not in facets]
    if unknown:
        raise BadAddress("column", name=unknown[0])
    return tuple(name for name in facets if name in names)


def _size(text: str) -> int:
    if not text:
        return DEFAULT_SIZE
    if text not in map(str, SIZES):
        raise BadAddress("size", sizes=", ".join(map(str, SIZES)))
    return int(text)


def _chosen(dataset: Dataset, params: QueryParams) -> dict[str, tuple[Any, ...]]:
    chosen = {}
    for name, column in filterable(dataset).items():
        texts = [_clean(value) for value in params.getlist(name) if value.strip()]
        if len(texts) > _MANY_VALUES:
            raise BadAddress("values", name=name, most=_MANY_VALUES)
        if texts:
            chosen[name] = tuple(dict.fromkeys(_READERS[column.kind](text) for text in texts))
    return chosen


def _integer(text: str) -> int:
    try:
        value = int(text)
    except ValueError as error:
        raise BadAddress("integer", value=text) from error
    if value not in _INTEGERS:
        raise BadAddress("integer", value=text)
    return value


def _boolean(text: str) -> bool:
    if text.lower() not in (*_TRUE, *_FALSE):
        raise BadAddress("boolean", value=text)
    return text.lower() in _TRUE


_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: str,
    Kind.CODE: str,
    Kind.TERM: str,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _day,
}
