"""Why a watch says nothing: what was read and what was not, and why a given publication did not come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from console.web.access.visitor import visitor_of
from console.web.render import page
from console.web.site import Site, site_of
from console.web.watches.draft import seen_catalogue
from console.web.watches.lookup import watch_of
from console.web.watches.rights import may_change
from core.errors import InputError
from core.model.dataset import Dataset
from core.model.watch import Match, Watch
from core.storage.ledger import Ledger
from core.storage.ownership import Ownership
from core.storage.revisions import Revisions
from core.storage.watches import Watches
from workers.delivery.coverage import coverage
from workers.matching.narrowing import Why, why
from workers.matching.sought import Sought, sought

_ASKED, _LONGEST, _SHOWN = "publication", 500, 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A publication that was asked for: when it was told, or why not.

    ``before`` is the day when it came out here, if that was before the watch was made.
    """

    dataset: Dataset
    row: dict[str, Any]
    told: Sequence[Match]
    why: Why
    searched: bool
    before: datetime | None


def silence(request: Request) -> Response:
    """Answer ``/veilles/{watch}/silence?publication=…``."""
    site, typed = site_of(request), request.query_params.get(_ASKED, "")[:_LONGEST].strip()
    with site.database.read() as tx:
        watch = watch_of(request, tx)
        covered = coverage(tx, site.sources.values(), watch, site.now())
        found = sought(tx, seen_catalogue(site), typed, site.sources) if typed else []
        suspended = watch.id in Watches(tx).suspended()
        answers = [] if suspended else _answers(site, tx, watch, found[:_SHOWN])
        changeable = may_change(visitor_of(request), Ownership(tx).of(watch.id))
    response = page(
        request,
        "watches/silence.html",
        watch=watch,
        key=request.path_params["watch"],
        covered=covered,
        typed=typed,
        answers=answers,
        suspended=suspended,
        changeable=changeable,
        datasets=site.datasets,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _answers(site: Site, tx: Connection, watch: Watch, found: Sequence[Sought]) -> list[Answer]:
    """Of what the watch searches; of other datasets where nothing else is called so."""
    try:
        answers = [_answer(site, tx, watch, each) for each in found]
    except InputError:  # a watch that cannot be evaluated is told as suspended after the next run
        return []
    return [each for each in answers if each.searched] or answers


def _answer(site: Site, tx: Connection, watch: Watch, found: Sought) -> Answer:
    dataset, record = site.datasets[found.dataset], found.row["id"]
    first = Revisions(tx).get(found.dataset, record, 1)
    early = first is not None and watch.created_at is not None and first.at < watch.created_at
    return Answer(
        dataset=dataset,
        row=found.row,
        told=Ledger(tx).matches(watch.id, found.dataset, record),
        why=why(watch, dataset, found.row, site.now()),
        searched=found.dataset in watch.datasets,
        before=first.at if first is not None and early else None,
    )
