"""``records`` and ``records/{id}``: rows and groups of a dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api import links
from console.api.answers import Plan, planned
from console.api.engines import Row
from console.api.facets import chosen
from console.api.odsql.query import Clauses, compiled
from console.api.odsql.values import Schema
from console.api.parameters import Asked, Page, asked, page
from console.api.places import Walk, walk
from console.api.portal import Portal, etag_of, portal_of, unchanged
from console.api.refusals import json_response

_MOVING = ("now(", "now (")
"""Their answer is another one each time."""


@dataclass(frozen=True, slots=True)
class _Listing:
    """A request for rows as it was read: it is asked again in the same words most of the time."""

    plan: Plan
    within: Page
    links: bool
    moving: bool
    walk: Walk | None
    listed: tuple[str, str]
    """What tells its rows from those of another: the question for their number."""


async def records(request: Request) -> Response:
    """Answer ``/catalog/datasets/{dataset}/records``."""
    portal = portal_of(request)
    caller = await portal.caller(request)
    dataset = portal.dataset(request, caller)
    state = await portal.state(dataset.name)
    etag = etag_of(state, request, caller, dataset)
    key = (dataset.name, caller.profile, request.scope["query_string"])
    listing: _Listing | None = portal.answers.known(key)
    if listing is None or listing.moving:
        listing = portal.answers.keep(key, _listing(portal, portal.schema(dataset, caller), request))
    if not listing.moving and (known := unchanged(request, etag, caller)):
        return known
    plan = listing.plan
    rows = await _rows(portal, listing, portal.mark(dataset.name))
    total = await portal.answers.count((state, *listing.listed), plan.counting)
    content: dict[str, Any] = {"total_count": total}
    if listing.links:
        content["_links"] = links.of_page(request, listing.within, total)
    content["results"] = plan.shape(rows)
    if listing.links and not plan.query.grouped:
        links.to_records(request, dataset.name, content["results"])
    fresh = {} if listing.moving else {"ETag": etag, "Cache-Control": "no-cache"}
    return json_response(content, headers={**caller.headers, **fresh})


def _listing(portal: Portal, schema: Schema, request: Request) -> _Listing:
    wanted = asked(request.query_params)
    moving = any(word in str(wanted.clauses).lower() for word in _MOVING)
    within = page(request.query_params, grouped=bool(wanted.clauses.group_by.strip()))
    plan = _plan(portal, schema, wanted, within)
    listed = (plan.counting.sql, repr(plan.counting.parameters))
    onward = None if moving else walk(portal.engine, plan.query, within.limit, within.offset)
    return _Listing(plan, within, wanted.links, moving, onward, listed)


async def _rows(portal: Portal, listing: _Listing, mark: Any) -> list[Row]:
    """The rows of a page, from where it is known to begin."""
    if listing.walk is None:
        return await portal.answers.rows(listing.plan.statement)
    offset = listing.within.offset
    rows = await portal.answers.rows(portal.places.statement(mark, listing.listed, listing.walk, offset))
    portal.places.learn(mark, listing.listed, offset, rows)
    return rows


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
    result = plan.shape(rows)[0]
    if wanted.links:
        links.to_records(request, dataset.name, [result])
    return json_response(result, headers=caller.headers)


def _plan(portal: Portal, schema: Schema, wanted: Asked, within: Page) -> Plan:
    context = portal.context(wanted)
    held = chosen(schema, context, wanted.refine, wanted.exclude)
    query = compiled(schema, context, wanted.clauses, held)
    return planned(portal.engine, query, wanted.zone, within.limit, within.offset)
