"""For those who keep a copy: what changed since a version, and the immutable files of each day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from console.cli.snapshot import FOLDER
from console.exports.daily import manifest
from console.exports.delta import MEDIA_TYPE, delta
from console.web.datasets.lookup import dataset_of
from console.web.site import site_of
from core.errors import InputError
from core.settings import get_settings

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.parquet")


def changed_since(request: Request) -> Response:
    """Answer ``/datasets/{dataset}.delta.jsonl?since=N``."""
    dataset, site = dataset_of(request), site_of(request)
    text = request.query_params.get("since", "0")
    if not text.isdecimal() or len(text) > 18:
        raise HTTPException(400)

    def chunks() -> Iterator[bytes]:
        with site.database.read() as tx:
            yield from delta(tx, dataset, int(text))

    with site.database.read() as tx:
        try:
            delta(tx, dataset, int(text))
        except InputError:
            raise HTTPException(404) from None
    return StreamingResponse(chunks(), media_type=MEDIA_TYPE, headers={"Cache-Control": "no-cache"})


def daily_manifest(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/daily/manifest.json``."""
    dataset = dataset_of(request)
    folder = get_settings().home / FOLDER / dataset.name
    return JSONResponse(manifest(folder), headers={"Cache-Control": "no-cache"})


def daily_file(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/daily/{name}``: parts of it too (Range), for it never changes."""
    dataset, name = dataset_of(request), request.path_params["name"]
    folder = get_settings().home / FOLDER / dataset.name
    listed = {each["name"]: each for each in manifest(folder)["files"]}
    if not _NAME.fullmatch(name) or name not in listed:
        raise HTTPException(404)
    headers = {
        "ETag": f'"{listed[name]["sha256"]}"',
        "Cache-Control": "public, max-age=31536000, immutable",
    }
    return FileResponse(
        folder / name,
        media_type="application/vnd.apache.parquet",
        filename=f"{dataset.name}-{name}",
        headers=headers,
    )
