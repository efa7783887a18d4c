from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from console.exports import WRITERS, writer
from core.errors import InputError
from normalizers.datasets import dataset, datasets

AVIS = dataset("avis-marches")
ROWS: list[dict[str, Any]] = [
    {
        "id": "boamp:26-1",
        "objet": "=cmd|' /C calc'!A0",
        "description": 'Deux "lignes" ; une virgule, un point-virgule',
        "acheteur_code_postal": "01000",
        "date_publication": date(2026, 3, 12),
        "date_limite_reponse": datetime(2026, 7, 2, 10, 0, tzinfo=UTC),
        "montant_estime": 14700.5,
        "nb_lots": 2,
        "code_departement": ["01", "2A"],
        "criteres": [{"libelle": "Prix", "poids": "60 %"}],
        "latlon": "46.2,5.22",
    },
    {"id": "boamp:26-2", "date_limite_reponse": date(2026, 7, 3)},
]


def export(name: str, rows: list[dict[str, Any]] = ROWS) -> bytes:
    out = io.BytesIO()
    assert writer(name)[0](AVIS, iter(rows), out) == len(rows)
    return out.getvalue()


def test_csv_keeps_zeros_joins_lists_and_disarms_formulas() -> None:
    text = export("csv").decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text), delimiter=";")
    assert first["acheteur_code_postal"] == "01000"
    assert first["code_departement"] == "01|2A"
    assert first["objet"].startswith("'=")
    assert first["description"] == ROWS[0]["description"]
    assert first["date_limite_reponse"] == "2026-07-02T12:00:00+02:00"
    assert second["date_limite_reponse"] == "2026-07-03"
    assert second["montant_estime"] == ""


def test_jsonl_keeps_real_lists_and_null() -> None:
    first, second = map(json.loads, export("jsonl").splitlines())
    assert list(first) == [column.name for column in AVIS.columns]
    assert first["code_departement"] == ["01", "2A"]
    assert first["criteres"] == [{"libelle": "Prix", "poids": "60 %"}]
    assert first["objet"] == ROWS[0]["objet"]
    assert second["montant_estime"] is None


def test_geojson_puts_the_longitude_first() -> None:
    first, second = json.loads(export("geojson"))["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [5.22, 46.2]}
    assert second["geometry"] is None


def test_parquet_has_types() -> None:
    table = pq.read_table(io.BytesIO(export("parquet")))
    first = table.to_pylist()[0]
    assert first["date_publication"] == date(2026, 3, 12)
    assert first["code_departement"] == ["01", "2A"]
    assert first["montant_estime"] == 14700.5
    assert first["date_limite_reponse"] == "2026-07-02T12:00:00+02:00"


def test_xlsx_has_no_formula_and_keeps_codes_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(export("xlsx"))).active
    assert sheet is not None
    header, first, _ = sheet.iter_rows()
    cells = {name.value: cell for name, cell in zip(header, first, strict=True)}
    assert cells["objet"].data_type == "s"
    assert cells["acheteur_code_postal"].value == "01000"
    assert cells["montant_estime"].value == 14700.5


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("dataset_name", datasets())
def test_every_dataset_exports_empty_in_every_format(name: str, dataset_name: str) -> None:
    out = io.BytesIO()
    assert writer(name)[0](dataset(dataset_name), iter(()), out) == 0
    assert out.getvalue() or name == "jsonl"


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(InputError) as error:
        writer("pdf")
    assert "csv" in error.value.hint
