"""The numbers of issues that published rows print."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from core.model.source import RowNumbers, Window
from core.storage.catalogue import Catalogue


def issues_of(
    tx: Connection, catalogue: Catalogue, numbers: RowNumbers, window: Window
) -> list[tuple[int, date]]:
    """The different numbers and days of the rows published in a window; a number without figures is none."""
    if numbers.dataset not in catalogue:
        return []
    columns = catalogue[numbers.dataset].table.c
    number, day = columns[numbers.number], columns[numbers.day]
    query = select(number, day).where(day >= window.since, day <= window.until, number.is_not(None))
    if numbers.source:
        query = query.where(columns["source"] == numbers.source)
    return sorted((int(row[0]), row[1]) for row in tx.execute(query.distinct()) if row[0].isdecimal())
