"""``veille compute``: registered computations on restricted datasets, of which no row leaves."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from console.cli.author import author_or_me
from console.cli.errors import REFUSED
from console.cli.output import print_json, tell_nothing
from console.compute.results import computation_of, result
from console.compute.signature import signed, signing_key
from core.clock import utc_now
from core.settings import get_settings
from core.storage.database import Database, open_database
from core.storage.releases import State
from normalizers.datasets import dataset as dataset_of
from normalizers.datasets import datasets
from workers.computing import decide, latest, release

app = typer.Typer(
    help="Computations on restricted datasets: the rows stay, the protected result leaves.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Author = Annotated[str, typer.Option(help="Who asks or decides; by default who is logged in.")]


@app.command("list")
def list_() -> None:
    """The restricted datasets and their computations."""
    kept = [each for each in datasets().values() if each.restriction is not None]
    for each in kept:
        for one in each.restriction.computations if each.restriction else ():
            print(f"{each.name} {one.name} : {one.title} ({', '.join(one.dimensions)})")
    if not kept:
        tell_nothing("aucun jeu de données réservé : tous sont ouverts")


@app.command()
def run(
    name: Annotated[str, typer.Argument(metavar="DATASET")], computation: str, author: Author = ""
) -> None:
    """Print the result, signed, as JSON; one that waits for the owner is told and not printed."""
    dataset = dataset_of(name)
    asked = computation_of(dataset, computation)
    settings = get_settings()
    with _opened() as db:
        made = release(db, name, author_or_me(author), utc_now())
        with db.read() as tx:
            standing = latest(tx, name)
    if made.state is State.WAITING:
        print(f"veille: release {made.id} waits for the owner → veille compute approve", file=sys.stderr)
    if standing is None:
        raise typer.Exit(REFUSED)
    print_json(signed(result(dataset, asked, standing), signing_key(settings)))


@app.command()
def approve(number: int, author: Author = "") -> None:
    """Let the results of a release leave."""
    _decide(number, approved=True, author=author)


@app.command()
def refuse(number: int, author: Author = "") -> None:
    """Keep the results of a release in."""
    _decide(number, approved=False, author=author)


def _decide(number: int, *, approved: bool, author: str) -> None:
    with _opened() as db:
        decided = decide(db, number, approved=approved, by=author_or_me(author), now=utc_now())
    print(f"{decided.dataset}, release {decided.id}: {decided.state}", file=sys.stderr)


def _opened() -> Database:
    return open_database(get_settings().database_address, datasets().values())
