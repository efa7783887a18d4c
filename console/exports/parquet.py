"""Parquet with real lists, dates and times, compressed by zstd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from console.exports.cells import as_text
from core.clock import paris
from core.model.dataset import Column, Dataset, Kind

_BATCH = 10_000
_TYPES = {
    Kind.DATE: pa.date32(),
    Kind.AMOUNT: pa.float64(),
    Kind.NUMBER: pa.float64(),
    Kind.INTEGER: pa.int64(),
    Kind.BOOLEAN: pa.bool_(),
}


def write_parquet(dataset: Dataset, rows: Iterable[Mapping[str, Any]], out: BinaryIO) -> int:
    """Write the rows in groups of 10 000; returns their number.

    A deadline may be a day without an hour, so date-times are ISO 8601 texts; structures are JSON texts.
    """
    schema = pa.schema([(column.name, _type(column)) for column in dataset.columns])
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            columns = [[_cell(column, row.get(column.name)) for row in batch] for column in dataset.columns]
            arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(batch)
    return count


def _batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _type(column: Column) -> pa.DataType:
    one = _TYPES.get(column.kind, pa.string())
    return pa.list_(one) if column.many and column.kind is not Kind.STRUCT else one


def _cell(column: Column, value: Any) -> Any:
    if value is None or column.kind in _TYPES:
        return value
    if isinstance(value, datetime):
        return paris(value).isoformat(timespec="seconds")
    if column.many and column.kind is not Kind.STRUCT:
        return [as_text(each) for each in value]
    return as_text(value)
