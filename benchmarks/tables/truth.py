"""The truth of the ICDAR 2013 table competition: NAME.pdf beside NAME-str.xml.

A document with two accepted readings has NAMEa-str.xml and NAMEb-str.xml; the better one counts.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from benchmarks.tables.adjacency import Counts, GridCell, PageTable, relations, score


def documents(folder: Path) -> list[Path]:
    """The PDF files of a folder that have a truth."""
    return sorted(path for path in folder.glob("*.pdf") if readings(path))


def readings(pdf: Path) -> list[Path]:
    """The accepted readings of a document."""
    own = pdf.with_name(f"{pdf.stem}-str.xml")
    twin = pdf.with_name(f"{pdf.stem[:-1]}b-str.xml")
    found = [own] if own.exists() else []
    return [*found, twin] if pdf.stem.endswith("a") and twin.exists() else found


def best_score(pdf: Path, found: list[PageTable]) -> Counts:
    """The counts by the reading that suits best."""
    return max((score(true_tables(path), found) for path in readings(pdf)), key=lambda counts: counts.f1)


def true_tables(path: Path) -> list[PageTable]:
    """The tables of a truth file; the regions of one table make one grid."""
    tables = []
    for table in etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).iter("table"):
        cells: list[GridCell] = []
        pages = []
        for region in table.iterfind("region"):
            pages.append(_number(region, "page"))
            down, across = _number(region, "row-increment"), _number(region, "col-increment")
            cells += [_cell(cell, down, across) for cell in region.iterfind("cell")]
        if cells:
            tables.append((pages[0], relations(cells)))
    return tables


def _cell(cell: etree._Element, down: int, across: int) -> GridCell:
    row, col = _number(cell, "start-row"), _number(cell, "start-col")
    last_row, last_col = _number(cell, "end-row", row), _number(cell, "end-col", col)
    return row + down, last_row + down, col + across, last_col + across, cell.findtext("content") or ""


def _number(element: etree._Element, name: str, default: int = 0) -> int:
    return int(element.get(name) or default)
