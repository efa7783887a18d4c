"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.access.forms import posted
from console.web.access.gates import needs
from console.web.review.alike import alike, correct_alike
from console.web.review.assist import assist
from console.web.review.decide import decide
from console.web.review.grid import grid
from console.web.review.grid_decide import decide_grid
from console.web.review.page import review
from console.web.review.queue_page import following, queue
from console.web.review.zone import zone
from core.model.person import Role

_OWNER = Role.OWNER

ROUTES = (
    Route("/revue", needs(_OWNER, queue)),
    Route("/revue/suivante", needs(_OWNER, following)),
    Route("/revue/{dataset}/aide", needs(_OWNER, assist)),
    Route("/revue/{dataset}/semblables", needs(_OWNER, alike)),
    Route("/revue/{dataset}/semblables", needs(_OWNER, posted(correct_alike)), methods=["POST"]),
    Route("/revue/{dataset}/{record:path}", needs(_OWNER, review)),
    Route("/revue/{dataset}/{record:path}", needs(_OWNER, posted(decide)), methods=["POST"]),
    Route("/documents/{sha256}/pages/{number:int}/zone", needs(_OWNER, zone)),
    Route("/documents/{sha256}/tableaux", needs(_OWNER, grid)),
    Route("/documents/{sha256}/tableaux", needs(_OWNER, posted(decide_grid)), methods=["POST"]),
)
