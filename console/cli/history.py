"""``veille history``: the versions of a row, what each changed, and the row as it stood on a day."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated

import typer

from console.cli.days import parse_day
from console.cli.output import print_json, tell_nothing
from console.exports.cells import as_json as plain_json
from console.exports.cells import as_text
from core.clock import PARIS, paris
from core.errors import InputError
from core.model.dataset import Dataset, Profile
from core.settings import get_settings
from core.storage.database import open_database
from core.storage.disclosure import disclosed
from core.storage.plain import native
from core.storage.revisions import Revisions, Version
from normalizers.datasets import datasets, open_dataset, open_datasets


def history(
    record: Annotated[str, typer.Argument(metavar="ID", help="The id of a row: boamp:26-10001.")],
    dataset: Annotated[str, typer.Option(help="Its dataset, where several have the id.")] = "",
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The row as it stood at the end of a day.")
    ] = None,
    profile: Annotated[
        Profile, typer.Option(help="For whom: what they may not see is left out, in former versions too.")
    ] = Profile.PUBLIC,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,
) -> None:
    """Tell what became of a row: each version, its cause, the columns that differ."""
    day = parse_day(as_of)
    end = datetime.combine(day, time.max, PARIS) if day else None
    names = [open_dataset(dataset).name] if dataset else list(open_datasets())
    found = False
    with open_database(get_settings().database_address, datasets().values()) as db, db.read() as tx:
        for name in names:
            versions = Revisions(tx).of(name, record)
            found = found or bool(versions)
            if end is not None and versions:
                stood = Revisions(tx).as_of(name, record, end)
                if stood is None:
                    tell_nothing(f"{name} {record} : pas encore publiée le {day:%d/%m/%Y}")
                versions = [stood] if stood else []
            seen = datasets()[name].seen_by(profile)
            for version in disclosed(tx, seen, versions):
                _tell(seen, version, whole=end is not None, as_json=as_json)
    if not found:
        raise InputError(f"no row has the id {record!r}", hint="Ids are in the first column of an export.")


def _tell(dataset: Dataset, version: Version, *, whole: bool, as_json: bool) -> None:
    if as_json:
        print_json(_object(version, whole=whole))
        return
    print(f"{dataset.name} {version.record}, version {version.version}, {_moment(version)} : {version.cause}")
    if whole:
        for column in dataset.columns:
            if (value := version.data.get(column.name)) is not None and column.name != "preuves":
                print(f"  {column.name} = {as_text(native(column, value))}")
    for change in () if whole else version.changes:
        print(f"  {change.column} : {_shown(change.before)} → {_shown(change.after)}")


def _object(version: Version, *, whole: bool) -> dict[str, object]:
    said = {
        "dataset": version.dataset,
        "id": version.record,
        "version": version.version,
        "at": plain_json(version.at),
        "cause": version.cause,
        "changes": [
            {"column": each.column, "before": each.before, "after": each.after} for each in version.changes
        ],
    }
    return {**said, "row": dict(version.data)} if whole else said


def _moment(version: Version) -> str:
    return f"{paris(version.at):%Y-%m-%d %H:%M}"


def _shown(value: object) -> str:
    return "∅" if value is None else as_text(value)
