"""``/catalog/exports``: the catalogue as files; those of harvesters are made by :mod:`console.portal`."""

from __future__ import annotations

import csv
import io
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api import catalogue, links
from console.api.answers import planned
from console.api.datasets import shelf
from console.api.exported import DELIMITERS
from console.api.facets import chosen
from console.api.odsql.query import Clauses, compiled
from console.api.parameters import asked, choice, export_page, flag
from console.api.portal import Caller, Portal, portal_of
from console.api.refusals import JSON, json_response
from console.exports.cells import guarded
from console.portal.entry import Publisher, entries
from console.portal.forms import made

_FORMS = {"dcat": "datagouv.rdf", "rdf": "rdf", "ttl": "ttl", "data.json": "data.json"}
"""The vendor's name of a format, and ours; ``dcat`` is what data.gouv.fr harvests from such portals."""
_LISTS = ("json", "csv")
_TOLD = "dataset_id, title, description, keyword, publisher, license, modified, records_count, features"


async def exports(request: Request) -> Response:
    """Answer ``/catalog/exports``: where the files are."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    forms = [*_LISTS, *_FORMS]
    found = [links.link(request, "self", "/catalog/exports")]
    found += [links.link(request, form, f"/catalog/exports/{form}") for form in forms]
    return json_response({"links": found}, headers=caller.headers)


async def export(request: Request) -> Response:
    """Answer ``/catalog/exports/{format}``."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    form = request.path_params["format"]
    if form in _LISTS:
        return await _listed(request, portal, caller, form)
    if form not in _FORMS:
        raise HTTPException(404)
    content, media = await run_in_threadpool(_harvested, request, portal, caller, form)
    return Response(content, headers=caller.headers, media_type=media)


def _harvested(request: Request, portal: Portal, caller: Caller, form: str) -> tuple[bytes, str]:
    database = portal.site.database
    publisher = Publisher(portal.publisher, portal.site.address(request))
    with database.read() as tx:
        found = list(entries(tx, database.catalogue, portal.datasets(caller).values(), publisher))
    return made(_FORMS[form], found, publisher)


async def _listed(request: Request, portal: Portal, caller: Caller, form: str) -> Response:
    """The datasets as they are described, or a line each."""
    params = request.query_params
    wanted, within = asked(params), export_page(params)
    answers, context = await shelf(portal, caller, wanted.zone, wanted.language)
    clauses = wanted.clauses
    if form == "csv" and not clauses.select and not clauses.group_by:
        clauses = Clauses(_TOLD, clauses.where, "", clauses.order_by)
    schema = catalogue.schema()
    held = chosen(schema, context, wanted.refine, wanted.exclude)
    query = compiled(schema, context, clauses, held)
    plan = planned(answers.engine, query, wanted.zone, within.limit, within.offset)
    results = plan.shape(await answers.rows(plan.statement))
    if form == "json":
        return Response(orjson.dumps(results), headers=caller.headers, media_type=JSON)
    names = [output.label for output in query.outputs]
    text = _csv(names, orjson.loads(orjson.dumps(results)), choice(params, "delimiter", DELIMITERS, ";"))
    bom = "\ufeff" if flag(params, "with_bom", True) else ""
    return Response((bom + text).encode(), headers=caller.headers, media_type="text/csv; charset=utf-8")


def _csv(names: list[str], results: list[dict[str, Any]], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(names)
    for result in results:
        writer.writerow([guarded(result[name]) for name in names])
    return out.getvalue()
