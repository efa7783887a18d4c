"""Second opinions: camelot and pdfplumber read again where our own reading is unsure.

They are slow (a page takes them 0.1 to 0.6 s), so they are asked only for tables of low confidence, inside
the box of the table. The reading with the best looks is kept; readings that disagree lower the confidence.
"""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from core.model.table import Cell, Table
from extractors.tables.document import read_tables
from extractors.tables.phrases import is_number

UNSURE = 0.65
"""Confidence below which others are asked."""

MARGIN = 0.08
"""By how much another reading must look better than ours to be taken."""

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reading of a table by another library."""

    reader: str
    rows: Rows


def read_tables_reviewed(data: bytes, *, max_pages: int) -> tuple[Table, ...]:
    """The tables of a PDF; the unsure ones are read again by camelot and pdfplumber.

    Raises:
        The errors of ``extractors.tables.document.read_tables``.
    """
    return tuple(reviewed(data, table) for table in read_tables(data, max_pages=max_pages))


def reviewed(data: bytes, table: Table) -> Table:
    """A table after second opinions; a sure one, or one of several pages, is returned as it is."""
    pages = {cell.page for cell in table.cells}
    if table.confidence >= UNSURE or table.bbox is None or len(pages) != 1:
        return table
    return judged(table, list(opinions(data, table)))


def judged(table: Table, others: list[Opinion]) -> Table:
    """The best looking of the readings, with a confidence lowered by how far the others are from it."""
    own = _rows(table)
    best = max(others, key=lambda opinion: regularity(opinion.rows), default=None)
    taken, chosen = own, table
    if best is not None and regularity(best.rows) > regularity(own) + MARGIN:
        taken, chosen = best.rows, _as_table(best, table)
    rest = [opinion.rows for opinion in others if opinion is not best or taken is own]
    agreement = max(
        (likeness(taken, rows) for rows in [*rest, *([own] if taken is not own else [])]), default=1.0
    )
    return replace(chosen, confidence=table.confidence * (0.6 + 0.4 * agreement))


def opinions(data: bytes, table: Table) -> Iterator[Opinion]:
    """What the other libraries read in the box of a table; a library that fails has no opinion."""
    for reader, read in (("pdfplumber", _pdfplumber), ("camelot", _camelot)):
        with suppress(Exception):  # both raise bare exceptions of any kind on odd files
            rows = read(data, table)
            if len(rows) > 1 and len(rows[0]) > 1:
                yield Opinion(reader, rows)


def regularity(rows: Rows) -> float:
    """How much rows look like a table, 0 to 1: filled, with columns of one kind, without running text."""
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 2:
        return 0.0
    cells = [text for row in rows for text in row if text]
    fill = len(cells) / (len(rows) * width)
    prose = sum(1 for text in cells if text.count(" ") > 12) / max(1, len(cells))
    return max(0.0, 0.4 * fill + 0.6 * _purity(rows, width) - 0.5 * prose)


def _purity(rows: Rows, width: int) -> float:
    """Mean share of the more frequent kind (figures or words) in a column, the first rows left out."""
    shares = []
    for col in range(width):
        texts = [row[col] for row in rows[1:] if col < len(row) and row[col]]
        figures = sum(1 for text in texts if is_number(text))
        if texts:
            shares.append(max(figures, len(texts) - figures) / len(texts))
    return sum(shares) / len(shares) if shares else 0.0


def likeness(first: Rows, second: Rows) -> float:
    """Share of the neighbourhoods of cells that two readings have in common, 0 to 1 (Dice)."""
    a, b = _neighbours(first), _neighbours(second)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def _neighbours(rows: Rows) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    width = max((len(row) for row in rows), default=0)
    columns = [[row[col] if col < len(row) else "" for row in rows] for col in range(width)]
    for line in [*rows, *columns]:
        texts = [re.sub(r"\s+", "", text) for text in line if text.strip()]
        found.update(pairwise(texts))
    return found


def _rows(table: Table) -> Rows:
    """The texts of a table; a merged cell stands in its first place only."""
    height = max((cell.row + cell.rowspan for cell in table.cells), default=0)
    width = max((cell.col + cell.colspan for cell in table.cells), default=0)
    rows = [[""] * width for _ in range(height)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def _as_table(opinion: Opinion, table: Table) -> Table:
    cells = tuple(
        Cell(row=r, col=c, text=text, bbox=table.bbox, page=table.page)
        for r, row in enumerate(opinion.rows)
        for c, text in enumerate(row)
    )
    return Table(table.page, table.bbox, opinion.reader, table.confidence, cells)


def _pdfplumber(data: bytes, table: Table) -> Rows:
    import pdfplumber  # noqa: PLC0415  half a second that most documents need not spend

    with pdfplumber.open(io.BytesIO(data)) as document:
        page = document.pages[table.page - 1]
        part = page.crop(table.bbox or page.bbox, strict=False)
        return _clean(part.extract_table({"vertical_strategy": "text", "horizontal_strategy": "text"}) or [])


def _camelot(data: bytes, table: Table) -> Rows:
    import camelot  # noqa: PLC0415

    height = _page_height(data, table.page)
    x0, top, x1, bottom = table.bbox or (0.0, 0.0, 0.0, 0.0)
    area = f"{x0 - 2:.0f},{height - top + 2:.0f},{x1 + 2:.0f},{height - bottom - 2:.0f}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = camelot.read_pdf(  # type: ignore[attr-defined]
            io.BytesIO(data), pages=str(table.page), flavor="stream", table_areas=[area], suppress_stdout=True
        )
    return _clean(found[0].df.values.tolist()) if len(found) else []


def _page_height(data: bytes, number: int) -> float:
    import pypdfium2 as pdfium  # noqa: PLC0415

    with pdfium.PdfDocument(data) as document:
        return float(document[number - 1].get_height())


def _clean(rows: list[list[Any]]) -> Rows:
    """Texts of one line; rows and columns without any text fall away."""
    texts = [[" ".join(str(text or "").split()) for text in row] for row in rows]
    texts = [row for row in texts if any(row)]
    kept = [col for col in range(max(map(len, texts), default=0)) if any(row[col] for row in texts)]
    return [[row[col] for col in kept] for row in texts]
