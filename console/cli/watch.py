"""``veille watch``: standing searches."""

from __future__ import annotations

import secrets
import sys
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from console.cli.output import print_json
from core.clock import utc_now
from core.errors import InputError
from core.model.watch import Watch
from core.settings import get_settings
from core.storage.database import Database, open_database
from core.storage.queries import Filter, Rows, Test
from core.storage.watches import Watches
from normalizers.datasets import dataset as dataset_of
from normalizers.datasets import datasets, open_dataset, open_datasets
from workers.matching.conditions import parse_conditions
from workers.matching.match import match
from workers.matching.query import parse_query

app = typer.Typer(
    help="Standing searches: add, list, try on the last 90 days, pause.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_LOOK_BACK = timedelta(days=90)

Conditions = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        help="COLUMN=VALUE[,VALUE…], a CPV also by its beginning; COLUMN>=X, COLUMN<=X: figures and days.",
    ),
]
Datasets = Annotated[list[str] | None, typer.Option("--dataset", help="Only these datasets.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What you call it.")],
    words: Annotated[str, typer.Option(help="Words, « phrases », OU, NON.")] = "",
    where: Conditions = None,
    dataset: Datasets = None,
) -> None:
    """Add a watch, or change the one of that name; prints the address of its feed, which stays the same."""
    watch = _watch(name, words, where, dataset)
    settings = get_settings()
    with _database().write_durably() as tx:
        known = next((each for each in Watches(tx).all() if each.name == name), None)
        if known:
            watch = replace(
                watch,
                id=known.id,
                token=known.token,
                created_at=known.created_at,
                paused_at=known.paused_at,
            )
        Watches(tx).put(watch, utc_now())
    if watch.paused_at:
        hint = f'veille watch pause "{name}"'
        print(f"veille: {name} est en pause et le reste ; pour la reprendre : {hint}", file=sys.stderr)
    print(f"{settings.base_url}/veilles/{watch.token}.atom")


@app.command("list")
def list_watches(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """The watches and the addresses of their feeds."""
    base = get_settings().base_url
    with _database().read() as tx:
        watches = Watches(tx).all()
    if as_json:
        for each in watches:
            ranges = {column: [wanted.low, wanted.high] for column, wanted in each.ranges.items()}
            told = {"id": each.id, "name": each.name, "words": each.words}
            print_json({**told, "accept": dict(each.accept), "ranges": ranges})
        return
    table = Table("nom", "cherche")
    table.add_column("flux", overflow="fold")
    for each in watches:
        paused = " (en pause)" if each.paused_at else ""
        table.add_row(each.name + paused, _said(each), f"{base}/veilles/{each.token}.atom")
    Console().print(table)


@app.command()
def backtest(
    words: Annotated[str, typer.Option(help="Words, « phrases », OU, NON.")] = "",
    where: Conditions = None,
    dataset: Datasets = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """What a watch would have told over the last 90 days of each dataset, before you save it."""
    watch = _watch("essai", words, where, dataset)
    db = _database()
    since = utc_now().date() - _LOOK_BACK
    total = 0
    with db.read() as tx:
        for name in watch.datasets:
            declared = open_dataset(name)
            recent = [Filter(declared.date_column, Test.AT_LEAST, since)] if declared.date_column else []
            for row in Rows(tx, db.catalogue).rows(name, recent):
                if (reasons := match(watch, declared, row)) is not None:
                    total += 1
                    _tell(as_json, name, row["id"], row.get(declared.label_column), reasons)
    if not as_json:
        weeks = _LOOK_BACK / timedelta(weeks=1)
        print(f"{total} en 90 jours, soit {total / weeks:.1f} par semaine")


@app.command()
def pause(name: Annotated[str, typer.Argument(help="The watch, by name or id.")]) -> None:
    """Pause a watch, or resume it if it is paused."""
    with _database().write_durably() as tx:
        found = [each for each in Watches(tx).all() if name in (each.id, each.name)]
        if not found:
            raise InputError(f"no watch is called {name!r}", hint="See: veille watch list.")
        for each in found:
            Watches(tx).pause(each.id, None if each.paused_at else utc_now())
            print(f"{each.name} : {'reprise' if each.paused_at else 'en pause'}")


def _watch(name: str, words: str, where: list[str] | None, names: list[str] | None) -> Watch:
    parse_query(words)
    conditions = parse_conditions(where or ())
    chosen = tuple(open_dataset(each).name for each in names) if names else tuple(open_datasets())
    kept = tuple(each for each in chosen if _has_all(each, conditions.columns))
    if not kept:
        columns = ", ".join(sorted(conditions.columns))
        raise InputError(f"no dataset has the columns {columns}", hint="See: veille sources.")
    return Watch(
        secrets.token_hex(8),
        name,
        kept,
        words,
        conditions.accept,
        token=secrets.token_urlsafe(24),
        created_at=utc_now(),
        ranges=conditions.ranges,
    )


def _has_all(name: str, columns: frozenset[str]) -> bool:
    return columns <= {column.name for column in dataset_of(name).columns}


def _said(watch: Watch) -> str:
    conditions = [f"{column} = {', '.join(values)}" for column, values in watch.accept.items()]
    conditions += [f"{column} {wanted}" for column, wanted in watch.ranges.items()]
    return " ; ".join(filter(None, [watch.words, *conditions])) or "tout"


def _tell(as_json: bool, dataset: str, record: str, label: object, reasons: object) -> None:
    if as_json:
        print_json({"dataset": dataset, "id": record, "label": str(label or ""), "reasons": reasons})
    else:
        print(f"{dataset}  {record}  {label or ''}")


def _database() -> Database:
    return open_database(get_settings().database_address, datasets().values())
