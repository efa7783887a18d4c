"""``veille statistics``: the aggregated datasets, made anew from the published rows."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from console.cli.errors import FAILED, tell
from console.cli.output import print_json
from core.clock import utc_now
from core.errors import Unprotected
from core.settings import get_settings
from core.storage.database import open_database
from normalizers.datasets import datasets
from workers.statistics import ended, make_statistics, years


def statistics(
    year: Annotated[
        list[int] | None,
        typer.Option(help="Only this year, even if it is not over; may be repeated. By default, those over."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line for each year.")] = False,
) -> None:
    """Tabulate the awards of each year; secret cells and those that would give them away are hidden."""
    failed = False
    with open_database(get_settings().database_address, datasets().values()) as db:
        with db.read() as tx:
            found = years(tx, db.catalogue)
        wanted = year or ended(found, utc_now())
        for each in sorted({*found} - {*wanted}) if not year else ():
            print(f"{each} : année en cours, non diffusée (--year {each} pour l'imposer)", file=sys.stderr)
        for each in wanted:
            try:
                _tell(each, make_statistics(db, each, utc_now()), as_json=as_json)
            except Unprotected as error:
                failed = True
                tell(error, what=str(each))
    if failed:
        raise typer.Exit(FAILED)


def _tell(year: int, made: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        print_json({"year": year, **made})
        return
    hidden, changed = f"{made['hidden']} masquées", f"{made['changed']} changées"
    waiting = f", {made['waiting']} attributions tardives en attente" if made["waiting"] else ""
    print(f"{year} : {made['cells']} cases, {hidden}, {changed}{waiting}")
