"""The page of a row under review: its document on the left, its fields on the right."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from console.web.access.forms import text
from console.web.access.gates import require, signed_in
from console.web.documents.page import archived_of, view_of
from console.web.records.lookup import Found, record_of
from console.web.records.page import NOT_INDEXED
from console.web.render import page
from console.web.review.done import Done, done_of
from console.web.review.queue import MOTIVES
from console.web.review.sheet import Cell, State, cells_of
from console.web.review.understood import written
from console.web.site import site_of
from core.model.person import Person
from core.storage.claims import Claim, Claims
from core.storage.reports import Report, Reports


def review(request: Request) -> Response:
    """Answer ``/revue/{dataset}/{record}?champ=…``."""
    return _shown(request)


def review_again(request: Request, form: FormData, wrong: str) -> Response:
    """The page after a value that could not be taken: what was typed is still there, with what is wrong."""
    return _shown(request, wrong=wrong, column=text(form, "colonne", 100), typed=str(form.get("valeur", "")))


def cells_now(request: Request, tx: Connection, found: Found) -> list[Cell]:
    """The fields of a row as they stand in this transaction."""
    entry = site_of(request).database.catalogue[found.dataset.name]
    return cells_of(tx, entry, found, _reports(tx, found))


def _shown(request: Request, *, wrong: str = "", column: str = "", typed: str = "") -> Response:
    site, who = site_of(request), signed_in(request).person
    assert who is not None  # noqa: S101 - signed_in has refused nobody
    require(allowed=who.owns(request.path_params["dataset"]))
    claim = _claimed(request, who)
    with site.database.read() as tx:
        found = record_of(request, tx)
        reports = _reports(tx, found)
        cells = cells_now(request, tx, found)
        archived = archived_of(tx, found, None if not found.readings else found.readings[0])
        done = done_of(request, tx)
    chosen = _chosen(request, cells, column)
    response = page(
        request,
        "review/review.html",
        400 if wrong else 200,
        **_context(found, cells, reports, claim, who, done),
        **view_of(request, found, archived, chosen.column.name if chosen else ""),
        current=chosen,
        wrong=wrong,
        typed=typed,
        kept=_kept(request),
    )
    response.headers.update({**NOT_INDEXED, "Cache-Control": "no-store"})
    return response


def _claimed(request: Request, who: Person) -> Claim | None:
    """The claim of the row, which is the visitor's if nobody was there before."""
    site = site_of(request)
    dataset, record = request.path_params["dataset"], request.path_params["record"]
    with site.database.read() as tx:
        record_of(request, tx)
    with site.database.write() as tx:
        return Claims(tx).hold(dataset, record, who.id, site.now())


def _context(  # noqa: PLR0917 - a page has many parts
    found: Found,
    cells: list[Cell],
    reports: list[Report],
    claim: Claim | None,
    who: Person,
    done: Done | None,
) -> dict[str, Any]:
    return {
        "dataset": found.dataset,
        "written": written,
        "found": found,
        "row": found.row,
        "reading": found.readings[0] if found.readings else None,
        "pressing": _pressing(cells),
        "others": [cell for cell in cells if not cell.pressing and cell.filled],
        "empty": [cell for cell in cells if not cell.pressing and not cell.filled],
        "doubts": any(cell.state in (State.DOUBT, State.REPORTED) for cell in cells),
        "reports": reports,
        "claim": claim,
        "taken": claim is not None and claim.person != who.id,
        "done": done,
    }


def _reports(tx: Connection, found: Found) -> list[Report]:
    return Reports(tx).open_of(found.dataset.name, [found.id]).get(found.id, [])


def _chosen(request: Request, cells: list[Cell], column: str) -> Cell | None:
    """The field to be looked at first: the one asked for, else the first that is pressing."""
    wanted = column or request.query_params.get("champ", "").partition(".")[0]
    named = (cell for cell in cells if cell.column.name == wanted)
    return next(named, None) or next(iter(_pressing(cells)), None)


def _pressing(cells: list[Cell]) -> list[Cell]:
    """The fields to be decided, conflicts before what was reported and that before what is doubtful."""
    order = list(State)
    return sorted((cell for cell in cells if cell.pressing), key=lambda cell: order.index(cell.state))


def _kept(request: Request) -> dict[str, str]:
    """The filters of the queue, which the way onwards keeps."""
    dataset, motive = request.query_params.get("jeu", ""), request.query_params.get("motif", "")
    kept = {"jeu": dataset if dataset in site_of(request).datasets else ""}
    return {**kept, "motif": motive if motive in MOTIVES else ""}
