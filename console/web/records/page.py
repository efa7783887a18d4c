"""The page of a record and its JSON."""

from __future__ import annotations

from hashlib import sha256

import orjson
from starlette.requests import Request
from starlette.responses import Response

from console.exports.cells import as_json
from console.timeline import timeline_of
from console.web.conditional import not_modified
from console.web.records.fields import fields_of, warnings_by_column
from console.web.records.history import history_of
from console.web.records.links import REFERENCES, links_of
from console.web.records.lookup import record_of
from console.web.render import page
from console.web.site import site_of
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
    )
    response.headers.update(NOT_INDEXED)
    return response


def record_json(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/{record}.json``: the row as in the downloads."""
    with site_of(request).database.read() as tx:
        found = record_of(request, tx)
    row = {column.name: as_json(found.row.get(column.name)) for column in found.dataset.columns}
    body = orjson.dumps(row, option=orjson.OPT_INDENT_2)
    headers = {**NOT_INDEXED, "ETag": f'"{sha256(body).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    if not_modified(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
