"""The ways to write a file: ours and what one would do with the usual libraries."""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Callable
from typing import IO

from sqlalchemy.engine import make_url

from benchmarks.export.notices import COLUMNS, DATASET
from console.exports.sql.lines import Extract
from console.exports.stream import stream
from core.storage.database import open_database
from normalizers.datasets import datasets

_QUERY = f"SELECT {', '.join(COLUMNS)} FROM ds_avis_marches"  # noqa: S608 - names of ours
_CHUNK = 50_000

Way = Callable[[str, str], None]
"""Writes the dataset of a database into a file."""


def ours(form: str) -> Way:
    """The stream of the exports, as the command and the pages use it."""

    def write(address: str, path: str) -> None:
        with (
            open_database(address, datasets().values()) as db,
            db.read_at_large() as tx,
            _opened(path) as out,
        ):
            for chunk in stream(tx, db.catalogue, Extract(DATASET), form):
                out.write(chunk)

    return write


def pandas_csv(address: str, path: str) -> None:
    """``read_sql`` in chunks, ``to_csv``: lists and instants as the store has them."""
    import pandas as pd  # noqa: PLC0415 - no other way is to weigh what it weighs

    with sqlite3.connect(_file(address)) as db:
        for number, part in enumerate(pd.read_sql(_QUERY, db, chunksize=_CHUNK)):
            part.to_csv(path, sep=";", index=False, mode="a" if number else "w", header=not number)


def pandas_jsonl(address: str, path: str) -> None:
    """``read_sql`` in chunks, ``to_json`` by lines."""
    import pandas as pd  # noqa: PLC0415

    with sqlite3.connect(_file(address)) as db, _opened(path) as out:
        for part in pd.read_sql(_QUERY, db, chunksize=_CHUNK):
            out.write(part.to_json(orient="records", lines=True, force_ascii=False).encode())


def csv_module(address: str, path: str) -> None:
    """sqlite3 and the csv module."""
    with sqlite3.connect(_file(address)) as db, open(path, "w", newline="", encoding="utf-8") as out:  # noqa: PTH123
        writer = csv.writer(out, delimiter=";")
        writer.writerow(COLUMNS)
        writer.writerows(db.execute(_QUERY))


def xlsx_module(address: str, path: str) -> None:
    """sqlite3 and xlsxwriter in constant memory."""
    import xlsxwriter  # noqa: PLC0415

    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet()
    with sqlite3.connect(_file(address)) as db:
        for line, row in enumerate(db.execute(_QUERY)):
            for at, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, at, value)
                elif value is not None:
                    sheet.write_number(line, at, value)
    book.close()


WAYS: dict[str, tuple[str, Way]] = {
    "csv: veille": ("csv", ours("csv")),
    "csv: pandas": ("csv", pandas_csv),
    "csv: csv module": ("csv", csv_module),
    "jsonl: veille": ("jsonl", ours("jsonl")),
    "jsonl: pandas": ("jsonl", pandas_jsonl),
    "geojson: veille": ("geojson", ours("geojson")),
    "xlsx: veille": ("xlsx", ours("xlsx")),
    "xlsx: xlsxwriter": ("xlsx", xlsx_module),
}
"""Each way with its format; a way of ours stands before its peers."""

POSTGRESQL = ("csv: veille", "jsonl: veille", "xlsx: veille")
"""The ways that are measured on PostgreSQL too."""


def _file(address: str) -> str:
    return str(make_url(address).database)


def _opened(path: str) -> IO[bytes]:
    return open(path, "wb")  # noqa: PTH123


def size(path: str) -> int:
    """The bytes of the file."""
    return os.stat(path).st_size  # noqa: PTH116
