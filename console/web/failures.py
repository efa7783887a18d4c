"""Pages for what cannot be answered: what happened, and a way back."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.access.gates import sign_in_and_back
from console.web.access.visitor import visitor_of
from console.web.language import language_of
from console.web.refusal import BadAddress
from console.web.render import page
from console.web.security import HEADERS
from core.errors import InputError

_KNOWN = (400, 401, 403, 404, 405, 409, 429, 451, 500, 503)


def bad_address(request: Request, error: Exception) -> Response:
    """The answer to an address that cannot be understood: 400, and which part of it."""
    told = error.told(language_of(request)) if isinstance(error, BadAddress) else str(error)
    return _failure(request, HTTPStatus.BAD_REQUEST, told)


def http_failure(request: Request, error: Exception) -> Response:
    """The answer to what a page refused with a status."""
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    return _failure(request, status, "", getattr(error, "headers", None))


def defect(request: Request, error: Exception) -> Response:
    """The answer where we failed: nothing of the error is told to the reader; it is in the log."""
    response = _failure(request, HTTPStatus.INTERNAL_SERVER_ERROR, "")
    response.headers.update(HEADERS)  # this answer does not pass through the middleware
    return response


def _failure(request: Request, status: int, told: str, headers: dict[str, str] | None = None) -> Response:
    known = status if status in _KNOWN else (400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500)
    # Who may not see a page is told that there is none; whoever could be let in is shown the door.
    sign_in = sign_in_and_back(request) if status == HTTPStatus.NOT_FOUND and _unknown(request) else ""
    response = page(
        request, "failure.html", status, code=status, kind=f"e{known}", told=told, sign_in=sign_in
    )
    response.headers.update(headers or {})
    return response


def _unknown(request: Request) -> bool:
    return request.method in ("GET", "HEAD") and visitor_of(request).person is None


HANDLERS = {InputError: bad_address, HTTPException: http_failure, Exception: defect}
"""The handlers of an application, by what they answer."""
