"""The download of the first API, which older clients still ask for."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from console.api.exported import export

_NEW = {"use_labels_for_header": "use_labels", "csv_separator": "delimiter", "rows": "limit"}
_LEFT_OUT = ("format", "q")


async def download(request: Request) -> Response:
    """Answer ``/explore/dataset/{dataset}/download/?format=csv``, with its own names of parameters."""
    old = request.query_params
    given = [(_NEW.get(name, name), value) for name, value in old.multi_items() if name not in _LEFT_OUT]
    if old.get("q"):
        quoted = old["q"].replace("\\", "\\\\").replace('"', '\\"')
        given.append(("where", f'"{quoted}"'))
    request.scope["path_params"] = {**request.path_params, "format": old.get("format", "csv")}
    request._query_params = QueryParams(given)
    return await export(request)
