"""``records`` and ``records/{id}``: rows and groups of a dataset."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api import links
from console.api.answers import Plan, planned
from console.api.facets import chosen
from console.api.odsql.query import Clauses, compiled
from console.api.odsql.values import Schema
from console.api.parameters import Asked, Page, asked, page
from console.api.portal import Portal, etag_of, portal_of, unchanged
from console.api.refusals import json_response

_MOVING = ("now(", "now (")


async def records(request: Request) -> Response:
    """Answer ``/catalog/datasets/{dataset}/records``."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    dataset = portal.dataset(request, caller)
    state = await portal.state(dataset.name)
    etag = etag_of(state, request, caller, dataset)
    wanted = asked(request.query_params)
    moving = any(word in str(wanted.clauses).lower() for word in _MOVING)
    if not moving and (known := unchanged(request, etag, caller)):
        return known
    within = page(request.query_params, grouped=bool(wanted.clauses.group_by.strip()))
    schema = portal.schema(dataset, caller)
    key = (dataset.name, caller.profile, request.url.query)
    make = partial(_plan, portal, schema, wanted, within)
    plan = make() if moving else portal.answers.plan(key, make)
    rows = await portal.answers.rows(plan.statement)
    counting = (state, plan.counting.sql, repr(plan.counting.parameters))
    total = await portal.answers.count(counting, plan.counting)
    content: dict[str, Any] = {"total_count": total}
    if wanted.links:
        content["_links"] = links.of_page(request, within, total)
    content["results"] = [plan.shape(row) for row in rows]
    if wanted.links and not plan.query.grouped:
        links.to_records(request, dataset.name, content["results"])
    headers = caller.headers if moving else {**caller.headers, "ETag": etag, "Cache-Control": "no-cache"}
    return json_response(content, headers=headers)


async def record(request: Request) -> Response:
    """Answer ``/catalog/datasets/{dataset}/records/{id}``."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    dataset = portal.dataset(request, caller)
    wanted = asked(request.query_params)
    identity = request.path_params["record"].removesuffix("/")
    schema, context = portal.schema(dataset, caller), portal.context(wanted)
    if "\0" in identity or "id" not in schema.fields:
        raise HTTPException(404)
    held = [schema.fields["id"].value.sql == identity]
    query = compiled(schema, context, Clauses(select=wanted.clauses.select), held)
    plan = planned(portal.engine, query, wanted.zone, 1, 0)
    rows = await portal.answers.rows(plan.statement)
    if not rows or query.grouped:
        raise HTTPException(404)
    result = plan.shape(rows[0])
    if wanted.links:
        links.to_records(request, dataset.name, [result])
    return json_response(result, headers=caller.headers)


def _plan(portal: Portal, schema: Schema, wanted: Asked, within: Page) -> Plan:
    context = portal.context(wanted)
    held = chosen(schema, context, wanted.refine, wanted.exclude)
    query = compiled(schema, context, wanted.clauses, held)
    return planned(portal.engine, query, wanted.zone, within.limit, within.offset)
