"""A dataset as every catalogue tells it; each form of catalogue is made from this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from console.exports.stream import FORMATS
from core.model.dataset import Dataset
from core.storage.catalogue import Catalogue
from core.storage.schema import REVISION

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
LICENCE_TITLE = "Licence Ouverte / Open Licence version 2.0"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, at which address, and where questions go: an address of mail or of a page."""

    name: str
    base: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A dataset in one format; the address ends with the format, by which harvesters know it."""

    form: str
    media: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A dataset with its figures.

    ``changed`` is when its last version was made; ``first`` and ``last`` are the ends of its date column.
    """

    dataset: Dataset
    publisher: Publisher
    rows: int
    changed: datetime | None
    first: date | None
    last: date | None

    @property
    def page(self) -> str:
        """The page of the dataset, which is also its name on the web."""
        return f"{self.publisher.base}/datasets/{self.dataset.name}"

    @property
    def files(self) -> tuple[File, ...]:
        """Its formats; a dataset of which the rows do not leave has none."""
        if self.dataset.restriction is not None:
            return ()
        return tuple(
            File(form, media.partition(";")[0], f"{self.page}.{form}") for form, media in FORMATS.items()
        )

    @property
    def schema(self) -> str:
        """Where the Table Schema is."""
        return f"{self.page}/schema.json"


def entries(
    tx: Connection, catalogue: Catalogue, datasets: Iterable[Dataset], publisher: Publisher
) -> Iterator[Entry]:
    """The entries of datasets, in their order."""
    query = select(REVISION.c.dataset, func.max(REVISION.c.at)).group_by(REVISION.c.dataset)
    changed: dict[str, Any] = {name: at for name, at in tx.execute(query)}
    for dataset in datasets:
        table = catalogue[dataset.name].table
        day = table.c[dataset.date_column] if dataset.date_column else table.c.id
        count, first, last = tx.execute(select(func.count(), func.min(day), func.max(day))).one()
        days = (first, last) if dataset.date_column else (None, None)
        yield Entry(dataset, publisher, count, changed.get(dataset.name), *days)
