"""``veille corrections``: what people typed, as sheets to edit; conflicts, audit trail, undoing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from console.cli.author import author_or_me
from console.cli.errors import FAILED, tell
from console.cli.files import one_file
from console.cli.output import print_json, tell_nothing
from console.cli.saving import save
from console.corrections import tables
from console.corrections.case import write_case
from console.corrections.sheet import Line, read_sheet, write_csv, write_jsonl
from console.corrections.shown import corrected, doubtful
from console.corrections.taken import Taken, take
from console.exports.cells import as_json as plain_json
from console.exports.cells import as_text
from core.clock import utc_now
from core.errors import InputError
from core.settings import get_settings
from core.storage.blobs import open_blobs
from core.storage.conflicts import Conflicts, Keep, settle
from core.storage.corrections import Corrections
from core.storage.database import Database, open_database
from core.storage.records import Records
from normalizers.datasets import datasets, is_restricted, open_dataset, open_datasets
from workers.amending import read_again

app = typer.Typer(
    help="What people corrected: export and import as sheets, settle conflicts, audit, undo.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Names = Annotated[list[str] | None, typer.Option("--dataset", help="Only these datasets.")]
Author = Annotated[str, typer.Option(help="Who decides; by default who is logged in.")]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable.")]


@app.command()
def export(
    dataset: Names = None,
    only_conflicts: Annotated[bool, typer.Option("--conflicts", help="Only what is in conflict.")] = False,
    review: Annotated[bool, typer.Option("--review", help="The unsure values that wait, too.")] = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON lines in place of CSV.")] = False,
    output: Annotated[str, typer.Option("-o", "--output", help="The file; - for stdout.")] = "-",
) -> None:
    """Write the corrections in force as a sheet: change « valeur », then import it."""
    write = write_jsonl if as_jsonl else write_csv
    with _database() as db, db.read() as tx:
        entries = [db.catalogue[name] for name in _names(dataset)]
        lines: Iterator[Line] = chain.from_iterable(
            corrected(tx, entry, only_conflicts=only_conflicts) for entry in entries
        )
        if not only_conflicts:
            lines = chain(lines, tables.mended(tx, [entry.dataset.name for entry in entries]))
        if review:
            lines = chain(lines, *(doubtful(tx, entry) for entry in entries))
        count = save(output, partial(write, lines))
    print(f"corrections : {count} ligne{'s' * (count > 1)}", file=sys.stderr)


@app.command("import")
def import_sheet(
    file: Annotated[str, typer.Argument(help="The sheet; - for stdin.")],
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Take a sheet over; a line that cannot be taken is named on stderr, the others go on."""
    data, who = one_file(file).data(), author_or_me(author)
    counts: Counter[str] = Counter()
    touched: dict[str, None] = {}
    with _database() as db, db.write_durably() as tx:
        records = Records(tx, db.catalogue, utc_now())
        for number, line in read_sheet(data):
            try:
                if isinstance(line, InputError):
                    raise line
                counts[_taken(records, line, who, touched).value] += 1
            except InputError as error:
                counts["refused"] += 1
                tell(error, what=f"{file}:{number}")
        for sha256 in touched:
            read_again(tx, sha256, f"sheet of corrections: {who}", utc_now())
    _report(counts, as_json)
    raise typer.Exit(FAILED if counts["refused"] else 0)


@app.command()
def accept(
    *,
    keep: Annotated[Keep, typer.Option(help="Which value stands from now on.")],
    dataset: Names = None,
    column: Annotated[str, typer.Option(help="Only conflicts of this column.")] = "",
    record: Annotated[list[str] | None, typer.Option("--id", help="Only these rows.")] = None,
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Settle conflicts, all those named at once; each stays in the audit trail and can be undone."""
    who = author_or_me(author)
    with _database() as db, db.write_durably() as tx:
        records = Records(tx, db.catalogue, utc_now())
        counts = {
            name: settle(records, Conflicts(tx, db.catalogue).of(name, record or (), column), keep, who)
            for name in _names(dataset)
        }
    _report(Counter({name: count for name, count in counts.items() if count}), as_json)


@app.command()
def undo(
    numbers: Annotated[list[int], typer.Argument(help="The numbers of the corrections.")],
    author: Author = "",
) -> None:
    """Take corrections back; the value before each stands again. All or none are taken back."""
    who = author_or_me(author)
    with _database() as db, db.write_durably() as tx:
        records = Records(tx, db.catalogue, utc_now())
        for number in numbers:
            done = records.undo(number, who)
            print(f"{number} : {done.dataset} {done.record}, version {done.version}")


@app.command()
def log(
    dataset: Annotated[str, typer.Option(help="Only this dataset.")] = "",
    record: Annotated[str, typer.Option("--id", help="Only this row.")] = "",
    as_json: AsJson = False,
) -> None:
    """The audit trail: who typed what against which reading, when, and who took it back."""
    with _database() as db, db.read() as tx:
        found = Corrections(tx).log(open_dataset(dataset).name if dataset else "", record)
        told = [one for one in found if not is_restricted(one.dataset)]
        if not told:
            tell_nothing("aucune correction")
        for one in told:
            if as_json:
                print_json({name: plain_json(getattr(one, name)) for name in one.__slots__})
                continue
            undone = f", annulée par {one.undone_by} le {as_text(one.undone_at)}" if one.undone_at else ""
            note = f" ({one.note})" if one.note else ""
            print(
                f"{one.id}  {as_text(one.at)}  {one.author}  {one.dataset} {one.record} {one.column} : "
                f"{one.base!r} → {one.value!r}{note}{undone}"
            )


@app.command()
def case(
    number: Annotated[int, typer.Argument(help="The number of the correction.")],
    into: Annotated[Path, typer.Option(help="The folder of the fixtures.")] = Path("fixtures"),
) -> None:
    """Write the corrected document as a test case, which fails until the reader is mended."""
    with _database() as db:
        print(write_case(db, open_blobs(get_settings().blobs_address), number, into))


def _taken(records: Records, line: Line, who: str, touched: dict[str, None]) -> Taken:
    """Take a line over; a document whose tables it mends is put into ``touched``, to be read again."""
    if not tables.is_of_table(line):
        return take(records, line, who)
    open_dataset(line.dataset)
    done = tables.take_edit(records.tx, line, who, records.now)
    if done is not Taken.UNCHANGED:
        touched[tables.document_of(line)] = None
    return done


def _names(given: list[str] | None) -> list[str]:
    return [open_dataset(each).name for each in given] if given else list(open_datasets())


def _report(counts: Counter[str], as_json: bool) -> None:
    if as_json:
        print_json(dict(counts))
    else:
        print(", ".join(f"{name} : {count}" for name, count in counts.items()) or "rien à faire")


def _database() -> Database:
    return open_database(get_settings().database_address, datasets().values())
