"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.access.forms import posted
from console.web.access.gates import needs
from console.web.operations.address import HERE
from console.web.operations.erasing import erase
from console.web.operations.page import operations, retry
from core.model.person import Role

ROUTES = (
    Route(HERE, needs(Role.OPERATOR, operations)),
    Route(f"{HERE}/relance", needs(Role.OPERATOR, posted(retry)), methods=["POST"]),
    Route(f"{HERE}/effacement", needs(Role.OPERATOR, posted(erase)), methods=["POST"]),
)
