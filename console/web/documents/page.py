"""The page of a document beside the values that were read in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.documents.archived import protected_paths
from console.web.documents.contents import Lines, Nothing, Sheet, Wanted, box_around, contents_of
from console.web.numbers import number_in
from console.web.records.lookup import Found, record_of
from console.web.records.page import NOT_INDEXED
from console.web.records.places import Place, places_of
from console.web.render import page
from console.web.site import site_of
from core.model.document import Snapshot
from core.model.evidence import Box
from core.storage.merge import RowReading
from core.storage.snapshots import Snapshots

FIELD, DOCUMENT, PAGE, LINE = "champ", "document", "page", "ligne"


def document(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/{record}/document?champ=objet``."""
    site = site_of(request)
    with site.database.read() as tx:
        found = record_of(request, tx)
        reading = _reading(found, request.query_params.get(DOCUMENT))
        archived = archived_of(tx, found, reading)
    shown = view_of(request, found, archived)
    response = page(
        request, "documents/document.html", dataset=found.dataset, found=found, reading=reading, **shown
    )
    response.headers.update(NOT_INDEXED)
    return response


@dataclass(frozen=True, slots=True)
class Archived:
    """The bytes of a reading: when they were fetched, what may not be shown of them, what was read where."""

    sha256: str
    snapshots: Sequence[Snapshot]
    protected: Sequence[str]
    places: Sequence[Place]


def archived_of(tx: Connection, found: Found, reading: RowReading | None) -> Archived:
    """The document of a reading; that of the published row where there is none."""
    sha256 = reading.sha256 if reading else str(found.row["document_sha256"])
    snapshots = Snapshots(tx).of_bytes(sha256)
    places = places_of(found.dataset, reading.evidence if reading else found.row.get("preuves"))
    return Archived(sha256, snapshots, protected_paths(tx, snapshots), places)


def view_of(request: Request, found: Found, archived: Archived, column: str = "") -> dict[str, Any]:
    """What the templates need to show a document, marked where the address asks, else where a column is."""
    wanted = _wanted(request, archived.places, column or found.dataset.label_column)
    contents = contents_of(site_of(request), archived.sha256, archived.snapshots, archived.protected, wanted)
    return {
        "sha256": archived.sha256,
        "snapshot": archived.snapshots[0] if archived.snapshots else None,
        "original": bool(archived.snapshots) and not archived.protected and contents != Nothing("missing"),
        "places": archived.places,
        "chosen": wanted.place,
        "sheet": contents if isinstance(contents, Sheet) else None,
        "lines": contents if isinstance(contents, Lines) else None,
        "nothing": contents if isinstance(contents, Nothing) else None,
        "frames": _frames(archived.places, wanted.place, contents),
    }


def _reading(found: Found, sha256: str | None) -> RowReading | None:
    """The reading of the document asked for; the published one where none is named."""
    if sha256 is None:
        return found.readings[0] if found.readings else None
    for reading in found.readings:
        if reading.sha256 == sha256:
            return reading
    raise HTTPException(404)


def _wanted(request: Request, places: Sequence[Place], column: str) -> Wanted:
    params = request.query_params
    if FIELD in params:
        return Wanted(_place(params[FIELD], places))
    if PAGE in params or LINE in params:
        return Wanted(None, page=number_in(params, PAGE, 1), first=number_in(params, LINE, 0))
    first = [place for place in places if place.column.name == column]
    return Wanted(next(iter([*first, *places]), None))


def _place(anchor: str, places: Sequence[Place]) -> Place | None:
    """The place of that name; a column without evidence shows the document without a mark."""
    return next((place for place in places if place.anchor == anchor), None)


@dataclass(frozen=True, slots=True)
class Frame:
    """A box on the page that is shown, with the values that were read in it."""

    box: Box
    places: tuple[Place, ...]
    chosen: bool


def _frames(places: Sequence[Place], chosen: Place | None, contents: object) -> list[Frame]:
    """The boxes of the page that is shown; values read at one place share one box."""
    if not isinstance(contents, Sheet):
        return []
    shared: dict[Box, list[Place]] = {}
    for place in places:
        box = box_around(place.evidence)
        if box is not None and place.evidence.page == contents.number:
            shared.setdefault(box, []).append(place)
    return [Frame(box, tuple(group), chosen in group) for box, group in shared.items()]
