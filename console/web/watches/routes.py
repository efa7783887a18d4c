"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.watches.feed import FORMS, feed
from console.web.watches.page import watch, watches

ROUTES = (
    Route("/veilles", watches),
    *(Route(f"/veilles/{{watch}}.{form}", feed) for form in FORMS),
    Route("/veilles/{watch}", watch),
)
