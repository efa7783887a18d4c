"""The command line: ``veille --help``."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from console.cli.errors import refused_file, tell
from core.errors import VeilleError

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("console.cli.run:run", "Walk the whole route for all sources or some, live or replayed."),
    "replay": ("console.cli.run:replay", "Walk the whole route over a folder of recorded answers."),
    "ingest": ("console.cli.ingest:ingest", "Send files through the whole route; print their rows."),
    "extract": (
        "console.cli.extract:extract",
        "Read text, fields, tables, entities of documents, with proofs.",
    ),
    "tables": ("console.cli.tables:tables", "Read the tables of PDF documents, on all cores."),
    "export": (
        "console.cli.export:export",
        "Write a dataset as CSV, JSON, XLSX, Parquet, DECP, OCDS….",
    ),
    "snapshot": ("console.cli.snapshot:snapshot", "Write today's Parquet file of each dataset that changed."),
    "catalogue": ("console.cli.catalogue:catalogue", "Write the catalogue that other portals harvest."),
    "compute": ("console.cli.compute:app", "Compute on restricted datasets, of which no row leaves."),
    "quality": (
        "console.cli.quality:quality",
        "Measure completeness, validity, freshness and corrections.",
    ),
    "statistics": (
        "console.cli.statistics:statistics",
        "Make the aggregated datasets, under statistical secrecy.",
    ),
    "history": ("console.cli.history:history", "Tell what became of a row: each version and its cause."),
    "thread": ("console.cli.thread:thread", "Tell which notices of all sources are of one procurement."),
    "corrections": ("console.cli.corrections:app", "Export, import, accept and undo what people corrected."),
    "erase": ("console.cli.erase:app", "Erase what rows say of a person; find the rows that name one."),
    "geo": ("console.cli.geo:geo", "Explain which place a name is, and why."),
    "sirene": ("console.cli.sirene:sirene", "Compile stock files of Sirene, which complete organisations."),
    "watch": ("console.cli.watch:app", "Standing searches: add, list, try, explain, pause; channels."),
    "people": ("console.cli.people:app", "Who may sign in to the console: add, list, invite, close."),
    "sources": (
        "console.cli.inspect:sources",
        "Tell the state of each source, and the share of fields read.",
    ),
    "doctor": ("console.cli.inspect:doctor", "Check the installation; say what to do about what is wrong."),
    "blobs": ("console.cli.blobs:app", "Copy the archive of documents to another place."),
    "serve": ("console.cli.service:serve", "Open the console: datasets, review, watches, feeds, API."),
    "worker": ("console.cli.service:worker", "Do the work that is queued, until a signal ends it."),
    "scheduler": (
        "console.cli.service:scheduler",
        "Open a run of each source, and each duty, when it is time.",
    ),
}
"""Each command with where it is and what it does: a list of them must not load what each of them needs."""


class Commands(TyperGroup):
    """Loads a command when it is typed: one that reads a table does not wait for the database's libraries."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, None for another; typer keeps the types of its click to itself."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        found = getattr(import_module(module), name)
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
            alone.command(cmd_name)(found)
            found = alone
        command = typer.main.get_command(found)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands in ``veille --help``."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_, does) in COMMANDS.items()])


app = typer.Typer(
    name="veille",
    help="Official French publications as structured, geocoded datasets and watch feeds.",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def veille() -> None:
    """Official French publications as structured, geocoded datasets and watch feeds."""


def main() -> None:
    """Run the command typed; every named error is one line and an exit status."""
    try:
        app()
    except VeilleError as error:
        sys.exit(tell(error))
    except OSError as error:
        if (named := refused_file(error)) is None:
            raise
        sys.exit(tell(named))
    except KeyboardInterrupt:
        print("veille: interrupted; the next run goes on where this one stopped", file=sys.stderr)
        sys.exit(130)
