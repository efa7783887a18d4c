"""The readers that are measured; each gives the tables of a PDF as (page, relations)."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.tables.adjacency import GridCell, PageTable, relations

Reader = Callable[[Path], list[PageTable]]

MAX_PAGES = 1000


def ours(path: Path) -> list[PageTable]:
    """Our own engine, without second opinions."""
    from extractors.tables.document import read_tables  # noqa: PLC0415

    return [
        (
            table.page,
            relations(
                (cell.row, cell.row + cell.rowspan - 1, cell.col, cell.col + cell.colspan - 1, cell.text)
                for cell in table.cells
            ),
        )
        for table in read_tables(path.read_bytes(), max_pages=MAX_PAGES)
    ]


def camelot(flavor: str, path: Path) -> list[PageTable]:
    """A flavour of camelot with its defaults."""
    import camelot as library  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tables = library.read_pdf(  # type: ignore[attr-defined]
            str(path), flavor=flavor, pages="all", suppress_stdout=True
        )
    return [(int(table.page), relations(_grid(table.df.values.tolist()))) for table in tables]


def pdfplumber(path: Path) -> list[PageTable]:
    """Pdfplumber with its defaults."""
    import pdfplumber as library  # noqa: PLC0415

    found = []
    with library.open(path) as document:
        for page in document.pages:
            found += [(page.page_number, relations(_grid(rows))) for rows in page.extract_tables()]
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
