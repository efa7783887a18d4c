"""The tables of a PDF document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from core.model.table import Table
from extractors.pdf.reader import PageObjects, read_pages, with_text
from extractors.tables.continuation import joined, page_tables
from extractors.tables.engine import tables_of


def read_tables(data: bytes, *, max_pages: int) -> tuple[Table, ...]:
    """The tables of a PDF in reading order; one that goes on over a page break is one table.

    The cells of a continued table keep their own page.

    Raises:
        EmptyDocument, WrongFormat, CorruptDocument, DocumentError: See ``extractors.pdf.document.opened``.
        LimitExceeded: There are more than ``max_pages`` pages, or absurdly many objects on one.
        ScannedDocument: The pages are pictures without text.
    """
    return tables_in(with_text(read_pages(data, max_pages=max_pages)))


def tables_in(pages: Iterable[PageObjects]) -> tuple[Table, ...]:
    """The tables of pages that follow one another."""
    return joined([page_tables(page, tables_of(page)) for page in pages])


@dataclass
class TablesIn(Sequence[Table]):
    """The tables of pages, looked for when somebody asks: most forms read the lines of a PDF alone."""

    pages: Sequence[PageObjects]

    @cached_property
    def _found(self) -> tuple[Table, ...]:
        return tables_in(self.pages)

    @overload
    def __getitem__(self, at: int) -> Table: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Table]: ...

    def __getitem__(self, at: int | slice) -> Table | Sequence[Table]:
        return self._found[at]

    def __len__(self) -> int:
        return len(self._found)
