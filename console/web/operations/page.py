"""The page of the operator, and the retry of what was parked."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import signed_in
from console.web.operations.address import HERE
from console.web.operations.board import board_of, parked_of
from console.web.operations.erasing import erased_of
from console.web.render import page
from console.web.site import site_of
from core.storage.work import Queue
from workers.freshness import freshness_of

_DIGITS = 9


def operations(request: Request) -> Response:
    """Answer ``/exploitation``."""
    site = site_of(request)
    with site.database.read() as tx:
        board = board_of(tx, site.now())
        erased = erased_of(tx)
        fresh = [freshness_of(tx, source, site.now()) for _, source in sorted(site.sources.items())]
    told, gone = (request.query_params.get(name, "") for name in ("relances", "effacees"))
    response = page(
        request,
        "operations/operations.html",
        board=board,
        fresh=fresh,
        datasets=site.datasets,
        sources=site.sources,
        erased=erased,
        gone=gone
        if gone == "introuvable"
        else int(gone)
        if gone.isdecimal() and len(gone) < _DIGITS
        else None,
        rearmed=int(told) if told.isdecimal() and len(told) < _DIGITS else None,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def retry(request: Request, form: FormData) -> Response:
    """Try parked steps again: one of them, or all of a code."""
    site, who = site_of(request), signed_in(request).person
    code, step = text(form, "code", 100), text(form, "etape", 18)
    if not code and not step.isdecimal():
        raise HTTPException(400)
    with site.database.write() as tx:
        count = Queue(tx).rearm([int(step)] if step else parked_of(tx, code), site.now())
        noted(request, tx, who.email if who else "", "retried", code or f"#{step}", str(count))
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}{HERE}?relances={count}", 303, headers={"Cache-Control": "no-store"})
