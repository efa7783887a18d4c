"""The readers that are measured; each gives the tables of a PDF as (page, cells)."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.tables.adjacency import GridCell, PageTable, relations

PageGrid = tuple[int, list[GridCell]]
"""A table: its page, from 1, and its cells."""
Reader = Callable[[Path], list[PageGrid]]

MAX_PAGES = 1000


def with_relations(grids: list[PageGrid]) -> list[PageTable]:
    """The tables as the scorer takes them."""
    return [(page, relations(cells)) for page, cells in grids]


def ours(path: Path) -> list[PageGrid]:
    """Our own engine, without second opinions."""
    from extractors.tables.document import read_tables  # noqa: PLC0415

    return [
        (
            table.page,
            [
                (cell.row, cell.row + cell.rowspan - 1, cell.col, cell.col + cell.colspan - 1, cell.text)
                for cell in table.cells
            ],
        )
        for table in read_tables(path.read_bytes(), max_pages=MAX_PAGES)
    ]


def camelot(flavor: str, path: Path) -> list[PageGrid]:
    """A flavour of camelot with its defaults."""
    import camelot as library  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tables = library.read_pdf(  # type: ignore[attr-defined]
            str(path), flavor=flavor, pages="all", suppress_stdout=True
        )
    return [(int(table.page), _grid(table.df.values.tolist())) for table in tables]


def pdfplumber(path: Path) -> list[PageGrid]:
    """Pdfplumber with its defaults."""
    import pdfplumber as library  # noqa: PLC0415

    found = []
    with library.open(path) as document:
        for page in document.pages:
            found += [(page.page_number, _grid(rows)) for rows in page.extract_tables()]
            page.close()
    return found


def _grid(rows: list[list[Any]]) -> list[GridCell]:
    return [(r, r, c, c, str(text or "")) for r, row in enumerate(rows) for c, text in enumerate(row)]


READERS: dict[str, Reader] = {
    "veille": ours,
    "camelot lattice": partial(camelot, "lattice"),
    "camelot stream": partial(camelot, "stream"),
    "camelot hybrid": partial(camelot, "hybrid"),
    "camelot auto": partial(camelot, "auto"),
    "pdfplumber": pdfplumber,
}
