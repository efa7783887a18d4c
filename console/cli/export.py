"""``veille export``: a dataset as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from console.cli.errors import FAILED
from console.exports import writer
from core.errors import InputError
from core.model.dataset import Profile
from core.settings import get_settings
from core.storage.database import open_database
from core.storage.queries import Rows
from normalizers.datasets import dataset as dataset_of
from normalizers.datasets import datasets


def export(
    name: Annotated[str, typer.Argument(metavar="DATASET")],
    output_format: Annotated[
        str, typer.Option("--format", "-f", help="csv, jsonl, geojson, xlsx or parquet.")
    ] = "csv",
    output: Annotated[str, typer.Option("-o", "--output", help="The file; - for stdout.")] = "-",
    profile: Annotated[
        Profile, typer.Option(help="For whom: columns that they may not see are left out.")
    ] = Profile.PUBLIC,
) -> None:
    """Write a whole dataset, streamed; a file takes its name only once it is whole."""
    dataset = dataset_of(name).seen_by(profile)
    write, _ = writer(output_format)
    db = open_database(get_settings().database_address, datasets().values())
    with db.read() as tx:
        rows = Rows(tx, db.catalogue).rows(dataset.name)
        if output == "-":
            count = write(dataset, rows, sys.stdout.buffer)
        else:
            target = Path(output)
            part = target.with_name(target.name + ".part")
            try:
                with part.open("wb") as out:
                    count = write(dataset, rows, out)
                part.replace(target)
            except OSError as error:
                part.unlink(missing_ok=True)
                hint = "Choose a folder that exists and that you may write to."
                raise InputError(f"{output}: {error.strerror}", hint=hint) from error
    print(f"{dataset.name}: {count} lignes", file=sys.stderr)
    if count == 0:
        print("veille: nothing to export yet → veille run", file=sys.stderr)
        raise typer.Exit(FAILED)
