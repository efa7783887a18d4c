"""For those who keep a copy: what changed since a version, and the files of each day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from console.cli.snapshot import FOLDER
from console.exports.daily_erasures import erase_from_daily
from console.exports.daily_manifest import manifest
from console.exports.delta import MEDIA_TYPE, delta
from console.web.datasets.lookup import dataset_of
from console.web.site import site_of
from core.errors import InputError
from core.model.dataset import Dataset
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
    folder = _folder(request, dataset)
    return JSONResponse(manifest(folder), headers={"Cache-Control": "no-cache"})


def daily_file(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/daily/{name}``: parts of it too (Range); only an erasure changes it."""
    dataset, name = dataset_of(request), request.path_params["name"]
    folder = _folder(request, dataset)
    listed = {each["name"]: each for each in manifest(folder)["files"]}
    if not _NAME.fullmatch(name) or name not in listed:
        raise HTTPException(404)
    headers = {
        "ETag": f'"{listed[name]["sha256"]}"',
        "Cache-Control": "public, max-age=3600",
    }
    return FileResponse(
        folder / name,
        media_type="application/vnd.apache.parquet",
        filename=f"{dataset.name}-{name}",
        headers=headers,
    )


def _folder(request: Request, dataset: Dataset) -> Path:
    """Where the files of a dataset are; nothing of a row that was erased since is in them."""
    folder = get_settings().home / FOLDER / dataset.name
    with site_of(request).database.read() as tx:
        erase_from_daily(tx, dataset, folder)
    return folder
