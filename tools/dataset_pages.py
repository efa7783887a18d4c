"""Write ``docs/datasets`` from the declarations: ``python -m tools.dataset_pages``.

For each dataset its dictionary (``<name>.md``), its Table Schema (``<name>.schema.json``) and invented rows
in the CSV of the exports (``<name>.sample.csv``).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson

from console.exports.csv import write_csv
from console.exports.sample import sample_rows
from console.exports.table_schema import table_schema
from core.model.dataset import Column, Dataset
from normalizers.datasets import datasets

PAGES = Path(__file__).resolve().parents[1] / "docs" / "datasets"

_KINDS = {
    "text": "texte",
    "code": "code (texte)",
    "term": "terme",
    "date": "date",
    "datetime": "date et heure",
    "amount": "montant",
    "number": "nombre",
    "integer": "entier",
    "boolean": "booléen",
    "url": "adresse",
    "latlon": "« lat,lon »",
    "struct": "structure",
    "json": "JSON",
}


def page(dataset: Dataset) -> str:
    """The dictionary of a dataset, in French, as Markdown."""
    return "\n".join(_lines(dataset)) + "\n"


def schema(dataset: Dataset) -> bytes:
    """The Table Schema, as JSON."""
    return orjson.dumps(table_schema(dataset), option=orjson.OPT_INDENT_2) + b"\n"


def sample(dataset: Dataset) -> bytes:
    """The invented rows, as CSV."""
    out = io.BytesIO()
    write_csv(dataset, sample_rows(dataset), out)
    return out.getvalue()


def _lines(dataset: Dataset) -> Iterator[str]:
    yield f"# {dataset.title} (`{dataset.name}`)"
    yield ""
    yield dataset.description
    yield ""
    yield f"Version {dataset.version} · {dataset.licence} · [schéma]({dataset.name}.schema.json) · "
    yield f"[exemple]({dataset.name}.sample.csv)"
    yield ""
    yield "| colonne | type | intitulé | sens |"
    yield "| --- | --- | --- | --- |"
    for column in dataset.columns:
        yield f"| `{column.name}` | {_kind(column)} | {column.title} | {_meaning(column)} |"


def _kind(column: Column) -> str:
    kind = _KINDS[column.kind.value]
    return f"liste de : {kind}" if column.many else kind


def _meaning(column: Column) -> str:
    terms = ", ".join(f"`{term}`" for term in column.terms)
    parts = ", ".join(f"`{part.name}`" for part in column.parts)
    return " ".join(
        filter(None, (column.meaning, terms and f"Valeurs : {terms}.", parts and f"Membres : {parts}."))
    )


def main() -> int:
    """Write every page."""
    PAGES.mkdir(parents=True, exist_ok=True)
    for dataset in datasets().values():
        (PAGES / f"{dataset.name}.md").write_text(page(dataset), encoding="utf-8")
        (PAGES / f"{dataset.name}.schema.json").write_bytes(schema(dataset))
        (PAGES / f"{dataset.name}.sample.csv").write_bytes(sample(dataset))
    return 0


if __name__ == "__main__":
    sys.exit(main())
