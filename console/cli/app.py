"""The command line: ``veille --help``."""

from __future__ import annotations

import sys

import typer

from console.cli import export, extract, geo, ingest, inspect, run, service, tables, watch
from console.cli.errors import tell
from core.errors import VeilleError

app = typer.Typer(
    name="veille",
    help="Official French publications as structured, geocoded datasets and watch feeds.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("run")(run.run)
app.command("replay")(run.replay)
app.command("ingest")(ingest.ingest)
app.command("extract")(extract.extract)
app.command("tables")(tables.tables)
app.command("export")(export.export)
app.command("geo")(geo.geo)
app.command("sources")(inspect.sources)
app.command("doctor")(inspect.doctor)
app.command("serve")(service.serve)
app.command("worker")(service.worker)
app.command("scheduler")(service.scheduler)
app.add_typer(watch.app, name="watch")


def main() -> None:
    """Run the command typed; every named error is one line and an exit status."""
    try:
        app()
    except VeilleError as error:
        sys.exit(tell(error))
    except KeyboardInterrupt:
        print("veille: interrupted; the next run goes on where this one stopped", file=sys.stderr)
        sys.exit(130)
