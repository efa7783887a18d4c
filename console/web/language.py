"""French, or English for whoever asks: by ``?lang=en`` once, by a cookie from then on."""

from __future__ import annotations

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
PARAMETER = "lang"
COOKIE = "langue"
_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> Language:
    """The language of the answer to a request."""
    return _known(request.query_params.get(PARAMETER)) or _known(request.cookies.get(COOKIE)) or "fr"


def remember(request: Request, response: Response) -> None:
    """Keep a language that was asked for in the address."""
    asked = _known(request.query_params.get(PARAMETER))
    if asked:
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, asked, max_age=_YEAR, samesite="lax", httponly=True, secure=secure)


def _known(name: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == name), None)
