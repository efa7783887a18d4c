"""The page of a record and its JSON."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from urllib.parse import quote

import orjson
from starlette.requests import Request
from starlette.responses import Response

from console.exports.cells import as_json
from console.timeline import timeline_of
from console.web.conditional import not_modified
from console.web.records.fields import fields_of, warnings_by_column
from console.web.records.history import history_of
from console.web.records.linked_data import MEDIA_TYPE, linked_data
from console.web.records.links import REFERENCES, links_of
from console.web.records.lookup import Found, record_of
from console.web.render import page
from console.web.site import site_of
from console.web.subjects.links import offices_of
from core.storage.disclosure import disclosed
from core.storage.queries import Rows
from core.storage.revisions import Revisions
from core.storage.threads import Threads

NOT_INDEXED = {"X-Robots-Tag": "noindex"}
"""Records name persons: people find them here, search engines don't."""


def record(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/{record}``."""
    site = site_of(request)
    with site.database.read() as tx:
        found = record_of(request, tx)
        rows = Rows(tx, site.database.catalogue)
        links = links_of(rows, site.datasets, found.dataset, found.row)
        thread = Threads(tx).of_records(found.dataset.name, [found.id]).get(found.id, "")
        events = timeline_of(rows, site.datasets, thread) if thread else []
        versions = disclosed(tx, found.dataset, Revisions(tx).of(found.dataset.name, found.id))
    told = [each.dataset for each in events]
    confidence = found.readings[0].confidence if found.readings else {}
    fields = fields_of(found.dataset, found.row, confidence)
    response = page(
        request,
        "records/record.html",
        dataset=found.dataset,
        found=found,
        row=found.row,
        fields=[field for field in fields if field.filled and field.column.name != "id"],
        empty=[field for field in fields if not field.filled],
        loose=warnings_by_column(found.row.get("avertissements") or ()).get("", ()),
        episodes=history_of(found.dataset, versions),
        references=REFERENCES,
        published={link.id: link.dataset for each in links for link in each.links if link.row},
        groups=[each for each in links if each.kind != "procedure" or each.dataset not in told],
        events=events,
        offices=offices_of(found.dataset, found.row),
    )
    response.headers.update(NOT_INDEXED)
    return response


def record_json(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/{record}.json``: the row as in the downloads."""
    with site_of(request).database.read() as tx:
        found = record_of(request, tx)
    row = {column.name: as_json(found.row.get(column.name)) for column in found.dataset.columns}
    return _answer(request, row, "application/json")


def record_linked(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/{record}.jsonld``: the record in the words of schema.org."""
    site = site_of(request)
    with site.database.read() as tx:
        found = record_of(request, tx)
    base_url = site.address(request)
    page_url = f"{base_url}/datasets/{found.dataset.name}/{quote(found.id, safe='')}"
    return _answer(request, linked_data(found.dataset, _seen(found), base_url, page_url), MEDIA_TYPE)


def _seen(found: Found) -> dict[str, Any]:
    return {column.name: found.row.get(column.name) for column in found.dataset.columns}


def _answer(request: Request, told: dict[str, Any], media_type: str) -> Response:
    body = orjson.dumps(told, option=orjson.OPT_INDENT_2)
    headers = {**NOT_INDEXED, "ETag": f'"{sha256(body).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    if not_modified(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
