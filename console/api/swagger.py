"""``/swagger.json``: the API told in OpenAPI, made from what it serves."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from console.api import links
from console.api.odsql.patterns import LANGUAGES
from console.api.portal import portal_of
from console.api.refusals import json_response
from console.exports.stream import FORMATS

Described = dict[str, Any]


def _text(name: str, meaning: str, **schema: Any) -> Described:
    return {"name": name, "in": "query", "description": meaning, "schema": {"type": "string", **schema}}


def _integer(name: str, meaning: str, **schema: Any) -> Described:
    return {"name": name, "in": "query", "description": meaning, "schema": {"type": "integer", **schema}}


def _flag(name: str, meaning: str, default: bool = False) -> Described:
    return {
        "name": name,
        "in": "query",
        "description": meaning,
        "schema": {"type": "boolean", "default": default},
    }


_SELECT = _text("select", "Fields and expressions to return.")
_WHERE = _text("where", "Conditions in ODSQL; repeated ones all hold.")
_GROUP = _text("group_by", "Expressions to group by.")
_ORDER = _text("order_by", "Expressions to sort by, each with asc or desc.")
_FILTERS = [
    _text("refine", "FACET:VALUE to keep."),
    _text("exclude", "FACET:VALUE to leave out."),
]
_FACET = _text("facet", "A field, or facet(name=…, sort=…, limit=…).")
_TOLD = [
    _text("lang", "Language of names in dates.", enum=list(LANGUAGES), default="fr"),
    _text("timezone", "Time zone of dates.", default="UTC"),
]
_LINKS = _flag("include_links", "Add links to the answer.")
_PAGE = [
    _integer("limit", "Number of results.", minimum=-1, maximum=100, default=10),
    _integer("offset", "Results to pass over.", minimum=0, default=0),
]
_LIST = [_SELECT, _WHERE, _GROUP, _ORDER, *_PAGE, *_FILTERS, *_TOLD, _LINKS]
_EXPORT = [
    _SELECT,
    _WHERE,
    _GROUP,
    _ORDER,
    _integer("limit", "Number of results; -1 for all.", minimum=-1, default=-1),
    *_FILTERS,
    *_TOLD,
    _flag("use_labels", "Labels instead of names of fields."),
    _flag("compressed", "Compress by gzip."),
    _text("delimiter", "Between the cells of a CSV.", enum=[";", ",", "\t", "|"], default=";"),
    _text("list_separator", "Between the values of a list in a CSV.", default=","),
    _flag("with_bom", "Begin a CSV by a byte order mark.", default=True),
]
_DATASET = {"name": "dataset_id", "in": "path", "required": True, "schema": {"type": "string"}}
_RECORD = {"name": "record_id", "in": "path", "required": True, "schema": {"type": "string"}}
_FORMAT = {
    "name": "format",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "enum": list(FORMATS)},
}
_CATALOGUE_FORMAT = {"name": "format", "in": "path", "required": True, "schema": {"type": "string"}}
_IN_CATALOGUE = "/catalog/datasets/{dataset_id}"

_PATHS: dict[str, tuple[str, list[Described]]] = {
    "/catalog/datasets": ("Datasets", _LIST),
    "/catalog/facets": ("Values of the facets of the catalogue", [_FACET, _WHERE, *_FILTERS, *_TOLD]),
    "/catalog/exports": ("Where the files of the catalogue are", []),
    "/catalog/exports/{format}": ("The catalogue as a file", [_CATALOGUE_FORMAT, *_EXPORT]),
    _IN_CATALOGUE: ("A dataset", [_DATASET, _SELECT, *_TOLD, _LINKS]),
    f"{_IN_CATALOGUE}/records": ("Records", [_DATASET, *_LIST]),
    f"{_IN_CATALOGUE}/records/{{record_id}}": ("A record", [_DATASET, _RECORD, _SELECT, *_TOLD]),
    f"{_IN_CATALOGUE}/facets": ("Values of facets", [_DATASET, _FACET, _WHERE, *_FILTERS, *_TOLD]),
    f"{_IN_CATALOGUE}/attachments": ("Attachments", [_DATASET]),
    f"{_IN_CATALOGUE}/exports": ("Where the files are", [_DATASET]),
    f"{_IN_CATALOGUE}/exports/{{format}}": ("A file", [_DATASET, _FORMAT, *_EXPORT]),
}
_ERRORS = {
    "400": "A query or a parameter that cannot be understood.",
    "401": "An unknown key.",
    "404": "There is no such resource.",
    "429": "The calls of the day are used up.",
}


async def swagger(request: Request) -> Response:
    """Answer ``/swagger.json``."""
    portal = portal_of(request)
    return json_response(
        {
            "openapi": "3.0.3",
            "info": {"title": "Explore API", "version": "v2.1", "description": "ODSQL over the datasets."},
            "servers": [{"url": links.address(request, "")}],
            "security": [{}, {"apikey": []}],
            "paths": {path: {"get": _told(*each)} for path, each in _PATHS.items()},
            "components": {
                "securitySchemes": {"apikey": {"type": "apiKey", "in": "query", "name": "apikey"}}
            },
            "x-publisher": portal.publisher,
        }
    )


def _told(summary: str, parameters: list[Described]) -> Described:
    answers = {"200": {"description": summary}}
    errors = {status: {"description": meaning} for status, meaning in _ERRORS.items()}
    return {"summary": summary, "parameters": parameters, "responses": {**answers, **errors}}
