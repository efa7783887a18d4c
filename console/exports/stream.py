"""A dataset as the bytes of a file, in flat memory: the one door to exports for programs and pages.

``stream`` gives the bytes as they come. Formats that the database can write itself are written by it; the
others row by row. All the formats, with their media types, are in :data:`FORMATS`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from zlib import compressobj

from sqlalchemy import ColumnElement, Connection, select

from console.exports import WRITERS
from console.exports.sql import csv_rows, sheet_rows
from console.exports.sql.layout import Layout
from console.exports.sql.lines import Extract, dialect_of, lines, runs
from console.exports.sql.marks import marked_rows
from console.exports.workbook import workbook
from core.errors import InputError, RowsStay
from core.storage.catalogue import SEARCH, Catalogue
from core.storage.queries import Rows

_CHUNK = 1 << 16
_GZIP = 31
"""Window bits that make zlib write the head and tail of gzip."""

PARQUET = "parquet"
FORMATS = {name: media for name, (_, media) in WRITERS.items()} | {"json": "application/json"}
"""Each format with its media type."""


def stream(
    tx: Connection, catalogue: Catalogue, extract: Extract, form: str, layout: Layout | None = None
) -> Iterator[bytes]:
    """The bytes of a file; nothing is read before the first is asked for.

    Raises:
        InputError: there is no such format.
        RowsStay: the dataset is restricted.
    """
    check_format(form)
    if extract.dataset.restriction is not None:
        raise RowsStay(f"the rows of {extract.dataset.name} never leave")
    return _MAKERS[form](tx, catalogue, extract, layout or Layout())


def check_format(form: str) -> None:
    """Refuse a format that is none.

    Raises:
        InputError: there is no such format.
    """
    if form not in _MAKERS:
        raise InputError(f"unknown export format {form!r}", hint=f"Formats: {', '.join(FORMATS)}.")


def gzipped(chunks: Iterable[bytes], level: int = 6) -> Iterator[bytes]:
    """The same bytes, compressed; the same input gives the same output."""
    packer = compressobj(level, wbits=_GZIP)
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()


def _csv(tx: Connection, catalogue: Catalogue, extract: Extract, layout: Layout) -> Iterator[bytes]:
    columns, table = extract.dataset.columns, catalogue[extract.dataset.name].table
    heads = [column.title if layout.labels else column.name for column in columns]
    yield (("\ufeff" if layout.bom else "") + layout.delimiter.join(heads) + "\r\n").encode()
    line = dialect_of(tx).marked(columns, table, layout.separator)
    if tx.dialect.name == "sqlite":
        marked: Iterator[bytes] = runs(tx, catalogue, extract, line, "")
    else:
        get = _getter(tx, catalogue, extract)
        found = lines(tx, catalogue, extract, line)
        marked = (marked_rows(rows, columns, layout.separator, get) for rows in found)
    for run in marked:
        yield csv_rows.written(run, columns, layout)


def _xlsx(tx: Connection, catalogue: Catalogue, extract: Extract, layout: Layout) -> Iterator[bytes]:
    columns, table = extract.dataset.columns, catalogue[extract.dataset.name].table
    heads = [column.title if layout.labels else column.name for column in columns]
    wanted = sheet_rows.clause(dialect_of(tx), table, columns, layout.separator)
    get = _getter(tx, catalogue, extract)
    batches = (
        (len(rows), sheet_rows.written(rows, columns, layout.separator, get))
        for rows in lines(tx, catalogue, extract, wanted)
    )
    yield from workbook(heads, batches)


def _getter(tx: Connection, catalogue: Catalogue, extract: Extract) -> Callable[[str], dict[str, Any]]:
    """The values of a row that was just told, by its id."""
    rows, name = Rows(tx, catalogue), extract.dataset.name
    return lambda record: rows.get(name, record) or {}


def _jsonl(tx: Connection, catalogue: Catalogue, extract: Extract, layout: Layout) -> Iterator[bytes]:
    for run in runs(tx, catalogue, extract, _object(tx, catalogue, extract), "\n"):
        yield run + b"\n"


def _json(tx: Connection, catalogue: Catalogue, extract: Extract, layout: Layout) -> Iterator[bytes]:
    yield from _listed(b"[", runs(tx, catalogue, extract, _object(tx, catalogue, extract), ",\n"))
    yield b"\n]\n"


def _geojson(tx: Connection, catalogue: Catalogue, extract: Extract, layout: Layout) -> Iterator[bytes]:
    table, cells = catalogue[extract.dataset.name].table, dialect_of(tx)
    start = b'{"type":"FeatureCollection","features":['
    point = cells.point(table.c.latlon) if "latlon" in table.c else cells.nothing()
    before = ['{"type":"Feature","id":', ',"geometry":', ',"properties":']
    made = [cells.json_text(table.c.id), point, _object(tx, catalogue, extract)]
    features = cells.joined("", before, "}", made)
    yield from _listed(start, runs(tx, catalogue, extract, features, ",\n"))
    yield b"\n]}\n"


def _object(tx: Connection, catalogue: Catalogue, extract: Extract) -> ColumnElement[str]:
    """A row as a JSON object."""
    table = catalogue[extract.dataset.name].table
    found: ColumnElement[str] = dialect_of(tx).json_object(extract.dataset.columns, table)
    return found


def _listed(start: bytes, listed: Iterable[bytes]) -> Iterator[bytes]:
    lead = start + b"\n"
    for run in listed:
        yield lead + run
        lead = b",\n"
    if lead != b",\n":
        yield start


def _parquet(tx: Connection, catalogue: Catalogue, extract: Extract, layout: Layout) -> Iterator[bytes]:
    """A footer tells where the columns are: the file is made whole before its first byte leaves."""
    table = catalogue[extract.dataset.name].table
    query = select(*(each for each in table.c if each.name != SEARCH)).where(*extract.where)
    query = query.order_by(*(extract.order or (table.c.id,))).limit(extract.limit)
    found = tx.execute(query.execution_options(stream_results=True, yield_per=1000)).mappings()
    with tempfile.TemporaryFile() as file:
        WRITERS[PARQUET][0](extract.dataset, (dict(row) for row in found), file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


_MAKERS: dict[str, Callable[[Connection, Catalogue, Extract, Layout], Iterator[bytes]]] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "geojson": _geojson,
    "xlsx": _xlsx,
    PARQUET: _parquet,
}
