"""The tables of a PDF document."""

from __future__ import annotations

from core.model.table import Table
from extractors.pdf.reader import read_pages
from extractors.tables.engine import tables_of


def read_tables(data: bytes, *, max_pages: int) -> tuple[Table, ...]:
    """The tables of a PDF in reading order."""
    tables: list[Table] = []
    for page in read_pages(data, max_pages=max_pages):
        tables += tables_of(page)
    return tuple(tables)
