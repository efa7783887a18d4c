"""The catalogue as a small table of its own, so that it is asked by the same language as the rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import BigInteger, Boolean, Column, ColumnElement, MetaData, Table, Text, type_coerce
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.schema import CreateTable

from console.api.engines.sqlite import SqliteEngine
from console.api.odsql.flavours.sqlite import register
from console.api.odsql.values import Field, Schema, Type, Value
from core.storage.folding import folded

_SHOWN: dict[str, tuple[Type, bool]] = {
    "dataset_id": (Type.TEXT, False),
    "dataset_uid": (Type.TEXT, False),
    "attachments": (Type.JSON, False),
    "has_records": (Type.BOOL, False),
    "data_visible": (Type.BOOL, False),
    "features": (Type.TEXT, True),
    "metas": (Type.JSON, False),
    "fields": (Type.JSON, False),
}
_METAS: dict[str, tuple[Type, bool]] = {
    "title": (Type.TEXT, False),
    "description": (Type.TEXT, False),
    "keyword": (Type.TEXT, True),
    "theme": (Type.TEXT, True),
    "publisher": (Type.TEXT, False),
    "language": (Type.TEXT, False),
    "license": (Type.TEXT, False),
    "modified": (Type.DATETIME, False),
    "data_processed": (Type.DATETIME, False),
    "records_count": (Type.INT, False),
}
_FACETS = ("features", "modified", "publisher", "keyword", "theme", "language", "license")
_ALSO = {"datasetid": "dataset_id"}
"""Another name of a field, which older clients use."""
_SQL = {Type.BOOL: Boolean, Type.INT: BigInteger}

_TABLE = Table(
    "catalogue",
    MetaData(),
    *(
        Column(name, Text if many else _SQL.get(kind, Text))
        for name, (kind, many) in {**_SHOWN, **_METAS}.items()
    ),
    Column("_words", Text),
)


def schema() -> Schema:
    """The fields of the catalogue; ``*`` stands for the members of a dataset."""
    fields = {
        name: Field(name, _value(_TABLE.c[name], kind, many), facet=name in _FACETS)
        for name, (kind, many) in {**_SHOWN, **_METAS}.items()
    }
    fields |= {name: fields[other] for name, other in _ALSO.items()}
    return Schema(_TABLE, fields, _TABLE.c["_words"], _TABLE.c.dataset_id, _TABLE.c.dataset_id, tuple(_SHOWN))


def engine(datasets: Sequence[dict[str, Any]]) -> SqliteEngine:
    """A database in memory with the datasets as they are described."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    register(connection)
    connection.execute(str(CreateTable(_TABLE).compile(dialect=SQLiteDialect_pysqlite())))
    marks = ", ".join("?" * len(_TABLE.columns))
    connection.executemany(f"INSERT INTO catalogue VALUES ({marks})", [_row(each) for each in datasets])  # noqa: S608
    return SqliteEngine(lambda: connection)


def _value(column: ColumnElement[Any], kind: Type, many: bool) -> Value:
    text = many or kind not in _SQL
    return Value(type_coerce(column, Text) if text else column, kind, many)


def _row(dataset: dict[str, Any]) -> list[Any]:
    metas = dataset["metas"]["default"]
    shown = [_stored(dataset[name], *kind) for name, kind in _SHOWN.items()]
    told = [_stored(metas[name], *kind) for name, kind in _METAS.items()]
    words = [metas["title"], metas["description"], *metas["keyword"], dataset["dataset_id"]]
    names = [field["label"] or "" for field in dataset["fields"]]
    return [*shown, *told, folded(" ".join([*words, *names]))]


def _stored(value: Any, kind: Type, many: bool) -> Any:
    return orjson.dumps(value).decode() if many or kind is Type.JSON else value
