"""What a page asks of who opens it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.visitor import Visitor, visitor_of
from core.model.person import Role

SIGN_IN = "/connexion"
THEN = "suite"


class Refused(HTTPException):
    """The visitor is known and may not do this."""

    def __init__(self) -> None:
        super().__init__(403, "refused")


def needs(role: Role, endpoint: Callable[[Request], Any]) -> Callable[[Request], Any]:
    """The endpoint for those who have a role.

    Others are refused (403); who is not signed in is led to the sign-in and back.
    """

    @wraps(endpoint)
    async def guarded(request: Request) -> Response:
        away = await run_in_threadpool(_turned_away, request, role)
        if away is not None:
            return away
        if asyncio.iscoroutinefunction(endpoint):
            return await endpoint(request)  # type: ignore[no-any-return]
        answer: Response = await run_in_threadpool(endpoint, request)
        return answer

    return guarded


def signed_in(request: Request) -> Visitor:
    """The visitor, who is signed in.

    Raises:
        Refused: nobody is.
    """
    visitor = visitor_of(request)
    if visitor.person is None:
        raise Refused
    return visitor


def require(*, allowed: bool) -> None:
    """Go on where the visitor is allowed to.

    Raises:
        Refused: the visitor is not.
    """
    if not allowed:
        raise Refused


def sign_in_and_back(request: Request) -> str:
    """The address of the sign-in that leads on to the page asked for."""
    asked = quote(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
    root = request.scope.get("root_path", "")
    return f"{root}{SIGN_IN}?{urlencode({THEN: asked})}"


def local_path(text: str) -> str:
    """The address to go on to after the sign-in, if it is one of ours; else the first page."""
    inside = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
    return text if inside and "\\" not in text else "/"


def _turned_away(request: Request, role: Role) -> Response | None:
    visitor = visitor_of(request)
    if visitor.may(role):
        return None
    if visitor.person is not None or request.method not in ("GET", "HEAD"):
        raise Refused
    return RedirectResponse(sign_in_and_back(request), 303, headers={"Cache-Control": "no-store"})
