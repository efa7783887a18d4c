"""How a cell is understood: an amount as money, a day by its month, a code by its name."""

from __future__ import annotations

from console.corrections.cells import value_of
from console.corrections.untaken import Untaken
from core.model.dataset import Column, Kind
from core.storage.plain import native
from normalizers.codes.names import name_of
from workers.feeds.figures import Figures


def understood(column: Column, typed: str, figures: Figures, currency: str | None = None) -> str:
    """The value as a reader reads it; empty for none, for a list and for a structure.

    An amount is in euros unless another currency is named.

    Raises:
        Untaken: it is no value of that column.
    """
    value = value_of(column, typed)
    if value is None or column.many or column.kind in (Kind.STRUCT, Kind.JSON):
        return ""
    read = native(column, value)
    if column.kind is Kind.AMOUNT:
        return figures.amount(read, currency)
    if column.kind in (Kind.DATE, Kind.DATETIME):
        return figures.moment(read) if hasattr(read, "hour") else figures.day(read)
    if column.kind is Kind.CODE:
        return name_of(column, read)
    return str(read)


def written(column: Column, cell: str, figures: Figures, currency: str | None = None) -> str:
    """A cell as a reader reads it; as it stands where nothing more can be made of it."""
    try:
        return understood(column, cell, figures, currency) or cell
    except Untaken:
        return cell
