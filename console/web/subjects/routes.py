"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.subjects.commune import commune
from console.web.subjects.office import office
from console.web.subjects.organisation import organisation

ROUTES = (
    Route("/organisations/{siren}", organisation),
    Route("/communes/{code}", commune),
    Route("/offices/{profession}/{commune}", office),
)
