"""What was just decided, for the page that comes after: to see it, undo it, do it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request

from console.corrections.cells import cell_of
from console.web.access.visitor import visitor_of
from console.web.language import language_of
from console.web.review.understood import written
from console.web.site import site_of
from core.model.dataset import Column, Dataset
from core.storage.corrections import Corrections
from core.storage.merge import Correction
from core.storage.queries import Rows
from workers.feeds.figures import Figures


@dataclass(frozen=True, slots=True)
class Done:
    """A correction that was just made; ``more`` is how many others were made like it."""

    correction: Correction
    dataset: Dataset
    column: Column
    before: str
    after: str
    more: int
    figures: Figures
    currency: str | None = None

    def told(self, cell: str) -> str:
        """Either of both as a reader reads it."""
        return written(self.column, cell, self.figures, self.currency)


def done_of(request: Request, tx: Connection) -> Done | None:
    """The correction that the address names, if the visitor may see it and it still stands."""
    number, more = request.query_params.get("fait", ""), request.query_params.get("semblables", "")
    made = Corrections(tx).get(int(number)) if number.isdecimal() and len(number) < 19 else None
    if made is None or made.undone_at is not None or not visitor_of(request).owns(made.dataset):
        return None
    dataset = site_of(request).datasets.get(made.dataset)
    if dataset is None or not dataset.declares(made.column):
        return None
    column = dataset.column(made.column)
    row = Rows(tx, site_of(request).database.catalogue).get(made.dataset, made.record) or {}
    return Done(
        made,
        dataset,
        column,
        cell_of(column, made.base),
        cell_of(column, made.value),
        int(more) if more.isdecimal() and len(more) < 7 else 0,
        Figures(language_of(request)),
        row.get("devise"),
    )
