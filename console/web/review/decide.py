"""A decision on a row: correct, accept, refuse, undo; each is a correction and a line of the audit log.

The rules of what may be typed are those of the sheets (:mod:`console.corrections.taken`): the same value is
refused here and there, and nothing that another person typed meanwhile is overwritten unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.corrections.sheet import ACCEPT, NOTHING, Line
from console.corrections.taken import Taken, take
from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import require, signed_in
from console.web.language import language_of
from console.web.records.lookup import Found, record_of
from console.web.review.page import cells_now, review_again
from console.web.review.sheet import Cell, State
from console.web.review.untaken import told
from console.web.site import Site, site_of
from core.errors import InputError
from core.model.person import Person
from core.storage.claims import Claims
from core.storage.corrections import Corrections
from core.storage.merge import active
from core.storage.queries import Rows
from core.storage.records import Records
from core.storage.reports import Reports

_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class _Desk:
    """One decision under way: who decides what of which row, inside a transaction."""

    request: Request
    site: Site
    tx: Connection
    found: Found
    form: FormData
    who: Person

    @property
    def records(self) -> Records:
        """The rows, to be changed now."""
        return Records(self.tx, self.site.database.catalogue, self.site.now())

    def note(self, action: str, detail: str) -> None:
        """Write the line of the audit log."""
        subject = f"{self.found.dataset.name} {self.found.id}"
        noted(self.request, self.tx, self.who.email, action, subject, detail)


def decide(request: Request, form: FormData) -> Response:
    """Answer the forms of ``/revue/{dataset}/{record}``."""
    site, who = site_of(request), signed_in(request).person
    assert who is not None  # noqa: S101 - signed_in has refused nobody
    require(allowed=who.owns(request.path_params["dataset"]))
    deed = _DEEDS.get(text(form, "decision", 40))
    if deed is None:
        raise HTTPException(400)
    try:
        with site.database.write_durably() as tx:
            desk = _Desk(request, site, tx, record_of(request, tx), form, who)
            _require_free(desk)
            done = deed(desk)
            row = Rows(tx, site.database.catalogue).get(desk.found.dataset.name, desk.found.id)
            waits = row is not None and row[desk.found.dataset.status_column] == "a_verifier"
    except InputError as error:
        return review_again(request, form, told(error, language_of(request)))
    return _onwards(request, form, done, waits=waits)


def _require_free(desk: _Desk) -> None:
    """Nobody else is at the row, unless the visitor takes it over.

    Raises:
        HTTPException: 409, somebody is.
    """
    dataset, record, now = desk.found.dataset.name, desk.found.id, desk.site.now()
    force = desk.form.get("decision") == "prendre"
    claim = Claims(desk.tx).hold(dataset, record, desk.who.id, now, by_force=force)
    if claim.person != desk.who.id:
        raise HTTPException(409, "claimed")


def _correct(desk: _Desk) -> str:
    """The value typed; one that was left as it stands is hereby found right."""
    typed, stands = _as_typed(desk.form, "valeur"), _as_typed(desk.form, "tient")
    if typed == stands:
        return _take(desk, desk.form, typed or NOTHING, ACCEPT, "accepted")
    return _take(desk, desk.form, typed or NOTHING, "", "corrected")


def _refuse(desk: _Desk) -> str:
    return _take(desk, desk.form, NOTHING, "", "refused")


def _accept(desk: _Desk) -> str:
    """The value that stands is right against what the document says now."""
    return _take(desk, desk.form, _as_typed(desk.form, "tient") or NOTHING, ACCEPT, "accepted")


def _take_reading(desk: _Desk) -> str:
    """In a conflict: the new reading is right."""
    return _take(desk, desk.form, _as_typed(desk.form, "lecture") or NOTHING, ACCEPT, "accepted")


def _accept_all(desk: _Desk) -> str:
    """Every doubtful value of the row is right; conflicts are decided one by one."""
    done = ""
    for cell in cells_now(desk.request, desk.tx, desk.found):
        if cell.state in (State.DOUBT, State.REPORTED):
            done = _take(desk, _as_form(cell), cell.stands or NOTHING, ACCEPT, "accepted")
    _close(desk)
    return done


def _undo(desk: _Desk) -> str:
    """Take a correction of this row back."""
    number = text(desk.form, "numero", 18)
    made = Corrections(desk.tx).get(int(number)) if number.isdecimal() else None
    if made is None or (made.dataset, made.record) != (desk.found.dataset.name, desk.found.id):
        raise HTTPException(404)
    desk.found.dataset.column(made.column)
    desk.records.undo(made.id, desk.who.label)
    desk.note("correction undone", f"{made.column} #{made.id}")
    return ""


def _close(desk: _Desk) -> str:
    """What readers reported is dealt with."""
    closed = Reports(desk.tx).close(desk.found.dataset.name, desk.found.id, desk.who.label, desk.site.now())
    if closed:
        desk.note("report closed", str(closed))
    return ""


def _claim(_: _Desk) -> str:
    return ""


_DEEDS = {
    "corriger": _correct,
    "accepter": _accept,
    "lecture": _take_reading,
    "refuser": _refuse,
    "tout-accepter": _accept_all,
    "annuler": _undo,
    "classer": _close,
    "prendre": _claim,
}


def _take(desk: _Desk, fields: Any, value: str, decision: str, action: str) -> str:
    """Correct a column and give the number of the correction; nothing where nothing changed."""
    column, dataset, record = text(fields, "colonne", 100), desk.found.dataset.name, desk.found.id
    if not desk.found.dataset.declares(column):
        raise HTTPException(404)  # not a column, or not one that this visitor sees
    line = Line(
        dataset=dataset,
        id=record,
        colonne=column,
        lecture=_as_typed(fields, "lecture"),
        valeur=value,
        decision=decision,
        note=text(fields, "note", 500),
        numero=text(fields, "numero", 18),
    )
    if take(desk.records, line, desk.who.label) is Taken.UNCHANGED:
        return ""
    made = active(Corrections(desk.tx).of(dataset, [record]).get(record, []))[column]
    desk.note(action, f"{column} #{made.id}")
    return str(made.id)


def _as_typed(fields: Any, name: str) -> str:
    """A hidden field as the page wrote it: browsers send line ends as CR LF."""
    return text(fields, name, _LONGEST).replace("\r\n", "\n")


def _as_form(cell: Cell) -> FormData:
    made = cell.correction
    return FormData(
        {"colonne": cell.column.name, "lecture": cell.read, "numero": str(made.id) if made else ""}
    )


def _onwards(request: Request, form: FormData, done: str, *, waits: bool) -> Response:
    """The same row while it waits, else the next one; the page says what was done and how to undo it."""
    dataset, record = request.path_params["dataset"], request.path_params["record"]
    kept = {name: text(form, name, 100) for name in ("jeu", "motif") if text(form, name, 100)}
    told = {"fait": done} if done else {}
    here = f"/revue/{dataset}/{quote(record, safe='')}"
    stay = waits or text(form, "decision", 40) in ("annuler", "classer", "prendre")
    path, query = (here, {**kept, **told}) if stay else ("/revue/suivante", {**kept, **told, "apres": record})
    root = request.scope.get("root_path", "")
    anchor = f"?{urlencode(query)}" if query else ""
    return RedirectResponse(f"{root}{path}{anchor}", 303, headers={"Cache-Control": "no-store"})
