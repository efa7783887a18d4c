"""Spreadsheets become tables."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from core.errors import CorruptDocument
from extractors import workbook
from extractors.parse import parse
from extractors.sniff import media_of


def book() -> bytes:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.append(["Objet", "Date", "Montant HT", "CP"])
    first.append(["Réfection", date(2025, 2, 14), 41250.5, "01000"])
    first.append([None, datetime(2025, 3, 1, 9, 30), 64000, None])  # noqa: DTZ001  a cell has no zone
    made.create_sheet("vide")
    made.create_sheet("suite").append(["=1+1", True])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_each_sheet_is_a_table_with_texts_as_people_write_them() -> None:
    first, second = workbook.read(book())
    assert [[cell.text for cell in row] for row in first.rows()] == [
        ["Objet", "Date", "Montant HT", "CP"],
        ["Réfection", "2025-02-14", "41250.5", "01000"],
        ["2025-03-01 09:30", "64000"],
    ]
    assert first.cells[4].path == "feuille[1]/ligne[2]/colonne[1]"
    assert second.page == 3


def test_a_workbook_is_told_and_parsed_by_its_content() -> None:
    assert media_of(book(), "liste.xlsx") == "xlsx"
    assert parse(book(), name="liste.xlsx", media="xlsx").tables == workbook.read(book())


def test_a_damaged_workbook_is_refused_by_name() -> None:
    with pytest.raises(CorruptDocument):
        workbook.read(book()[:200])
