"""Where the page that a reader looks at is read in the other language."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.routing import Match

from console.web.language import PARAMETER, Language


def address_in(request: Request, language: Language) -> str:
    """The path and query that give the same page in that language.

    What answers a form may stand at an address that nobody can read (``…/reprise``): then it is the nearest
    one above it, which is where such forms stand.
    """
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] != PARAMETER]
    return f"{quote(_readable(request))}?{urlencode([*pairs, (PARAMETER, language)])}"


def _readable(request: Request) -> str:
    path = request.url.path
    if request.method in ("GET", "HEAD"):
        return path
    root = str(request.scope.get("root_path", ""))
    while path.removeprefix(root).strip("/") and not _is_read(request, path):
        path = path.rpartition("/")[0] or "/"
    return path


def _is_read(request: Request, path: str) -> bool:
    asked = {**request.scope, "method": "GET", "path": path}
    return any(route.matches(asked)[0] is Match.FULL for route in request.app.routes)
