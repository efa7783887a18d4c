"""The links of an answer, where they are asked for."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request

from console.api.parameters import Page
from console.web.site import base_site

BASE = "/api/explore/v2.1"

Link = dict[str, str]


def address(request: Request, path: str) -> str:
    """The public address of a path of the API."""
    return f"{base_site(request).address(request)}{BASE}{path}"


def link(request: Request, relation: str, path: str) -> Link:
    """A link to a path of the API."""
    return {"rel": relation, "href": address(request, path)}


def of_page(request: Request, page: Page, total: int) -> list[Link]:
    """Itself, the first page, the last one and the next one."""
    size = page.limit or 1
    offsets = {"self": page.offset, "first": 0, "last": max(0, (total - 1) // size * size)}
    if page.offset + size < total:
        offsets["next"] = page.offset + size
    return [{"rel": relation, "href": _at(request, offset)} for relation, offset in offsets.items()]


def to_records(request: Request, dataset: str, results: list[dict[str, Any]]) -> None:
    """Give each record that tells its id a link to itself and to its dataset."""
    path = f"/catalog/datasets/{quote(dataset, safe='')}"
    for result in results:
        if isinstance(result.get("id"), str):
            own = f"{path}/records/{quote(result['id'], safe='')}"
            result["_links"] = [link(request, "self", own), link(request, "dataset", path)]


def of_dataset(request: Request, dataset: str) -> list[Link]:
    """Where the parts of a dataset are."""
    path = f"/catalog/datasets/{quote(dataset, safe='')}"
    parts = ("records", "exports", "facets", "attachments")
    return [
        link(request, "self", path),
        link(request, "datasets", "/catalog/datasets"),
        *(link(request, part, f"{path}/{part}") for part in parts),
    ]


def _at(request: Request, offset: int) -> str:
    """The same request at another place."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "offset"]
    path = request.url.path[request.url.path.index(BASE) + len(BASE) :]
    return address(request, f"{path}?{urlencode([*kept, ('offset', str(offset))])}")
