"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.access.forms import posted
from console.web.access.gates import needs
from console.web.operations.page import HERE, operations, retry
from core.model.person import Role

ROUTES = (
    Route(HERE, needs(Role.OPERATOR, operations)),
    Route(f"{HERE}/relance", needs(Role.OPERATOR, posted(retry)), methods=["POST"]),
)
