"""A decision on a table: another text in a cell, a row that is none, a table cut or joined; its undoing."""

from __future__ import annotations

from math import isfinite
from typing import Any
from urllib.parse import urlencode

import orjson
from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import signed_in
from console.web.review.grid import CELL, TABLE, grid_page, owned
from console.web.review.grid_row import typed_row
from console.web.site import site_of
from core.model.person import Person
from core.model.table_edit import MARKS, EditKind, TableEdit
from core.storage.table_edits import TableEdits
from workers.amending import read_again

_LONGEST = 20_000
_KINDS = {
    "cellule": EditKind.CELL,
    "pas-ligne": EditKind.NO_ROW,
    "couper": EditKind.SPLIT,
    "joindre": EditKind.JOIN,
    "entete": EditKind.HEADING,
    "donnees": EditKind.DATA,
    "joindre-colonnes": EditKind.COLUMNS,
    "couper-colonne": EditKind.COLUMN_CUT,
    "ajouter": EditKind.ROW,
}
_DOWN = ("cellule", "ajouter")
"""What leads to the cell below."""

_MOST_IN_FORCE = 2_000


def decide_grid(request: Request, form: FormData) -> Response:
    """Answer the forms of ``/documents/{sha256}/tableaux``."""
    site, who = site_of(request), signed_in(request).person
    assert who is not None  # noqa: S101 - signed_in has refused nobody
    deed = text(form, "decision", 40)
    if deed not in _KINDS and deed != "annuler":
        raise HTTPException(400)
    row_typed = typed_row(form) if deed == "ajouter" else None
    if row_typed is not None and not row_typed.cells:
        return grid_page(request, wrong="empty_row", row_typed={})
    with site.database.write_durably() as tx:
        snapshot = owned(request, tx, who)
        told: str | None
        if deed == "annuler":
            told = _undo(request, tx, snapshot.sha256, form, who)
        else:
            told = _add(request, tx, snapshot.sha256, _edit(form, _KINDS[deed]), who)
        if told:
            read_again(tx, snapshot.sha256, told, site.now())
    if told is None:
        kept = {cell.col: cell.text for cell in row_typed.cells} if row_typed else None
        return grid_page(request, wrong="too_many", typed=text(form, "valeur", _LONGEST), row_typed=kept)
    return _onwards(request, form, deed)


def _add(request: Request, tx: Connection, sha256: str, edit: TableEdit, who: Person) -> str | None:
    """Store an edit and tell of it; "" where nothing changes, None where the document has too many."""
    in_force = TableEdits(tx).in_force(sha256)
    standing = [each for each in in_force if _same_place(each, edit)]
    if edit.kind in MARKS:
        standing = [each for each in in_force if each.kind in MARKS and standing][-1:]
    if _is_said(edit, standing[-1] if standing else None):
        return ""
    if len(in_force) >= _MOST_IN_FORCE:
        return None
    number = TableEdits(tx).add(sha256, edit, author=who.label, at=site_of(request).now())
    noted(request, tx, who.email, "table mended", sha256, f"{edit.kind.value} #{number}")
    return f"table edit {number}"


def _is_said(edit: TableEdit, standing: TableEdit | None) -> bool:
    """Whether an edit says what stands; the same text against a new reading settles a conflict."""
    if standing is None:
        return edit.kind is EditKind.CELL and edit.value == edit.base
    return _same_place(standing, edit) and (standing.base, standing.value) == (edit.base, edit.value)


def _undo(request: Request, tx: Connection, sha256: str, form: FormData, who: Person) -> str:
    number = text(form, "numero", 18)
    at = site_of(request).now()
    if not number.isdecimal() or int(number) not in {each.edit.id for each in TableEdits(tx).log(sha256)}:
        raise HTTPException(404)
    if not TableEdits(tx).undo(sha256, int(number), author=who.label, at=at):
        return ""
    noted(request, tx, who.email, "table mending undone", sha256, f"#{number}")
    return f"table edit {number} undone"


def _edit(form: FormData, kind: EditKind) -> TableEdit:
    """The edit of a form.

    Raises:
        HTTPException: 400, its place is none.
    """
    try:
        value = _value(form, kind)
        anchor = orjson.loads(text(form, "place", 2_000))
        page, bbox, path = anchor
        placed = isinstance(path, str) or (isinstance(page, int) and len(bbox) == 4)
        read = _as_typed(form, "lecture")
        raw: dict[str, Any] = {"id": 0, "kind": kind, "anchor": anchor, "base": read, "value": value}
        edit = TableEdit.from_dict(raw)
    except (ValueError, TypeError) as error:
        raise HTTPException(400) from error
    if not placed:
        raise HTTPException(400)
    return edit


def _value(form: FormData, kind: EditKind) -> str:
    """What is said.

    Raises:
        ValueError: no x, in points, is given at which a column is to be cut.
    """
    if kind is EditKind.ROW:
        return typed_row(form).dump()
    if kind is EditKind.COLUMN_CUT:
        x = float(text(form, "x", 20))
        if not isfinite(x):
            raise ValueError(x)
        return f"{x:.2f}"
    return _as_typed(form, "valeur") if kind is EditKind.CELL else ""


def _same_place(one: TableEdit, other: TableEdit) -> bool:
    return one.slot == other.slot


def _as_typed(form: FormData, name: str) -> str:
    """A field as the page wrote it: browsers send line ends as CR LF."""
    return text(form, name, _LONGEST).replace("\r\n", "\n")


def _onwards(request: Request, form: FormData, deed: str) -> Response:
    """The same table, at the cell below one that was typed, or in the row that was added."""
    row, _, col = text(form, "cellule", 16).partition(".")
    query = {TABLE: text(form, TABLE, 8) or "1"}
    if row.isdecimal() and col.isdecimal():
        query[CELL] = f"{int(row) + (deed in _DOWN)}.{col}"
    address = f"{request.scope.get('root_path', '')}/documents/{request.path_params['sha256']}/tableaux"
    return RedirectResponse(f"{address}?{urlencode(query)}", 303, headers={"Cache-Control": "no-store"})
