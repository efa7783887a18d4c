"""A list kept as a workbook gives the contracts of the same list kept as CSV."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from core.model.reading import Extraction, Value
from crawlers import source
from extractors.parse import parse
from workers.extraction import read_here

FOLDER = Path(__file__).resolve().parents[3] / "fixtures" / "marches-conclus" / "nominal-csv"


def workbook_of(data: bytes) -> bytes:
    (table,) = parse(data, name="liste.csv", media="csv").tables
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cell in table.cells:
        sheet.cell(cell.row + 1, cell.col + 1, cell.text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def texts(extraction: Extraction) -> list[dict[str, str]]:
    return [
        {name: value.text for name, value in reading.values.items() if isinstance(value, Value)}
        for reading in extraction.readings
    ]


def test_a_workbook_reads_like_its_csv() -> None:
    data = next(FOLDER.glob("input.*")).read_bytes()
    from_csv = read_here(source("marches-conclus"), data, name="liste.csv")
    from_book = read_here(source("marches-conclus"), workbook_of(data), name="liste.xlsx")
    assert from_book.form == "liste-classeur"
    assert texts(from_book) == texts(from_csv)
    assert len(from_book.readings) > 5
