"""Spreadsheets (XLSX, XLS) to tables, a table a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pandas as pd
from python_calamine import CalamineError

from core.errors import CorruptDocument, LimitExceeded
from core.model.table import Cell, Table
from extractors.csv_table import MAX_CELLS


def read(data: bytes) -> tuple[Table, ...]:
    """The sheets that hold something; a cell has the path ``feuille[2]/ligne[3]/colonne[1]``, from 1.

    Dates are written in ISO 8601, whole numbers without a decimal point; formulas have the value last
    computed. Empty cells are left out.

    Raises:
        CorruptDocument: the workbook is damaged or locked by a password.
        LimitExceeded: too many cells.
    """
    try:
        sheets = pd.read_excel(
            io.BytesIO(data), sheet_name=None, header=None, dtype=object, engine="calamine"
        )
    except (CalamineError, ValueError, OSError) as error:
        raise CorruptDocument(f"the workbook cannot be read: {error}") from error
    if sum(sheet.size for sheet in sheets.values()) > MAX_CELLS:
        raise LimitExceeded(f"the workbook has more than {MAX_CELLS} cells")
    tables = (_table(number, sheet) for number, sheet in enumerate(sheets.values(), start=1))
    return tuple(table for table in tables if table.cells)


def _table(number: int, sheet: pd.DataFrame) -> Table:
    return Table(
        page=number, bbox=None, strategy="workbook", confidence=1.0, cells=tuple(_cells(number, sheet))
    )


def _cells(number: int, sheet: pd.DataFrame) -> Iterator[Cell]:
    for row, values in enumerate(sheet.itertuples(index=False, name=None)):
        for column, value in enumerate(values):
            if text := _text(value):
                path = f"feuille[{number}]/ligne[{row + 1}]/colonne[{column + 1}]"
                yield Cell(row, column, text, path=path)


def _text(value: Any) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, datetime):
        at_midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if at_midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
