"""The page of the queue, and the way to the next row."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.gates import signed_in
from console.web.refusal import BadAddress
from console.web.render import page
from console.web.review.done import done_of
from console.web.review.ownership import left_behind
from console.web.review.queue import MOTIVES, Asked, Pressing, counts, owned, pressing
from console.web.site import site_of
from core.storage.waiting import held_rows

_SHOWN = 50


def queue(request: Request) -> Response:
    """Answer ``/revue?jeu=…&motif=…``."""
    site, visitor, asked = site_of(request), signed_in(request), _asked(request)
    with site.database.read() as tx:
        waiting = pressing(site, tx, visitor, asked)
        waits = counts(site, tx, visitor)
        held = [each for each in held_rows(tx) if visitor.owns(each.dataset)]
        left = left_behind(site, tx, visitor.person) if visitor.person else []
        done = done_of(request, tx)
    response = page(
        request,
        "review/queue.html",
        waiting=waiting[:_SHOWN],
        total=sum(waits.values()),
        waits=waits,
        held=held,
        left=left,
        datasets=owned(site, visitor),
        motives=MOTIVES,
        asked=asked,
        kept=_kept(asked),
        me=visitor.person,
        done=done,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def following(request: Request) -> Response:
    """Answer ``/revue/suivante``: lead to the most pressing row that nobody is at, else to the queue."""
    site, visitor, asked = site_of(request), signed_in(request), _asked(request)
    passed = request.query_params.get("apres", "")
    with site.database.read() as tx:
        waiting = pressing(site, tx, visitor, asked)
    free = [each for each in waiting if _is_free(each, visitor.person.id if visitor.person else 0)]
    told = {name: request.query_params[name] for name in ("fait",) if name in request.query_params}
    after = [each for each in free if each.id != passed]
    place = f"/{after[0].dataset.name}/{quote(after[0].id, safe='')}" if after else ""
    query = {**_kept(asked), **told}
    address = f"{request.scope.get('root_path', '')}/revue{place}{'?' + urlencode(query) if query else ''}"
    return RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})


def _is_free(each: Pressing, me: int) -> bool:
    return each.claim is None or each.claim.person == me


def _asked(request: Request) -> Asked:
    dataset, motive = request.query_params.get("jeu", ""), request.query_params.get("motif", "")
    if dataset and dataset not in site_of(request).datasets:
        raise BadAddress("value")
    if motive and motive not in MOTIVES:
        raise BadAddress("value")
    return Asked(dataset, motive)


def _kept(asked: Asked) -> dict[str, str]:
    pairs = {"jeu": asked.dataset, "motif": asked.motive}
    return {name: value for name, value in pairs.items() if value}
