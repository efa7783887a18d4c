"""XLSX, split over sheets where a sheet is full; no text is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import xlsxwriter

from console.exports.cells import as_text
from core.model.dataset import Dataset

_SHEET_ROWS = 1_048_576
_CELL_CHARACTERS = 32_767


def write_xlsx(dataset: Dataset, rows: Iterable[Mapping[str, Any]], out: BinaryIO) -> int:
    """Write a workbook; returns the number of rows. Codes stay texts, with their zeros."""
    names = [column.name for column in dataset.columns]
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet, line, count = None, _SHEET_ROWS, 0
    for row in rows:
        if line == _SHEET_ROWS:
            sheet, line = _new_sheet(book, names), 1
        _write_row(sheet, line, [row.get(name) for name in names])
        line, count = line + 1, count + 1
    if sheet is None:
        _new_sheet(book, names)
    book.close()
    return count


def _new_sheet(book: Any, names: list[str]) -> Any:
    sheet = book.add_worksheet()
    for at, name in enumerate(names):
        sheet.write_string(0, at, name)
    return sheet


def _write_row(sheet: Any, line: int, values: list[Any]) -> None:
    for at, value in enumerate(values):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            sheet.write_number(line, at, value)
        elif value is not None:
            sheet.write_string(line, at, as_text(value)[:_CELL_CHARACTERS])
