"""The CSV of every dataset is what its Table Schema says, judged by frictionless."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from console.exports.csv import write_csv
from console.exports.sample import sample_rows
from console.exports.table_schema import resource
from core.model.dataset import Dataset
from normalizers.datasets import datasets

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import frictionless

pytestmark = pytest.mark.filterwarnings("ignore")
FIXTURES = Path(__file__).parents[3] / "fixtures"


def faults(dataset: Dataset, rows: Iterable[Mapping[str, Any]], folder: Path) -> list[Any]:
    path = folder / "rows.csv"
    with path.open("wb") as out:
        write_csv(dataset, rows, out)
    found = frictionless.Resource.from_descriptor(resource(dataset, "rows.csv"), basepath=str(folder))
    return list(found.validate().flatten(["rowNumber", "fieldName", "type", "note"]))


@pytest.mark.parametrize("name", datasets())
def test_the_sample_is_valid(name: str, tmp_path: Path) -> None:
    assert faults(datasets()[name], sample_rows(datasets()[name]), tmp_path) == []


@pytest.mark.parametrize("name", datasets())
def test_the_rows_of_the_fixtures_are_valid(name: str, tmp_path: Path) -> None:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(FIXTURES.glob("*/*/expected.json")):
        for row in orjson.loads(path.read_bytes()).get("rows", []):
            if row["dataset"] == name:
                found[row["id"]] = {**row["values"], "id": row["id"], "avertissements": row["warnings"]}
    assert faults(datasets()[name], found.values(), tmp_path) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("cpv", "4500000"), ("date_publication", "12 mars"), ("type_avis", "devis"), ("acheteur_siret", "123")],
)
def test_a_wrong_value_is_a_fault(column: str, value: str, tmp_path: Path) -> None:
    notices = datasets()["avis-marches"]
    (fault,) = faults(notices, [{"id": "x:1", column: value}], tmp_path)
    assert fault[1] == column


def test_two_rows_of_one_id_are_a_fault(tmp_path: Path) -> None:
    assert faults(datasets()["avis-marches"], [{"id": "x:1"}, {"id": "x:1"}], tmp_path)


def test_the_descriptor_is_a_table_schema() -> None:
    for dataset in datasets().values():
        out = io.BytesIO()
        write_csv(dataset, [], out)
        header = out.getvalue().decode("utf-8-sig").strip().split(";")
        schema = frictionless.Schema.from_descriptor(resource(dataset, "x.csv")["schema"])
        assert [field.name for field in schema.fields] == header
