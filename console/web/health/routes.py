"""The addresses of this room; those for machines are open wherever the process listens."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from console.web.health.answers import healthz, metrics, readyz
from console.web.health.freshness import freshness, freshness_json
from workers.health import Health
from workers.telemetry import Memory

MACHINES = (Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics))
ROUTES = (*MACHINES, Route("/freshness", freshness), Route("/freshness.json", freshness_json))


def with_health(app: Starlette, health: Health) -> Starlette:
    """The application, answering for the health of its process."""
    app.state.health = health
    app.state.metrics_memory = Memory()
    return app


def create_health_app(health: Health) -> Starlette:
    """What a process without pages answers: a worker, a scheduler."""
    return with_health(Starlette(routes=list(MACHINES)), health)
