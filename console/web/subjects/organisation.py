"""The page of a buyer or a winner, by its SIREN."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from stdnum.fr import siren

from console.web.render import page
from console.web.site import site_of
from console.web.subjects.links import NAMES
from console.web.subjects.shelf import Shelf, shelves_of
from core.storage.queries import Rows


def organisation(request: Request) -> Response:
    """Answer ``/organisations/{siren}``: what it buys, what it wins, what is announced of it.

    404 for a number that is no SIREN, or that no published row names.
    """
    number = request.path_params["siren"]
    if not siren.is_valid(number):
        raise HTTPException(404)
    site = site_of(request)
    with site.database.read() as tx:
        shelves = shelves_of(Rows(tx, site.database.catalogue), site.datasets, tuple(NAMES), number)
    if not shelves:
        raise HTTPException(404)
    return page(
        request,
        "subjects/organisation.html",
        number=siren.format(number),
        name=_name(shelves) or number,
        shelves=shelves,
    )


def _name(shelves: Sequence[Shelf]) -> str:
    """The name that the latest rows give most often."""
    told = Counter(
        str(row[NAMES[shelf.column.name]])
        for shelf in shelves
        for row in shelf.rows
        if isinstance(row.get(NAMES[shelf.column.name]), str)
    )
    return told.most_common(1)[0][0] if told else ""
