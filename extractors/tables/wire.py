"""The JSON shape that `veille tables --json` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.model.evidence import Box
from core.model.table import Cell, Table


def as_json(tables: Iterable[Table]) -> dict[str, Any]:
    """``{"tables": [{"page", "bbox", "strategy", "confidence", "cells": […]}]}``.

    Boxes are [x0, top, x1, bottom] in points, origin at the top left; pages count from 1. A cell of a
    continued table that stands on a later page than the table has its own ``page`` besides.
    """
    return {"tables": [_table(table) for table in tables]}


def _table(table: Table) -> dict[str, Any]:
    return {
        "page": table.page,
        "bbox": _box(table.bbox),
        "strategy": table.strategy,
        "confidence": round(table.confidence, 3),
        "cells": [_cell(cell, table.page) for cell in table.cells],
    }


def _cell(cell: Cell, page: int) -> dict[str, Any]:
    own = {} if cell.page in (None, page) else {"page": cell.page}
    return {
        "row": cell.row,
        "col": cell.col,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "bbox": _box(cell.bbox),
        "text": cell.text,
        **own,
    }


def _box(box: Box | None) -> list[float] | None:
    return [round(float(side), 2) for side in box] if box else None
