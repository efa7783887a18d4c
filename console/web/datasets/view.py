"""A view of a dataset: which rows, in which order, with which columns; its address says it all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from core.clock import utc_now
from core.model.dataset import Dataset
from core.storage.queries import Condition, Filter, Order, Test
from workers.matching.searching import conditions as search

WORDS, SINCE, UNTIL, ORDER, COLUMN, AFTER, SIZE = "q", "du", "au", "tri", "col", "apres", "taille"
OPENED = "facette"
RESERVED = (WORDS, SINCE, UNTIL, ORDER, COLUMN, AFTER, SIZE, OPENED)
DEFAULT_SIZE = 50

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class View:
    """``chosen`` maps a column to natives one of which a row must have; ``after`` is a cursor.

    ``opened`` names facets that the reader wants to see although they are costly to count.
    """

    dataset: Dataset
    order: Order
    words: str = ""
    chosen: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    columns: tuple[str, ...] = ()
    size: int = DEFAULT_SIZE
    after: str = ""
    opened: tuple[str, ...] = ()

    def conditions(self, without: str = "") -> list[Condition]:
        """What a row must fulfil; ``without`` leaves the choice of one column out, to count its values."""
        found: list[Condition] = [
            Filter(column, Test.AMONG, list(values))
            for column, values in self.chosen.items()
            if column != without
        ]
        if self.words:
            found += search(self.dataset, self.words, utc_now())
        if self.since:
            found.append(Filter(self.dataset.date_column, Test.AT_LEAST, self.since))
        if self.until:
            found.append(Filter(self.dataset.date_column, Test.AT_MOST, self.until))
        return found

    def narrowed(self) -> bool:
        """Whether any row is left out."""
        return bool(self.words or self.chosen or self.since or self.until)

    def filters(self) -> Pairs:
        """The filters as pairs of an address."""
        pairs: Pairs = [(WORDS, self.words)] if self.words else []
        pairs += [(name, as_text(value)) for name, values in self.chosen.items() for value in values]
        pairs += [(SINCE, self.since.isoformat())] if self.since else []
        pairs += [(UNTIL, self.until.isoformat())] if self.until else []
        return pairs

    def shape(self) -> Pairs:
        """Order, columns and size as pairs of an address, where they are not the default."""
        pairs: Pairs = []
        if self.order != default_order(self.dataset):
            pairs.append((ORDER, order_text(self.order)))
        pairs += [(COLUMN, name) for name in self.columns]
        pairs += [(SIZE, str(self.size))] if self.size != DEFAULT_SIZE else []
        pairs += [(OPENED, name) for name in self.opened]
        return pairs

    def query(self, after: str = "") -> str:
        """The query of this view's address, or of its page after a cursor."""
        pairs = [*self.filters(), *self.shape(), *([(AFTER, after)] if after else [])]
        return f"?{urlencode(pairs)}" if pairs else ""

    def filter_query(self) -> str:
        """The query of another way to see the same rows."""
        return f"?{urlencode(pairs)}" if (pairs := self.filters()) else ""

    def opening(self, facet: str) -> str:
        """The query of this view with one more facet open."""
        return f"?{urlencode([*self.filters(), *self.shape(), (OPENED, facet)])}"

    def download_query(self) -> str:
        """The query of a download of the same rows, in the same order."""
        pairs = [*self.filters(), *(pair for pair in self.shape() if pair[0] == ORDER)]
        return f"?{urlencode(pairs)}" if pairs else ""


def default_order(dataset: Dataset) -> Order:
    """The latest first; by id where the dataset has no date."""
    return Order(dataset.date_column, descending=True) if dataset.date_column else Order("id")


def order_text(order: Order) -> str:
    """An order as it stands in an address: ``-montant`` is the greatest first."""
    return ("-" if order.descending else "") + order.column


def as_text(value: Any) -> str:
    """A native as it stands in an address."""
    return str(value).lower() if isinstance(value, bool) else str(value)
