"""``veille catalogue``: the datasets as other catalogues describe data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import orjson
import typer

from console.cli.saving import folder as made_folder
from console.exports.sql.lines import Extract
from console.exports.stream import stream
from console.portal import ftp_bundle
from console.portal.csvw import csvw
from console.portal.datapackage import datapackage, resource
from console.portal.entry import Entry, Publisher, entries
from console.portal.forms import FORMS, made
from core.errors import InputError
from core.settings import get_settings
from core.storage.database import Database, open_database
from normalizers.datasets import datasets

FTP, CSVW = "ftp", "csvw"
_FORMS = (*FORMS, CSVW, FTP)


def catalogue(
    form: Annotated[str, typer.Option("--format", "-f", help=f"{', '.join(_FORMS)}.")] = "ttl",
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The folder, made if it is not there.")
    ] = Path("catalogue"),
) -> None:
    """Write the catalogue into a folder; ftp also writes the datasets, csvw their files and metadata."""
    if form not in _FORMS:
        raise InputError(f"unknown form of catalogue {form!r}", hint=f"Forms: {', '.join(_FORMS)}.")
    settings = get_settings()
    public = [each.seen_by(settings.console_profile) for each in datasets().values()]
    publisher = Publisher(settings.publisher, settings.base_url, settings.contact)
    made_folder(output)
    with open_database(settings.database_address, datasets().values()) as db:
        with db.read() as tx:
            listed = list(entries(tx, db.catalogue, public, publisher))
        written = _write(db, form, output, listed, publisher)
    print(f"{output}: {', '.join(written)}", file=sys.stderr)


def _write(db: Database, form: str, folder: Path, listed: list[Entry], publisher: Publisher) -> list[str]:
    if form == FTP:
        return _write_ftp(db, folder, listed)
    if form == CSVW:
        return _write_csvw(db, folder, listed)
    name = form if "json" in form.rpartition(".")[2] and "." in form else f"catalogue.{form}"
    (folder / name).write_bytes(made(form, listed, publisher)[0])
    return [name]


def _write_ftp(db: Database, folder: Path, listed: list[Entry]) -> list[str]:
    names = []
    for entry in listed:
        if entry.files:
            names.append(_write_csv(db, folder, entry))
            (folder / f"{entry.dataset.name}.schema.csv").write_bytes(ftp_bundle.schema(entry))
    (folder / "index.csv").write_bytes(ftp_bundle.index(listed))
    return ["index.csv", *names]


def _write_csvw(db: Database, folder: Path, listed: list[Entry]) -> list[str]:
    names = []
    for entry in listed:
        if entry.files:
            name = _write_csv(db, folder, entry)
            (folder / f"{name}-metadata.json").write_bytes(orjson.dumps(csvw(entry, name)))
            names.append(name)
    package = datapackage([], listed[0].publisher) if listed else {}
    package["resources"] = [resource(each, f"{each.dataset.name}.csv") for each in listed if each.files]
    (folder / "datapackage.json").write_bytes(orjson.dumps(package, option=orjson.OPT_INDENT_2))
    return [*names, "datapackage.json"]


def _write_csv(db: Database, folder: Path, entry: Entry) -> str:
    name = f"{entry.dataset.name}.csv"
    with db.read_at_large() as tx, (folder / name).open("wb") as out:
        for chunk in stream(tx, db.catalogue, Extract(entry.dataset), "csv"):
            out.write(chunk)
    return name
