"""Datasets as files that others open: one module a format, each streaming rows in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from console.exports.csv import write_csv
from console.exports.geojson import write_geojson
from console.exports.jsonl import write_jsonl
from console.exports.parquet import write_parquet
from console.exports.xlsx import write_xlsx
from core.errors import InputError
from core.model.dataset import Dataset

Row = Mapping[str, Any]
Writer = Callable[[Dataset, Iterable[Row], BinaryIO], int]

WRITERS: dict[str, tuple[Writer, str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "jsonl": (write_jsonl, "application/x-ndjson"),
    "geojson": (write_geojson, "application/geo+json"),
    "parquet": (write_parquet, "application/vnd.apache.parquet"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""Each format with its writer, which returns the number of rows written, and its media type."""


def writer(name: str) -> tuple[Writer, str]:
    """The writer and the media type of a format.

    Raises:
        InputError: there is no such format.
    """
    try:
        return WRITERS[name]
    except KeyError:
        known = ", ".join(WRITERS)
        raise InputError(f"unknown export format {name!r}", hint=f"Formats: {known}.") from None
