"""``veille erase``: the values of a person leave the store; find the rows that name one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import orjson
import typer

from console.cli.author import author_or_me
from console.cli.files import one_file
from console.cli.output import print_json, tell_nothing
from console.cli.snapshot import FOLDER
from console.erasures import REQUESTS, erase_rows, naming
from console.exports.daily_erasures import erase_from_daily
from core.clock import paris, utc_now
from core.errors import InputError
from core.settings import get_settings
from core.storage.blobs import open_blobs
from core.storage.database import Database, open_database
from core.storage.erasing import Eraser
from core.storage.erasures import Erasures
from core.storage.withdrawals import Veto
from normalizers.datasets import datasets, open_datasets
from workers.erasing import carry_out, clean, vacuum

app = typer.Typer(
    help="Erase what rows say of a person, for good; find the rows that name one.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_LATEST = 1000
AsJson = Annotated[bool, typer.Option("--json", help="One object a line.")]


@app.command()
def row(
    dataset: Annotated[str, typer.Argument(help="Its dataset.")],
    record: Annotated[
        str,
        typer.Argument(metavar="ID", help="Its id; with a colon at its end, all rows whose ids begin so."),
    ],
    request: Annotated[str, typer.Option(help=f"What the person asks for: {' or '.join(REQUESTS)}.")],
    author: Annotated[str, typer.Option(help="Who decides; by default who is logged in.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a row everywhere: it cannot be undone. Documents it was read in are no longer kept."""
    if not yes and not typer.confirm(f"Effacer définitivement {dataset} {record} ?", err=True):
        raise typer.Abort
    with _database() as db:
        with db.write_durably() as tx:
            gone = erase_rows(tx, db.catalogue, dataset, record, request, author_or_me(author), utc_now())
        _carry_out(db)
    for each in gone:
        print(each)
    print(_told(len(gone)), file=sys.stderr)


@app.command()
def find(
    words: Annotated[list[str], typer.Argument(help="Words that must all stand in the row: NOM Prénom.")],
    as_json: AsJson = False,
) -> None:
    """Tell the rows that have these words, in former versions too, and the watches that search for them."""
    found = False
    with _database() as db, db.read() as tx:
        for each in naming(tx, db.catalogue, " ".join(words)):
            found = True
            if as_json:
                print_json({"dataset": each.dataset, "id": each.record, "where": each.where})
            else:
                print(f"{each.dataset or 'watch'} {each.record} ({each.where})")
    if not found:
        tell_nothing("aucune ligne, aucune version et aucune veille n'ont ces mots")


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """Tell what was erased, when and why, and how many documents are still to leave the archive."""
    with _database() as db, db.read() as tx:
        for each in Erasures(tx).latest(_LATEST):
            if as_json:
                print_json(
                    {
                        "dataset": each.dataset,
                        "id": each.record,
                        "cause": each.cause,
                        "by": each.by,
                        "at": each.at.isoformat(timespec="seconds"),
                    }
                )
            else:
                print(
                    f"{paris(each.at):%Y-%m-%d %H:%M} {each.dataset} {each.record} : {each.cause} {each.by}"
                )
        waiting = len(Erasures(tx).waiting())
        if not Erasures(tx).latest(1):
            tell_nothing("aucun effacement")
    if waiting:
        print(
            f"{waiting} documents restent à effacer : un exécutant le fait dans le quart d'heure",
            file=sys.stderr,
        )


@app.command()
def again(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `list --json` wrote; - for stdin.")],
) -> None:
    """Erase once more what a restored backup brought back: keep the list beside the backups."""
    done = 0
    with _database() as db:
        with db.write_durably() as tx:
            eraser = Eraser(tx, db.catalogue, utc_now())
            for dataset, record, cause, by in _listed(file):
                done += len(eraser.erase(dataset, record, cause, by=by))
        _carry_out(db)
    print(_told(done), file=sys.stderr)


@app.command()
def compact() -> None:
    """Write the database anew without what it freed: once, where an older version kept erased bytes."""
    with _database() as db:
        vacuum(db)


def _listed(file: str) -> Iterator[tuple[str, str, Veto, str]]:
    """Dataset, id, reason and author of each line; a list that is none of ours erases nothing."""
    for number, line in enumerate(one_file(file).data().splitlines(), start=1):
        try:
            each = orjson.loads(line)
            yield each["dataset"], each["id"], Veto(each["cause"]), each["by"]
        except (ValueError, KeyError, TypeError) as error:
            hint = "Give what `veille erase list --json` wrote."
            raise InputError(f"{file}:{number} names no erased row", hint=hint) from error


def _told(rows: int) -> str:
    return f"{rows} ligne effacée" if rows == 1 else f"{rows} lignes effacées"


def _database() -> Database:
    return open_database(get_settings().database_address, datasets().values())


def _carry_out(db: Database) -> None:
    """The files go at once; a worker would see to the archive within a quarter of an hour."""
    settings = get_settings()
    carry_out(db, open_blobs(settings.blobs_address), utc_now())
    clean(db)
    with db.read() as tx:
        for dataset in open_datasets().values():
            if dataset.restriction is None:
                erase_from_daily(tx, dataset, settings.home / FOLDER / dataset.name)
