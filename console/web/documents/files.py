"""The archived bytes, for keeping; and pictures of their pages."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.conditional import not_modified
from console.web.documents.archived import protected_paths
from console.web.records.page import NOT_INDEXED
from console.web.site import Site, site_of
from core.errors import DocumentError
from core.model.document import Snapshot
from core.storage.snapshots import Snapshots

_SCALE = 2.0
_FOREVER = {"Cache-Control": "private, max-age=31536000, immutable", **NOT_INDEXED}
_SEALED = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_UNAVAILABLE = 451  # RFC 7725: unavailable for legal reasons


def original(request: Request) -> Response:
    """Answer ``/documents/{sha256}/original``: the bytes as fetched, to be saved and never opened here."""
    site, sha256 = site_of(request), request.path_params["sha256"]
    snapshot = _shown(site, sha256)
    headers = {
        **_FOREVER,
        **_SEALED,
        "ETag": f'"{sha256}"',
        "Content-Disposition": f'attachment; filename="{_filename(snapshot)}"',
    }
    if not_modified(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(_bytes(site, sha256), media_type="application/octet-stream", headers=headers)


def picture(request: Request) -> Response:
    """Answer ``/documents/{sha256}/pages/{number}.png``."""
    site, sha256, number = site_of(request), request.path_params["sha256"], request.path_params["number"]
    _shown(site, sha256)
    headers = {**_FOREVER, "ETag": f'"{sha256}-{number}"'}
    if not_modified(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    data, wanted = _bytes(site, sha256), {"page": number, "scale": _SCALE}
    try:
        drawn = site.reader.run("console.web.documents.pictures:draw", data, wanted)
    except DocumentError as error:
        raise HTTPException(404) from error
    return Response(drawn, media_type="image/png", headers=headers)


def _shown(site: Site, sha256: str) -> Snapshot:
    """The snapshot of bytes that may be shown: known, and no part of them protected (law 10)."""
    with site.database.read() as tx:
        snapshots = Snapshots(tx).of_bytes(sha256)
        protected = protected_paths(tx, snapshots)
    if not snapshots:
        raise HTTPException(404)
    if protected:
        raise HTTPException(_UNAVAILABLE)
    return snapshots[0]


def _bytes(site: Site, sha256: str) -> bytes:
    try:
        return site.archive.get(sha256)
    except (KeyError, ValueError, DocumentError) as error:
        raise HTTPException(404) from error


def shown_bytes(request: Request, sha256: str) -> bytes:
    """The bytes of a document that may be shown.

    Raises:
        HTTPException: 404 if there is none, 451 if the law protects a part of it.
    """
    site = site_of(request)
    _shown(site, sha256)
    return _bytes(site, sha256)


def _filename(snapshot: Snapshot) -> str:
    """The name at the publisher, in letters that every system takes."""
    name = PurePosixPath(snapshot.url.partition("?")[0]).name or snapshot.key
    return _UNSAFE.sub("-", f"{snapshot.source}-{name}").strip("-.")[:120] or snapshot.sha256[:16]
