"""``veille watch``: standing searches."""

from __future__ import annotations

import secrets
import sys
from dataclasses import replace
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from sqlalchemy import Connection

from console.cli import channels
from console.cli.output import console_of_stdout, print_json
from console.cli.trial import matches_of, print_trial, print_why, tell_items, tell_why, volume
from core.clock import utc_now
from core.errors import InputError
from core.model.channel import Rhythm
from core.model.watch import Watch
from core.settings import get_settings
from core.storage.database import Database, open_database
from core.storage.feed_tokens import new_token
from core.storage.ledger import Ledger
from core.storage.watches import Watches
from crawlers import fed, sources
from normalizers.datasets import datasets, open_dataset, open_datasets
from workers.matching.conditions import parse_conditions
from workers.matching.narrowing import why as explained
from workers.matching.query import parse_query
from workers.matching.sought import sought
from workers.matching.trial import Trial, trial

app = typer.Typer(
    help="Standing searches: add, list, try on the last 90 days, explain, pause; where they send to.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.add_typer(channels.channel, name="channel")
app.command()(channels.token)
app.command()(channels.deliveries)
app.command("replay")(channels.replay_messages)
app.command()(channels.test)
app.command()(channels.send)

Conditions = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        help="COLUMN=VALUE[,VALUE…], a CPV also by its beginning; COLUMN>=X, COLUMN<=X: figures and days.",
    ),
]
Words = Annotated[
    str, typer.Option(help="Words, « phrases », OU, NON, fields such as cpv:45 (docs/watches.md).")
]
Datasets = Annotated[
    list[str] | None,
    typer.Option("--dataset", help="Only these datasets; without, those read from publications."),
]


@app.command()
def add(  # noqa: PLR0917 - typer reads the options off the parameters
    name: Annotated[str, typer.Argument(help="What you call it.")],
    words: Words = "",
    where: Conditions = None,
    dataset: Datasets = None,
    backfill: Annotated[
        bool, typer.Option("--backfill", help="Put what it finds in the last 90 days into its feed.")
    ] = False,
    mail: channels.Mail = None,
    digest: channels.Digest = Rhythm.INSTANT,
    webhook: channels.Webhook = None,
    slack: channels.Slack = None,
    teams: channels.Teams = None,
    push: channels.Push = None,
    language: channels.Lang = "fr",
) -> None:
    """Add a watch, or change the one of that name; prints the address of its feed.

    That of a new watch is private, and told this once; `veille watch token` makes another.
    """
    watch = _watch(name, words, where, dataset)
    targets = channels.targets_of(mail, webhook, slack, teams, push)
    channels.check(targets, language)
    settings = get_settings()
    db = _database()
    tried = _tried(db, watch)
    with db.write_durably() as tx:
        known = next((each for each in Watches(tx).all() if each.name == name), None)
        if known:
            watch = replace(
                watch,
                id=known.id,
                token="",
                created_at=known.created_at,
                paused_at=known.paused_at,
            )
        Watches(tx).put(watch, utc_now())
        if backfill:
            Ledger(tx).backfill(matches_of(tried, watch.id, utc_now()))
    print(f"veille: {name} : {volume(tried)}", file=sys.stderr)
    if watch.paused_at:
        hint = f'veille watch pause "{name}"'
        print(f"veille: {name} est en pause et le reste ; pour la reprendre : {hint}", file=sys.stderr)
    print(f"{settings.base_url}/veilles/{watch.token or watch.id}.atom")
    channels.attach(db, watch, targets, digest, language)


@app.command("list")
def list_watches(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """The watches and the addresses of their feeds."""
    base = get_settings().base_url
    with _database().read() as tx:
        watches, faults = Watches(tx).all(), Watches(tx).suspended()
    if as_json:
        for each in watches:
            ranges = {column: [wanted.low, wanted.high] for column, wanted in each.ranges.items()}
            told = {"id": each.id, "name": each.name, "words": each.words}
            print_json(
                {**told, "accept": dict(each.accept), "ranges": ranges, "suspended": faults.get(each.id)}
            )
        return
    table = Table("nom", "cherche")
    table.add_column("flux", overflow="fold")
    for each in watches:
        paused = " (en pause)" if each.paused_at else ""
        suspended = f"\n[red]suspendue : {escape(faults[each.id])}[/red]" if each.id in faults else ""
        table.add_row(escape(each.name) + paused + suspended, _said(each), f"{base}/veilles/{each.id}.atom")
    console_of_stdout().print(table)


@app.command()
def backtest(
    words: Words = "",
    where: Conditions = None,
    dataset: Datasets = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every item, not the latest ones alone.")] = False,
) -> None:
    """What a watch would have told over the last 90 days of each dataset, before you save it."""
    tried = _tried(_database(), _watch("essai", words, where, dataset))
    if as_json:
        tell_items(tried)
    else:
        print_trial(tried, every=every)


@app.command()
def why(
    name: Annotated[str, typer.Argument(metavar="WATCH", help="The watch, by name or id.")],
    record: Annotated[str, typer.Argument(help="The id of a row, its number, or an address that has it.")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Why a row answers a watch or does not, and how to be told less of its kind."""
    db = _database()
    with db.read() as tx:
        watch = _named(tx, name)[0]
        shown = {name: db.catalogue[name] for name in open_datasets()}
        found = sought(tx, shown, record, sources())
        told = [(*each, Ledger(tx).matches(watch.id, each.dataset, each.row["id"])) for each in found]
    if not told:
        raise InputError(
            f"no dataset has a row {record!r}", hint="See up to when sources were read: veille sources."
        )
    for dataset, row, matches in told:
        answer = explained(watch, open_dataset(dataset), row, utc_now())
        (tell_why if as_json else print_why)(dataset, row["id"], answer, matches)


@app.command()
def pause(name: Annotated[str, typer.Argument(help="The watch, by name or id.")]) -> None:
    """Pause a watch, or resume it if it is paused."""
    with _database().write_durably() as tx:
        for each in _named(tx, name):
            Watches(tx).pause(each.id, None if each.paused_at else utc_now())
            print(f"{each.name} : {'reprise' if each.paused_at else 'en pause'}")


def _tried(db: Database, watch: Watch) -> Trial:
    with db.read() as tx:
        most = get_settings().broad_watch_a_week
        return trial(tx, db.catalogue, watch, utc_now(), most_a_week=most)


def _named(tx: Connection, name: str) -> list[Watch]:
    found = [each for each in Watches(tx).all() if name in (each.id, each.name)]
    if not found:
        raise InputError(f"no watch is called {name!r}", hint="See: veille watch list.")
    return found


def _watch(name: str, words: str, where: list[str] | None, names: list[str] | None) -> Watch:
    parse_query(words)
    conditions = parse_conditions(where or ())
    chosen = tuple(open_dataset(each).name for each in names or fed(open_datasets(), sources().values()))
    kept = tuple(each for each in chosen if _has_all(each, conditions.columns))
    if not kept:
        columns = ", ".join(sorted(conditions.columns))
        raise InputError(f"no dataset has the columns {columns}", hint="Columns are told in docs/datasets.")
    return Watch(
        secrets.token_hex(8),
        name,
        kept,
        words,
        conditions.accept,
        token=new_token(),
        created_at=utc_now(),
        ranges=conditions.ranges,
    )


def _has_all(name: str, columns: frozenset[str]) -> bool:
    return columns <= {column.name for column in open_dataset(name).columns}


def _said(watch: Watch) -> str:
    conditions = [f"{column} = {', '.join(values)}" for column, values in watch.accept.items()]
    conditions += [f"{column} {wanted}" for column, wanted in watch.ranges.items()]
    return " ; ".join(filter(None, [watch.words, *conditions])) or "tout"


def _database() -> Database:
    return open_database(get_settings().database_address, datasets().values())
