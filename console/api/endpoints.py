"""A few endpoints as one ASGI application: told by their paths, without a router and its layers.

Pages are asked of the API by the thousand, and the layers of an application of its own took as long as
reading the rows.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

from console.api.refusals import refusal_of

Answer = Callable[[Request], Awaitable[Response]]

_ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match, Accept",
    "Access-Control-Expose-Headers": (
        "ETag, Content-Disposition, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
    ),
    "Access-Control-Max-Age": "86400",
}
"""Programs of every site may read us from a browser (CORS): nothing is given for being signed in."""
_ALWAYS = ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers")
"""What a browser looks for in an answer; the others it asks for before (OPTIONS)."""
_ALWAYS_RAW = [(name.lower().encode(), _ALLOWED[name].encode()) for name in _ALWAYS]


class Endpoints:
    """Endpoints by their paths, each with and without a slash at its end: clients ask both ways."""

    def __init__(self, answers: Sequence[tuple[str, Answer]], **state: object) -> None:
        self.state = State(state)
        self._answers = [(_told_by(path), answer) for path, answer in answers]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; an error is an answer too. There is nothing to hold a conversation with."""
        if scope["type"] != "http":
            await WebSocketClose()(scope, receive, send)
            return
        scope["app"] = self
        request = Request(scope, receive, send)
        try:
            response = await self._answer(scope, request)
        except Exception as error:
            response = refusal_of(request, error)
        response.raw_headers.extend(_ALWAYS_RAW)
        await response(scope, receive, send)

    async def _answer(self, scope: Scope, request: Request) -> Response:
        method = scope["method"]
        if method == "OPTIONS":
            return Response(
                status_code=204,
                headers={name: each for name, each in _ALLOWED.items() if name not in _ALWAYS},
            )
        path = scope["path"].removeprefix(scope["root_path"])
        for told_by, answer in self._answers:
            if found := told_by.match(path):
                if method not in ("GET", "HEAD"):
                    raise HTTPException(405, headers={"Allow": "GET, HEAD"})
                scope["path_params"] = found.groupdict()
                return await answer(request)
        raise HTTPException(404)


def _told_by(path: str) -> re.Pattern[str]:
    return re.compile(compile_path(path)[0].pattern.removesuffix("$") + "/?$")
