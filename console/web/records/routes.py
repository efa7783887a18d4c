"""The addresses of this room; they come last, because an id may look like anything."""

from __future__ import annotations

from starlette.routing import Route

from console.web.records.page import record, record_json, record_linked

ROUTES = (
    Route("/datasets/{dataset}/{record:path}.json", record_json),
    Route("/datasets/{dataset}/{record:path}.jsonld", record_linked),
    Route("/datasets/{dataset}/{record:path}", record),
)
