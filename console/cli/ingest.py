"""``veille ingest``: one file, or several, through the whole route."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import PurePath
from typing import Annotated, Any

import typer
from rich.table import Table

from console.cli.errors import FAILED, tell
from console.cli.files import Input, one_file
from console.cli.output import console_of_stdout, print_json
from console.exports.cells import as_json, as_text
from core.errors import VeilleError, document_hint
from core.logs import configure_logs
from core.model.record import Record
from core.model.source import Source
from core.settings import get_settings
from core.storage.refusals import StoredRefusal
from crawlers import source as source_of
from normalizers.datasets import dataset as dataset_of
from workers.ingest import Ingested
from workers.ingest import ingest as ingest_file
from workers.installation import Installation, open_installation


def ingest(
    files: Annotated[list[str], typer.Argument(help="Files; - for stdin.", metavar="FILE…")],
    source: Annotated[str, typer.Option("--source", "-s", help="The source that publishes such files.")],
    as_json_lines: Annotated[
        bool, typer.Option("--json", help="One object a line for each dataset touched.")
    ] = False,
) -> None:
    """Archive, read, normalise, publish and match files, and print their rows.

    A file that cannot be read is one line on stderr; the others go on.
    """
    chosen = source_of(source)
    status = 0
    settings = get_settings()
    configure_logs(settings)
    with open_installation(settings) as installation:
        for name in files:
            try:
                status = max(status, _one(installation, chosen, one_file(name), as_json_lines))
            except VeilleError as error:
                status = max(status, tell(error, what=name))
    raise typer.Exit(status)


def _one(installation: Installation, source: Source, file: Input, as_json_lines: bool) -> int:
    result = ingest_file(installation, source, file.name, file.data())
    (_print_json if as_json_lines else _print_tables)(source, result)
    for failure in result.failures:
        hint = document_hint(failure.code)
        told = f"{_without_name(file, failure)} [{failure.code}]" + (f" → {hint}" if hint else "")
        print(f"veille: {file.name}: {told}", file=sys.stderr)
    return FAILED if result.failures else 0


def _without_name(file: Input, failure: StoredRefusal) -> str:
    """What is wrong, without the address of the document, where that is the file named already."""
    return re.sub(rf"^file:{re.escape(PurePath(file.name).name)}(?:: | (?!>))", "", failure.message)


def _print_json(source: Source, result: Ingested) -> None:
    by_dataset: dict[str, list[Record]] = defaultdict(list)
    for record in result.records:
        by_dataset[record.dataset].append(record)
    refused = [_refused(each) for each in (*result.refusals, *result.failures)]
    if not by_dataset:
        print_json({"dataset": source.datasets[0], "rows": [], "warnings": [], "refused": refused})
    for name, records in by_dataset.items():
        rows = [_row(record, result.published.get((name, record.id), {})) for record in records]
        warnings = [f"{record.id}: {warning}" for record in records for warning in record.warnings]
        print_json({"dataset": name, "rows": rows, "warnings": warnings, "refused": refused})
        refused = []


def _row(record: Record, published: dict[str, Any]) -> dict[str, Any]:
    """The row as this document says it, with the store's columns as they are published."""
    dataset = dataset_of(record.dataset)
    row = {column.name: as_json(record.values.get(column.name)) for column in dataset.columns}
    own = {"version", dataset.status_column, "confiance", "champs_corriges"}
    row |= {name: as_json(published.get(name)) for name in own}
    proof = {name: [each.as_dict() for each in proofs] for name, proofs in record.evidence.items()}
    return row | {
        "document_sha256": record.document_sha256,
        "document_url": record.document_url,
        "lu_le": as_json(record.read_at),
        "preuves": {name: places[0] if len(places) == 1 else places for name, places in proof.items()},
        "avertissements": list(record.warnings),
    }


def _refused(refusal: StoredRefusal) -> dict[str, str]:
    return {"code": refusal.code, "message": refusal.message, "path": refusal.path}


def _print_tables(source: Source, result: Ingested) -> None:
    console = console_of_stdout()
    for record in result.records:
        dataset = dataset_of(record.dataset)
        table = Table("colonne", "valeur", title=f"{dataset.title} · {record.id}", title_justify="left")
        for column in dataset.columns:
            if (value := record.values.get(column.name)) is not None and column.name != "id":
                table.add_row(column.title, as_text(value))
        console.print(table)
    for refusal in result.refusals:
        console.print(f"refusé : {refusal.message} [{refusal.code}]", style="yellow", markup=False)
    if not result.records and not result.refusals and not result.failures:
        console.print(f"{source.title} : rien à lire dans ce document")
