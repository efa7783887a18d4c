"""``exports``: the files of a dataset, streamed; how each format is written is for :mod:`console.exports`."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import quote

import orjson
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from console.api import links
from console.api.facets import chosen
from console.api.odsql import tree
from console.api.odsql.flavours.sqlite import register
from console.api.odsql.parse import parse_items
from console.api.odsql.query import Query, compiled, conditions, sorting
from console.api.odsql.values import Schema, Type
from console.api.parameters import Asked, Page, asked, choice, export_page, flag
from console.api.portal import Portal, etag_of, portal_of, unchanged
from console.api.refusals import json_response
from console.api.results import shaper
from console.exports import WRITERS
from console.exports.cells import guarded, list_text
from console.exports.sql.layout import Layout
from console.exports.sql.lines import Extract
from console.exports.stream import FORMATS, gzipped, stream
from core.model.dataset import Column, Dataset, Kind

DELIMITERS = (";", ",", "\t", "|")
_KINDS = {
    Type.INT: Kind.INTEGER,
    Type.DOUBLE: Kind.NUMBER,
    Type.BOOL: Kind.BOOLEAN,
    Type.JSON: Kind.JSON,
}
_CHUNK = 1 << 16

Results = Iterable[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is asked for."""

    form: str
    layout: Layout
    within: Page


async def exports(request: Request) -> Response:
    """Answer ``/catalog/datasets/{dataset}/exports``: where the files are."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    dataset = portal.dataset(request, caller)
    path = f"/catalog/datasets/{quote(dataset.name, safe='')}/exports"
    found = [
        links.link(request, "self", path),
        *(links.link(request, form, f"{path}/{form}") for form in FORMATS),
    ]
    return json_response({"links": found}, headers=caller.headers)


async def export(request: Request) -> Response:
    """Answer ``/catalog/datasets/{dataset}/exports/{format}``."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    dataset = portal.dataset(request, caller)
    form = request.path_params["format"]
    if form not in FORMATS:
        raise HTTPException(404)
    params = request.query_params
    wanted, within = asked(params), export_page(params)
    layout = Layout(
        choice(params, "delimiter", DELIMITERS, ";"),
        flag(params, "with_bom", True),
        params.get("list_separator", ",")[:5] or ",",
        flag(params, "use_labels"),
    )
    packed = flag(params, "compressed")
    chunks = _chunks(portal, dataset, portal.schema(dataset, caller), wanted, _File(form, layout, within))
    etag = etag_of(await portal.state(dataset.name), request, caller, dataset)
    if known := unchanged(request, etag, caller):
        return known
    name = f"{dataset.name}.{form}" + (".gz" if packed else "")
    headers = {
        **caller.headers,
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    media = "application/gzip" if packed else FORMATS[form]
    return StreamingResponse(gzipped(chunks) if packed else chunks, headers=headers, media_type=media)


def _chunks(portal: Portal, dataset: Dataset, schema: Schema, wanted: Asked, file: _File) -> Iterator[bytes]:
    """The bytes of a file: by the database where it has the columns as they are, else row by row."""
    context = portal.context(wanted)
    held = chosen(schema, context, wanted.refine, wanted.exclude)
    columns = _columns(dataset, schema, wanted)
    plain = file.within.offset == 0 and wanted.zone == "UTC" and not wanted.clauses.group_by.strip()
    if columns is not None and plain:
        where = [*conditions(schema, context, wanted.clauses.where), *held]
        order = sorting(schema, context, wanted.clauses.order_by)
        extract = Extract(replace(dataset, columns=columns), where, order, file.within.limit)
        return _of_rows(portal, extract, file)
    query = compiled(schema, context, wanted.clauses, held)
    return _of_results(portal, dataset, query, wanted.zone, file)


def _columns(dataset: Dataset, schema: Schema, wanted: Asked) -> tuple[Column, ...] | None:
    """The columns that a select names, where it names nothing but columns and the id among them."""
    if not wanted.clauses.select.strip():
        return dataset.columns
    items = parse_items("select", wanted.clauses.select)
    names = [item.of.name for item in items if isinstance(item.of, tree.Name) and item.label == item.of.name]
    known = len(names) == len(items) == len(set(names)) and all(name in schema.fields for name in names)
    return tuple(dataset.column(name) for name in names) if known and "id" in names else None


def _of_rows(portal: Portal, extract: Extract, file: _File) -> Iterator[bytes]:
    database = portal.site.database
    with database.read_at_large() as tx:
        _prepare(tx)
        yield from stream(tx, database.catalogue, extract, file.form, file.layout)


def _prepare(tx: Connection) -> None:
    """A connection of SQLite learns the functions that our conditions call."""
    if tx.dialect.name == "sqlite":
        register(tx.connection.driver_connection)  # type: ignore[arg-type]


def _of_results(portal: Portal, dataset: Dataset, query: Query, zone: str, file: _File) -> Iterator[bytes]:
    statement, within = query.statement, file.within
    statement = statement.limit(within.limit) if within.limit is not None else statement
    prepared = portal.engine.prepare(statement.offset(within.offset) if within.offset else statement)
    shape = shaper(query.outputs, zone)
    results = (shape([row])[0] for row in portal.engine.stream(prepared))
    columns = tuple(_column(dataset, output.label, output.type) for output in query.outputs)
    write = _WRITERS.get(file.form, partial(_by_writer, file.form))
    return write(replace(dataset, columns=columns), results, file.layout)


def _column(dataset: Dataset, label: str, kind: Type) -> Column:
    title = dataset.column(label).title if dataset.declares(label) else label
    return Column(label, _KINDS.get(kind, Kind.TEXT), title, title)


def _json(dataset: Dataset, results: Results, layout: Layout) -> Iterator[bytes]:
    lead = b"[\n"
    for result in results:
        yield lead + orjson.dumps(result)
        lead = b",\n"
    yield b"[]\n" if lead == b"[\n" else b"\n]\n"


def _jsonl(dataset: Dataset, results: Results, layout: Layout) -> Iterator[bytes]:
    return (orjson.dumps(result) + b"\n" for result in results)


def _csv(dataset: Dataset, results: Results, layout: Layout) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=layout.delimiter, lineterminator="\r\n")
    names = [column.name for column in dataset.columns]
    yield b"\xef\xbb\xbf" if layout.bom else b""
    writer.writerow([column.title if layout.labels else column.name for column in dataset.columns])
    for result in _native(results):
        writer.writerow([_cell(result.get(name), layout) for name in names])
        if text.tell() > _CHUNK:
            yield _taken(text)
    yield _taken(text)


def _cell(value: Any, layout: Layout) -> str:
    if isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
        return guarded(list_text(map(str, value), layout.separator))
    if isinstance(value, dict) and {*value} == {"lat", "lon"}:
        return f"{value['lat']}, {value['lon']}"
    return guarded(value)


def _taken(text: io.StringIO) -> bytes:
    told = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return told


def _by_writer(form: str, dataset: Dataset, results: Results, layout: Layout) -> Iterator[bytes]:
    """A file whose end says where its parts are is made whole before its first byte leaves."""
    with tempfile.TemporaryFile() as file:
        rows = (_flat(result) for result in _native(results))
        WRITERS[form][0](dataset, rows, file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _native(results: Results) -> Iterator[dict[str, Any]]:
    """JSON of the store, which is sent as it is in JSON, as values."""
    for result in results:
        stored = any(isinstance(value, orjson.Fragment) for value in result.values())
        yield orjson.loads(orjson.dumps(result)) if stored else result


def _flat(result: dict[str, Any]) -> dict[str, Any]:
    """For files of rows: places as ``lat,lon``, and an id, which some formats need."""
    return {"id": None, **{name: _placed(value) for name, value in result.items()}}


def _placed(value: Any) -> Any:
    place = isinstance(value, dict) and {*value} == {"lat", "lon"}
    return f"{value['lat']},{value['lon']}" if place else value


_WRITERS: dict[str, Callable[[Dataset, Results, Layout], Iterator[bytes]]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
}
