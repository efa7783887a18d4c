"""An installation that nobody reads without signing in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from starlette.routing import BaseRoute, Route

from console.web.access.gates import needs
from core.model.person import Role

OPEN = ("/health", "/healthz", "/readyz", "/metrics", "/robots.txt")
"""What tells nothing of the data."""

_FEEDS = "/veilles/{watch}."
"""Feed readers can't sign in: ``console.web.watches.lookup`` says to whom each watch is open."""


def closed(routes: Iterable[BaseRoute], entry: Collection[BaseRoute]) -> list[BaseRoute]:
    """The routes behind the sign-in, but for those of the entry."""
    return [_closed(route) if route not in entry else route for route in routes]


def _closed(route: BaseRoute) -> BaseRoute:
    if not isinstance(route, Route) or route.path in OPEN or route.path.startswith(_FEEDS):
        return route
    methods = sorted(route.methods or ())
    return Route(route.path, needs(Role.VIEWER, route.endpoint), methods=methods, name=route.name)
