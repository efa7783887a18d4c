"""The endpoints of the catalogue and of one dataset but for its records."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response

from console.api import catalogue, facet_answers, links
from console.api.answers import Answers, planned
from console.api.described import described
from console.api.facets import chosen
from console.api.odsql.context import Context
from console.api.odsql.query import Clauses, compiled
from console.api.parameters import asked, page
from console.api.portal import Caller, Portal, etag_of, portal_of, unchanged
from console.api.refusals import json_response
from core.model.dataset import Dataset


async def datasets(request: Request) -> Response:
    """Answer ``/catalog/datasets``."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    wanted = asked(request.query_params)
    within = page(request.query_params, grouped=bool(wanted.clauses.group_by.strip()))
    answers, context = await shelf(portal, caller, wanted.zone, wanted.language)
    schema = catalogue.schema()
    held = chosen(schema, context, wanted.refine, wanted.exclude)
    query = compiled(schema, context, wanted.clauses, held)
    plan = planned(answers.engine, query, wanted.zone, within.limit, within.offset)
    rows = await answers.rows(plan.statement)
    total = int((await answers.rows(plan.counting))[0][0])
    results = plan.shape(rows)
    content: dict[str, Any] = {"total_count": total}
    if wanted.links:
        content["_links"] = links.of_page(request, within, total)
        for result in results:
            if "dataset_id" in result:
                result["_links"] = links.of_dataset(request, result["dataset_id"])
    return json_response({**content, "results": results}, headers=caller.headers)


async def dataset(request: Request) -> Response:
    """Answer ``/catalog/datasets/{dataset}``."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    found = portal.dataset(request, caller)
    wanted = asked(request.query_params)
    answers, context = await shelf(portal, caller, wanted.zone, wanted.language)
    held = [catalogue.schema().fields["dataset_id"].value.sql == found.name]
    query = compiled(catalogue.schema(), context, Clauses(select=wanted.clauses.select), held)
    plan = planned(answers.engine, query, wanted.zone, 1, 0)
    result = plan.shape(await answers.rows(plan.statement))[0]
    if wanted.links:
        result["_links"] = links.of_dataset(request, found.name)
    return json_response(result, headers=caller.headers)


async def facets(request: Request) -> Response:
    """Answer ``/catalog/datasets/{dataset}/facets``."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    found = portal.dataset(request, caller)
    state = await portal.state(found.name)
    etag = etag_of(state, request, caller, found)
    if known := unchanged(request, etag, caller):
        return known
    wanted = asked(request.query_params)
    schema, context = portal.schema(found, caller), portal.context(wanted)
    told = await facet_answers.told(portal.answers, schema, context, wanted, (found.name, state))
    headers = {**caller.headers, "ETag": etag, "Cache-Control": "no-cache"}
    return json_response({"links": [], "facets": told}, headers=headers)


async def catalogue_facets(request: Request) -> Response:
    """Answer ``/catalog/facets``."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    wanted = asked(request.query_params)
    answers, context = await shelf(portal, caller, wanted.zone, wanted.language)
    told = await facet_answers.told(answers, catalogue.schema(), context, wanted, None)
    return json_response({"links": [], "facets": told}, headers=caller.headers)


async def attachments(request: Request) -> Response:
    """Answer ``/catalog/datasets/{dataset}/attachments``: our datasets have none."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    portal.dataset(request, caller)
    return json_response({"links": [], "attachments": []}, headers=caller.headers)


async def shelf(portal: Portal, caller: Caller, zone: str, language: str) -> tuple[Answers, Context]:
    """The datasets that a caller may see, as a database of their own."""
    told = [await _described(portal, each) for each in portal.datasets(caller).values()]
    engine = catalogue.engine(told)
    context = Context(engine.flavour, portal.site.now(), zone, language)
    return Answers(engine, inline=True), context


async def _described(portal: Portal, dataset: Dataset) -> dict[str, Any]:
    table = portal.site.database.catalogue[dataset.name].table
    counting = portal.answers.statement(
        ("size", dataset.name), lambda: portal.engine.prepare(select(func.count()).select_from(table))
    )
    state = await portal.state(dataset.name)
    count = await portal.answers.count(("size", dataset.name, state), counting)
    return described(dataset, count, await portal.modified(dataset.name), portal.publisher)
