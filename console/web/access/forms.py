"""Forms that change something: read within limits, and only from a page of ours shown in the same browser.

Against forms of other sites there are two locks. The browser says where a request comes from
(``Sec-Fetch-Site``, ``Origin``), and each form holds a token made of a cookie that no other site can read.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from hashlib import sha256
from hmac import compare_digest
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.access import cookies

FIELD = "jeton"
_MOST_BYTES = 1_000_000
_MOST_FIELDS = 2_000

Answer = Callable[[Request, FormData], Response]


class Forged(HTTPException):
    """The form was not sent by a page of ours."""

    def __init__(self) -> None:
        super().__init__(403, "forged")


def posted(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that answers a form; one that another site sent is refused unread (403)."""

    async def endpoint(request: Request) -> Response:
        _check_origin(request)
        if int(_length(request)) > _MOST_BYTES:
            raise HTTPException(413)
        async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_MOST_BYTES) as form:
            if not compare_digest(text(form, FIELD).encode(), token_of(request).encode()):
                raise Forged
            return await run_in_threadpool(answer, request, form)

    endpoint.__name__ = answer.__name__
    endpoint.__doc__ = answer.__doc__
    return endpoint


def token_of(request: Request) -> str:
    """What a form shown to this browser holds; it changes when somebody signs in."""
    secret = cookies.read(request, cookies.SESSION) or _form_secret(request)
    return sha256(f"form:{secret}".encode()).hexdigest()


def keep_token(request: Request, response: Response) -> None:
    """Give a browser that is not signed in the cookie which its forms are tied to."""
    made = getattr(request.state, "form_secret", "")
    if made:
        cookies.write(request, response, cookies.FORM, made)


def text(form: FormData, name: str, longest: int = 10_000) -> str:
    """A field as it was typed, without the blanks around it; nothing where it is missing."""
    value = form.get(name, "")
    found = value.strip() if isinstance(value, str) else ""
    if len(found) > longest or "\0" in found:
        raise HTTPException(400)
    return found


def _form_secret(request: Request) -> str:
    """The secret of the browser's own cookie, else of one that :func:`keep_token` sends with the page."""
    known = cookies.read(request, cookies.FORM) or getattr(request.state, "form_secret", "")
    if not known:
        known = request.state.form_secret = secrets.token_urlsafe(24)
    return str(known)


def _check_origin(request: Request) -> None:
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Forged
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Forged


def _length(request: Request) -> str:
    given = request.headers.get("content-length", "")
    if not given.isdecimal():
        raise HTTPException(411)
    return given
