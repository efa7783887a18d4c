"""The command line: ``veille --help``."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from console.cli.errors import tell
from core.errors import VeilleError

COMMANDS = {
    "run": "console.cli.run:run",
    "replay": "console.cli.run:replay",
    "ingest": "console.cli.ingest:ingest",
    "extract": "console.cli.extract:extract",
    "tables": "console.cli.tables:tables",
    "export": "console.cli.export:export",
    "snapshot": "console.cli.snapshot:snapshot",
    "catalogue": "console.cli.catalogue:catalogue",
    "compute": "console.cli.compute:app",
    "quality": "console.cli.quality:quality",
    "statistics": "console.cli.statistics:statistics",
    "history": "console.cli.history:history",
    "thread": "console.cli.thread:thread",
    "corrections": "console.cli.corrections:app",
    "geo": "console.cli.geo:geo",
    "sirene": "console.cli.sirene:sirene",
    "watch": "console.cli.watch:app",
    "people": "console.cli.people:app",
    "sources": "console.cli.inspect:sources",
    "doctor": "console.cli.inspect:doctor",
    "blobs": "console.cli.blobs:app",
    "serve": "console.cli.service:serve",
    "worker": "console.cli.service:worker",
    "scheduler": "console.cli.service:scheduler",
}


class Commands(TyperGroup):
    """Loads a command when it is typed: one that reads a table does not wait for the database's libraries."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, None for another; typer keeps the types of its click to itself."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
            alone.command(cmd_name)(found)
            found = alone
        command = typer.main.get_command(found)
        command.name = cmd_name
        return command


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
    except KeyboardInterrupt:
        print("veille: interrupted; the next run goes on where this one stopped", file=sys.stderr)
        sys.exit(130)
