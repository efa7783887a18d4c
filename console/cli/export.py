"""``veille export``: a dataset as a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from gzip import GzipFile
from typing import Annotated, BinaryIO, cast

import typer

from console.cli.errors import FAILED
from console.cli.saving import save
from console.exports.delta import delta
from console.exports.sql.lines import Extract
from console.exports.standards import STANDARDS, Source, standard
from console.exports.stream import check_format, stream
from core.clock import utc_now
from core.errors import InputError
from core.model.dataset import Dataset, Profile
from core.settings import Settings, get_settings
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.revisions import Revisions
from normalizers.datasets import datasets, open_dataset

_JSON_LINES, _LEVEL = "jsonl", 6
_FORMATS = "csv, json, jsonl, geojson, xlsx, parquet; of procurement: decp, decp-xml, ocds, ocds-records."

Write = Callable[[BinaryIO], tuple[int, list[str]]]
"""Writes a file; returns how many rows it has, and what else is to be told."""


def export(
    name: Annotated[str, typer.Argument(metavar="DATASET")],
    output_format: Annotated[
        str | None, typer.Option("--format", "-f", help=_FORMATS, show_default="csv")
    ] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", help="The file, compressed if it ends with .gz; - for stdout.")
    ] = "-",
    profile: Annotated[
        Profile, typer.Option(help="For whom: columns that they may not see are left out.")
    ] = Profile.PUBLIC,
    since: Annotated[
        int | None,
        typer.Option(min=0, help="Only what changed since this version of the dataset, as JSON Lines."),
    ] = None,
) -> None:
    """Write a whole dataset, streamed; a file takes its name only once it is whole."""
    dataset = open_dataset(name).seen_by(profile)
    settings = get_settings()
    chosen = _format(output_format, dataset.name, since)
    with open_database(settings.database_address, datasets().values()) as db:
        whole = _write(db, dataset, chosen, settings)
        write = whole if since is None else partial(_write_delta, db, dataset, since)
        count, told = save(output, partial(_packed, write) if output.endswith(".gz") else write)
        with db.read() as tx:
            is_empty = count == 0 and Rows(tx, db.catalogue).count(dataset.name) == 0
    print(f"{dataset.name}: {count} lignes", *told, sep="\n", file=sys.stderr)
    if count == 0 and since is None:
        told_why = "nothing to export yet → veille run"
        if not is_empty:  # a standard leaves out the rows that lack what it demands
            told_why = "no row has all that the format demands → docs/portal.md says what it is"
        print(f"veille: {told_why}", file=sys.stderr)
        raise typer.Exit(FAILED)


def _format(given: str | None, dataset: str, since: int | None) -> str:
    if since is not None and given not in (None, _JSON_LINES):
        hint = f"Leave --format out, or give {_JSON_LINES}."
        raise InputError(f"what changed is written as JSON Lines, not as {given}", hint=hint)
    if given in STANDARDS:
        standard(given, dataset)
    elif given is not None:
        check_format(given)
    return given or "csv"


def _packed(write: Write, out: BinaryIO) -> tuple[int, list[str]]:
    """The same bytes, compressed; without name and time, so that the same rows give the same file."""
    with GzipFile("", "wb", _LEVEL, out, mtime=0) as packed:
        return write(cast(BinaryIO, packed))


def _write(db: Database, dataset: Dataset, output_format: str, settings: Settings) -> Write:
    if output_format in STANDARDS:
        return partial(_write_standard, db, dataset, output_format, settings)
    return partial(_write_rows, db, dataset, output_format)


def _write_rows(db: Database, dataset: Dataset, output_format: str, out: BinaryIO) -> tuple[int, list[str]]:
    with db.read_at_large() as tx:
        for chunk in stream(tx, db.catalogue, Extract(dataset), output_format):
            out.write(chunk)
        return Rows(tx, db.catalogue).count(dataset.name), []


def _write_delta(db: Database, dataset: Dataset, since: int, out: BinaryIO) -> tuple[int, list[str]]:
    count = -1  # the last line is where the next delta begins
    with db.read() as tx:
        for chunk in delta(tx, dataset, since):
            out.write(chunk)
            count += chunk.count(b"\n")
        last = Revisions(tx).last(dataset.name)
    return count, [f"version {last} → veille export {dataset.name} --since {last}"]


def _write_standard(
    db: Database, dataset: Dataset, output_format: str, settings: Settings, out: BinaryIO
) -> tuple[int, list[str]]:
    with db.read() as tx:
        source = Source(tx, db.catalogue, dataset.name, settings, utc_now())
        report = standard(output_format, dataset.name)(source, out)
    return report.written, report.lines() if report.left_out else []
