"""Report an error in a record: for everyone, without an account, not too often."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.access.asker import address_of
from console.web.access.forms import text
from console.web.datasets.columns import is_technical
from console.web.records.lookup import record_of
from console.web.records.page import NOT_INDEXED
from console.web.render import page
from console.web.site import site_of
from core.storage.attempts import Attempts, Limit
from core.storage.reports import Reports

PER_ADDRESS = Limit("report", 10, timedelta(hours=1))
LONGEST = 2_000
_TRAP = "site"
"""A field that people don't see; programs that fill every field fill it."""


def report_page(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/{record}/signaler?champ=…``."""
    return _shown(request)


def report(request: Request, form: FormData) -> Response:
    """Answer its form."""
    site, message, column = site_of(request), text(form, "message"), text(form, "champ", 100)
    if text(form, _TRAP):
        return _shown(request, sent=True)
    if not message or len(message) > LONGEST:
        return _shown(request, message=message, wrong="reports.empty" if not message else "reports.long")
    with site.database.write_durably() as tx:
        found = record_of(request, tx)
        if column and not found.dataset.declares(column):
            raise HTTPException(404)
        wait = Attempts(tx).wait(PER_ADDRESS, address_of(request), site.now())
        if wait:
            raise HTTPException(429, headers={"Retry-After": str(int(wait.total_seconds()) + 1)})
        Attempts(tx).note(PER_ADDRESS, address_of(request), site.now())
        Reports(tx).add(found.dataset.name, found.id, column, message, site.now())
    return _shown(request, sent=True)


def _shown(request: Request, *, message: str = "", wrong: str = "", sent: bool = False) -> Response:
    with site_of(request).database.read() as tx:
        found = record_of(request, tx)
    response = page(
        request,
        "reports/report.html",
        400 if wrong else 200,
        dataset=found.dataset,
        found=found,
        columns=[column for column in found.dataset.columns if not is_technical(found.dataset, column)],
        chosen=request.query_params.get("champ", ""),
        here=f"{request.scope.get('root_path', '')}/datasets/{found.dataset.name}/{quote(found.id, safe='')}",
        message=message,
        wrong=wrong,
        sent=sent,
        longest=LONGEST,
    )
    response.headers.update({**NOT_INDEXED, "Cache-Control": "no-store"})
    return response
