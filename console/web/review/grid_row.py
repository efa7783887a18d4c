"""A row that an owner adds to a table, out of its form."""

from __future__ import annotations

import secrets
from math import isfinite

import orjson
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from console.web.access.forms import text
from core.model.added_row import MOST_COLUMNS, AddedCell, AddedRow

_LONGEST = 5_000


def typed_row(form: FormData) -> AddedRow:
    """The row of the fields ``colonne-0``, ``colonne-1``…; ``cadre-0`` is the page and the box of the first.

    Its name is new at each call. Empty fields are no cells.

    Raises:
        HTTPException: 400, a box is none.
    """
    cells = (_cell(form, col) for col in range(MOST_COLUMNS) if f"colonne-{col}" in form)
    return AddedRow(secrets.token_hex(6), tuple(cell for cell in cells if cell is not None))


def _cell(form: FormData, col: int) -> AddedCell | None:
    said = text(form, f"colonne-{col}", _LONGEST).replace("\r\n", "\n").strip()
    if not said:
        return None
    drawn = text(form, f"cadre-{col}", 200)
    if not drawn:
        return AddedCell(col, said)
    try:
        page, sides = orjson.loads(drawn)
        left, top, right, bottom = (round(float(side), 2) for side in sides)
    except (ValueError, TypeError) as error:
        raise HTTPException(400) from error
    is_box = isinstance(page, int) and page > 0 and left < right and top < bottom
    if not is_box or not all(map(isfinite, (left, top, right, bottom))):
        raise HTTPException(400)
    return AddedCell(col, said, page, (left, top, right, bottom))
