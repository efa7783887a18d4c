"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.documents.files import original, picture
from console.web.documents.page import document

ROUTES = (
    Route("/datasets/{dataset}/{record:path}/document", document),
    Route("/documents/{sha256}/original", original),
    Route("/documents/{sha256}/pages/{number:int}.png", picture),
)
