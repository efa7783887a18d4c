"""The two cookies of ours: who is signed in, and what ties a form to the browser it was shown in.

Over HTTPS their names begin with ``__Host-``: no neighbouring host can plant them.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

SESSION, FORM = "veille", "veille-formulaire"


def read(request: Request, name: str) -> str:
    """The cookie's value; nothing where it is not sent or far too long to be ours."""
    value = request.cookies.get(_named(request, name), "")
    return value if len(value) <= 100 else ""


def write(request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Set a cookie that scripts can't read and other sites' forms don't send."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        _named(request, name), value, max_age=seconds, path="/", samesite="lax", httponly=True, secure=secure
    )


def drop(request: Request, response: Response, name: str) -> None:
    """Take a cookie back."""
    secure = request.url.scheme == "https"
    response.delete_cookie(_named(request, name), path="/", samesite="lax", httponly=True, secure=secure)


def _named(request: Request, name: str) -> str:
    return f"__Host-{name}" if request.url.scheme == "https" else name
