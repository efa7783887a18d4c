"""The rows of a view as a file: made whole before the first byte leaves, so that half a day is never sent."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from console.exports.sql.lines import Extract
from console.exports.stream import FORMATS, stream
from console.web.conditional import not_modified
from console.web.datasets.lookup import dataset_of
from console.web.datasets.parse import parse_view
from console.web.datasets.view import View
from console.web.site import Site, site_of
from core.storage.queries import Rows, order_clauses
from core.storage.revisions import Revisions

_CHUNK = 1 << 16


def download(request: Request) -> Response:
    """Answer ``/datasets/{dataset}.{form}``; the filters and the order are those of the table."""
    site, dataset, form = site_of(request), dataset_of(request), request.path_params["form"]
    if form not in FORMATS:
        raise HTTPException(404)
    view = parse_view(dataset, request.query_params)
    headers = {
        "ETag": _etag(site, view, form),
        "Cache-Control": "no-cache",
        "Vary": "Cookie",
        "Content-Disposition": f'attachment; filename="{dataset.name}.{form}"',
    }
    if not_modified(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    media_type = FORMATS[form]
    if request.method == "HEAD":
        return Response(headers=headers, media_type=media_type)
    with request.app.state.makers.place():
        made = _made(site, view, form)
    headers["Content-Length"] = str(made.size)
    return StreamingResponse(made.chunks(), media_type=media_type, headers=headers)


@dataclass(frozen=True, slots=True)
class _Made:
    """A file that disappears when it is closed."""

    file: BinaryIO
    size: int

    def chunks(self) -> Iterator[bytes]:
        with self.file:
            while chunk := self.file.read(_CHUNK):
                yield chunk


def _made(site: Site, view: View, form: str) -> _Made:
    file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed by chunks()
    try:
        with site.database.read_at_large() as tx:
            for chunk in stream(tx, site.database.catalogue, _extract(tx, site, view), form):
                file.write(chunk)
        size = file.seek(0, 2)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return _Made(file, size)


def _extract(tx: Connection, site: Site, view: View) -> Extract:
    rows = Rows(tx, site.database.catalogue)
    entry = rows.entry(view.dataset.name)
    return Extract(view.dataset, rows.where(entry, view.conditions()), order_clauses(entry, view.order))


def _etag(site: Site, view: View, form: str) -> str:
    """Weak: a change that is not material (an address, a time of reading) makes no new version."""
    with site.database.read() as tx:
        last = Revisions(tx).last(view.dataset.name)
    parts = (view.dataset.name, view.dataset.version, site.profile, str(last), form, view.download_query())
    state = "\n".join(parts)
    return f'W/"{sha256(state.encode()).hexdigest()[:32]}"'
