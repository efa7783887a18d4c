"""The page of the tables of a document: each cell beside its place on the page, and what was mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.access.gates import require, signed_in
from console.web.documents.files import shown_bytes
from console.web.numbers import number_in
from console.web.records.page import NOT_INDEXED
from console.web.refusal import BadAddress
from console.web.render import page
from console.web.review.grid_read import ROWS
from console.web.review.ownership import is_owned
from console.web.site import site_of
from core.errors import DocumentError
from core.model.added_row import AddedRow
from core.model.document import Snapshot
from core.model.person import Person
from core.storage.snapshots import Snapshots
from core.storage.table_edits import StoredEdit, TableEdits

TABLE, CELL = "tableau", "cellule"
_NOTHING: Mapping[str, Any] = {
    "tables": [],
    "number": 0,
    "first": 0,
    "cells": [],
    "names": [],
    "chosen": None,
    "cuts": [],
    "none": [],
    "played": [],
    "pages": [],
}


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as shown, with the edit that set its text and what the machine read (``read``)."""

    row: int
    number: int
    added: bool
    col: int
    rowspan: int
    colspan: int
    text: str
    cut: bool
    heading: bool | None
    read: str
    anchor: Sequence[Any]
    edit: StoredEdit | None

    @property
    def key(self) -> str:
        """What names it in an address of this page."""
        return f"{self.row}.{self.col}"

    @property
    def place(self) -> str:
        """Its anchor, as a form holds it."""
        return orjson.dumps(self.anchor).decode()

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """x, y, width, height in points, where the document has pages."""
        if not self.anchor[1]:
            return None
        left, top, right, bottom = self.anchor[1]
        return (left, top, right - left, bottom - top)


def owned(request: Request, tx: Connection, who: Person) -> Snapshot:
    """The document of the address: the visitor owns every dataset that its rows go to, for all may change.

    Raises:
        HTTPException: 404 if there is none.
        Refused: it is of a dataset that is not the visitor's.
    """
    sha256 = request.path_params["sha256"]
    snapshots = Snapshots(tx).of_bytes(sha256)
    if not snapshots:
        raise HTTPException(404)
    require(allowed=is_owned(site_of(request), tx, who, snapshots))
    return snapshots[0]


def grid(request: Request) -> Response:
    """Answer ``/documents/{sha256}/tableaux?tableau=1&cellule=4.2``; tables count from 1, cells from 0."""
    return grid_page(request)


def grid_page(
    request: Request, *, wrong: str = "", typed: str = "", row_typed: Mapping[int, str] | None = None
) -> Response:
    """The page; after an edit that could not be taken with what was typed and what is wrong."""
    site, who = site_of(request), signed_in(request).person
    assert who is not None  # noqa: S101 - signed_in has refused nobody
    with site.database.read() as tx:
        snapshot = owned(request, tx, who)
        log = TableEdits(tx).log(snapshot.sha256)
        latest = Snapshots(tx).latest(snapshot.source, snapshot.key) or snapshot
    row, col = _chosen(request)
    standing = [each for each in log if each.undone_at is None]
    try:
        found, trouble = _read(request, snapshot, standing, (row, col)), ""
    except DocumentError as error:
        found, trouble = _NOTHING, error.code
    cells = [_cell(each, standing) for each in found["cells"]]
    chosen = next((each for each in cells if [each.row, each.col] == found["chosen"]), None)
    response = page(
        request,
        "review/grid.html",
        400 if wrong else 200,
        snapshot=snapshot,
        latest=latest,
        left=sum(each.left_behind for each in standing),
        trouble=trouble,
        tables=found["tables"],
        number=found["number"],
        rows=_rows(cells),
        aside=set(found["none"]),
        cuts=found["cuts"],
        headings=found["names"],
        reopened=row_typed,
        first=found["first"],
        step=ROWS,
        chosen=chosen,
        focused=row >= 0,
        sheet=_sheet(found, chosen),
        cells=cells,
        log=_log(log, found["played"]),
        wrong=wrong,
        typed=typed,
    )
    response.headers.update({**NOT_INDEXED, "Cache-Control": "no-store"})
    return response


def _read(
    request: Request, snapshot: Snapshot, edits: Sequence[StoredEdit], cell: tuple[int, int]
) -> Mapping[str, Any]:
    arguments = {
        "name": snapshot.key,
        "edits": [each.edit.as_dict() for each in edits],
        "table": number_in(request.query_params, TABLE, 1) - 1,
        "cell": cell,
        "first": cell[0] if cell[0] >= 0 else number_in(request.query_params, "ligne", 1) - 1,
    }
    data = shown_bytes(request, snapshot.sha256)
    answer: dict[str, Any] = orjson.loads(
        site_of(request).reader.run("console.web.review.grid_read:read_grid", data, arguments)
    )
    return answer


def _chosen(request: Request) -> tuple[int, int]:
    """The cell asked for; none is (-1, -1)."""
    asked = request.query_params.get(CELL, "")
    if not asked:
        return (-1, -1)
    row, _, col = asked.partition(".")
    if not (row.isdecimal() and col.isdecimal() and len(asked) < 16):
        raise BadAddress("integer", value=asked)
    return int(row), int(col)


def _cell(raw: Mapping[str, Any], standing: Sequence[StoredEdit]) -> GridCell:
    made = next((each for each in reversed(standing) if _sets(each, raw["anchor"])), None)
    return GridCell(**raw, edit=made)


def _sets(stored: StoredEdit, anchor: Sequence[Any]) -> bool:
    edit = stored.edit
    box = list(edit.anchor.bbox) if edit.anchor.bbox else None
    return edit.kind.value == "cell" and [edit.anchor.page, box, edit.anchor.path] == list(anchor)


def _rows(cells: Sequence[GridCell]) -> list[list[GridCell]]:
    by_row: dict[int, list[GridCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    return [by_row[row] for row in sorted(by_row)]


@dataclass(frozen=True, slots=True)
class GridSheet:
    """The page of the chosen cell, in points."""

    number: int
    width: float
    height: float


def _sheet(found: Mapping[str, Any], chosen: GridCell | None) -> GridSheet | None:
    number = chosen.anchor[0] if chosen else None
    if not number or number > len(found["pages"]):
        return None
    return GridSheet(number, *found["pages"][number - 1])


@dataclass(frozen=True, slots=True)
class Decision:
    """An edit of the document with what became of it on the reading of now; "" where it was taken back."""

    stored: StoredEdit
    fate: str
    read: str

    @property
    def row(self) -> list[str]:
        """The texts of a row that was added; none for another decision."""
        try:
            return [cell.text for cell in AddedRow.load(self.stored.edit.value).cells]
        except ValueError:
            return []


def _log(log: Sequence[StoredEdit], played: Sequence[Sequence[Any]]) -> list[Decision]:
    """The decisions, those to be looked at first, then the latest first; a later one settles its place."""
    last = {each.edit.slot: each.edit.id for each in log if each.undone_at is None}
    fates = {number: (fate, read) for number, fate, read in played if number in last.values()}
    shown = [Decision(each, *fates.get(each.edit.id, ("", ""))) for each in reversed(log)]
    return sorted(shown, key=lambda each: each.fate in ("", "played"))
