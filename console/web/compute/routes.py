"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.access.forms import posted
from console.web.compute.api import ask, computations, computed
from console.web.compute.page import computations as computations_page
from console.web.compute.page import decision

ROUTES = (
    Route("/calculs", computations_page),
    Route("/calculs/{release:int}", posted(decision), methods=["POST"]),
    Route("/api/calculs", computations),
    Route("/api/calculs/{dataset}", ask, methods=["POST"]),
    Route("/api/calculs/{dataset}/{computation}", computed),
)
