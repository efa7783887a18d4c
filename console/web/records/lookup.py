"""The record that an address names, with what its documents say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request

from console.web.datasets.lookup import dataset_of
from console.web.site import site_of
from core.model.dataset import Dataset
from core.storage.merge import RowReading
from core.storage.queries import Rows
from core.storage.readings import Readings


@dataclass(frozen=True, slots=True)
class Found:
    """A published row and its readings, the published one first."""

    dataset: Dataset
    row: Mapping[str, Any]
    readings: Sequence[RowReading]

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.row["id"])

    @property
    def title(self) -> str:
        """What the record is called; its id where it has no name."""
        return str(self.row.get(self.dataset.label_column) or self.id)


def record_of(request: Request, tx: Connection) -> Found:
    """The record named in the path.

    Raises:
        HTTPException: 404 if there is none.
    """
    dataset, record = dataset_of(request), request.path_params["record"]
    row = None if "\0" in record else Rows(tx, site_of(request).database.catalogue).get(dataset.name, record)
    if row is None:
        raise HTTPException(404)
    readings = Readings(tx).of(dataset.name, [record]).get(record, [])
    return Found(dataset, row, sorted(readings, key=RowReading.order, reverse=True))
