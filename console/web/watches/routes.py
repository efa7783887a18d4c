"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.watches.feed import feed
from console.web.watches.page import watch, watches

ROUTES = (
    Route("/veilles", watches),
    Route("/veilles/{watch}.atom", feed),
    Route("/veilles/{watch}", watch),
)
