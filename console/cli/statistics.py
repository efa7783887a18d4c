"""``veille statistics``: the aggregated datasets, made anew from the published rows."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.output import print_json
from core.clock import utc_now
from core.settings import get_settings
from core.storage.database import open_database
from normalizers.datasets import datasets
from workers.statistics import make_statistics, years


def statistics(
    year: Annotated[list[int] | None, typer.Option(help="Only this year; may be repeated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line for each year.")] = False,
) -> None:
    """Tabulate the awards of each year; secret cells and those that would give them away are hidden."""
    with open_database(get_settings().database_address, datasets().values()) as db:
        with db.read() as tx:
            wanted = year or years(tx, db.catalogue)
        for each in wanted:
            made = make_statistics(db, each, utc_now())
            if as_json:
                print_json({"year": each, **made})
            else:
                hidden, changed = f"{made['hidden']} masquées", f"{made['changed']} changées"
                print(f"{each} : {made['cells']} cases, {hidden}, {changed}")
