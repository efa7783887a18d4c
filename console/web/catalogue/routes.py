"""The addresses of this room."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from console.web.catalogue.health import health
from console.web.catalogue.page import catalogue

_ROBOTS = "User-agent: *\nDisallow: /documents/\nDisallow: /datasets/*/*\nDisallow: /veilles\n"
"""Search engines may show the datasets, not the persons that records and documents name."""


def robots(request: Request) -> Response:
    """Answer ``/robots.txt``."""
    return PlainTextResponse(_ROBOTS)


ROUTES = (Route("/", catalogue), Route("/health", health), Route("/robots.txt", robots))
