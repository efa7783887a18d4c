"""Errors as the vendor tells them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api.odsql.errors import ODSQLError
from core.errors import InputError

JSON = "application/json; charset=utf-8"
_log = logging.getLogger(__name__)
_CODES = {
    401: ("AuthenticationError", "The API key is unknown or no longer valid."),
    403: ("PermissionError", "The API key does not allow this."),
    404: ("NotFoundError", "There is no such resource."),
    405: ("MethodNotAllowed", "Only the GET method is supported."),
    503: ("Unavailable", "Too many long queries at this moment: try again later."),
}


class BadParameter(InputError):
    """A parameter with a value that it cannot have."""


class NoSuchDataset(HTTPException):
    """There is no such dataset for who asks."""

    def __init__(self, name: str) -> None:
        super().__init__(404, f"The dataset {name[:100]!r} does not exist.")


class TooManyCalls(Exception):
    """The calls of the day are used up; ``body`` is what the vendor says then."""

    def __init__(self, body: dict[str, Any], headers: dict[str, str]) -> None:
        super().__init__()
        self.body = body
        self.headers = headers


def json_response(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer; what is not of JSON is a defect of ours."""
    return Response(orjson.dumps(content), status, headers, media_type=JSON)


def refused(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> Response:
    """An error."""
    return json_response({"message": message, "error_code": code}, status, headers)


def _odsql(request: Request, error: Exception) -> Response:
    return refused(400, "ODSQLError", str(error))


def _bad(request: Request, error: Exception) -> Response:
    return refused(400, "InvalidRESTParameterError", str(error))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what the handler is for
    code, message = _CODES.get(error.status_code, ("Error", "The request cannot be answered."))
    told = error.detail if isinstance(error, NoSuchDataset) else message
    return refused(error.status_code, code, told, dict(error.headers or {}))


def _quota(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooManyCalls)  # noqa: S101 - what the handler is for
    return json_response(error.body, 429, error.headers)


def _defect(request: Request, error: Exception) -> Response:
    _log.error("%s failed", request.url.path, exc_info=error)
    return refused(500, "InternalServerError", "The request failed on our side; it has been logged.")


_HANDLERS: dict[type[Exception], Callable[[Request, Exception], Response]] = {
    ODSQLError: _odsql,
    InputError: _bad,
    HTTPException: _http,
    TooManyCalls: _quota,
    Exception: _defect,
}


def refusal_of(request: Request, error: Exception) -> Response:
    """What is answered where a request ended in an error: by the nearest kind that is known."""
    return next(_HANDLERS[kind] for kind in type(error).__mro__ if kind in _HANDLERS)(request, error)
