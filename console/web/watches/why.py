"""Why a watch told of a publication, and one click to be told less of its kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import signed_in
from console.web.render import page
from console.web.site import base_site, site_of
from console.web.watches.draft import seen_catalogue
from console.web.watches.rights import own_watch
from core.model.dataset import Dataset
from core.model.watch import Watch
from core.storage.ledger import Ledger
from core.storage.queries import Rows
from core.storage.watches import Watches
from workers.matching.narrowing import narrowed, why

_DATASET, _RECORD = "jeu", "fiche"


def reasons(request: Request) -> Response:
    """Answer ``/veilles/{watch}/pourquoi?jeu=…&fiche=…``."""
    site = site_of(request)
    with site.database.read() as tx:
        watch = own_watch(request, tx)
        dataset, row = _row(request, tx, watch)
        told = Ledger(tx).matches(watch.id, dataset.name, row["id"])
    response = page(
        request,
        "watches/why.html",
        watch=watch,
        dataset=dataset,
        row=row,
        told=told,
        answer=why(watch, dataset, row, site.now()),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def narrow(request: Request, form: FormData) -> Response:
    """Answer its buttons: exclude something more; only what the page proposed."""
    site, exclude, person = base_site(request), text(form, "exclure", 300), signed_in(request).person
    with site.database.write_durably() as tx:
        watch = own_watch(request, tx)
        dataset, row = _row(request, tx, watch)
        if exclude not in [each.exclude for each in why(watch, dataset, row, site.now()).narrowings]:
            raise HTTPException(400)
        made = replace(narrowed(watch, exclude), paused_at=watch.paused_at)
        Watches(tx).put(made, site.now())
        who = person.email if person else ""
        noted(request, tx, who, "watch narrowed", watch.id, f"{watch.name}: NON {exclude}")
    return RedirectResponse(f"{request.scope.get('root_path', '')}/veilles/{watch.id}", 303)


def _row(request: Request, tx: Connection, watch: Watch) -> tuple[Dataset, dict[str, Any]]:
    site, asked = site_of(request), request.query_params
    name, record = asked.get(_DATASET, ""), asked.get(_RECORD, "")
    if name not in watch.datasets or name not in site.datasets or "\0" in record:
        raise HTTPException(404)
    row = Rows(tx, seen_catalogue(site)).get(name, record)
    if row is None:
        raise HTTPException(404)
    return site.datasets[name], row
