"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.sources.page import source, sources

ROUTES = (Route("/sources", sources), Route("/sources/{source}", source))
