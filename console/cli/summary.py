"""What a run says at its end."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from console.cli.gaps import told
from console.cli.output import console_of_stdout
from console.web.messages import Messages
from core.storage.queries import Rows
from core.storage.runs import Run, RunState
from core.storage.watches import Watches
from crawlers import source as source_of
from normalizers.datasets import datasets
from workers.gaps import gaps_of_run
from workers.installation import Installation
from workers.run import RunSummary

_STATES = {
    RunState.COMPLETE: "complet",
    RunState.INCOMPLETE: "incomplet",
    RunState.REFUSED: "refusé",
    RunState.FAILED: "en échec",
    RunState.RUNNING: "en cours",
}


def print_summary(installation: Installation, summary: RunSummary) -> None:
    """The runs by source and the rows by dataset, on stdout; what is missing and why, on stderr."""
    console = console_of_stdout()
    console.print(_runs(summary))
    console.print(_rows(installation))
    _print_ways(installation)
    notes, messages = Console(stderr=True, soft_wrap=True), Messages("fr")
    for run in summary.runs:
        for line in (*map(messages.note, run.reasons), *_missing(installation, run)):
            named = line if line.startswith(f"{run.source}{messages.colon}") else f"{run.source} : {line}"
            notes.print(named, style="yellow", markup=False)
    for line in _suspended(installation):
        notes.print(line, style="yellow", markup=False)


def _suspended(installation: Installation) -> list[str]:
    """The watches that find nothing until somebody mends them."""
    with installation.db.read() as tx:
        names = {each.id: each.name for each in Watches(tx).all()}
        faults = Watches(tx).suspended()
    return [f"veille « {names[watch]} » suspendue : {fault}" for watch, fault in faults.items()]


def _missing(installation: Installation, run: Run) -> list[str]:
    """The gaps among the days that a run has looked at."""
    with installation.db.read() as tx:
        return list(told(gaps_of_run(tx, installation.db.catalogue, source_of(run.source), run)))


def _print_ways(installation: Installation) -> None:
    """Where what came out is, and how to open it."""
    settings = installation.settings
    with installation.db.read() as tx:
        feeds = [(each.name, each.id) for each in Watches(tx).all()]
    console = Console(soft_wrap=True)
    if settings.database_url is None:
        console.print(f"\nDonnées : {settings.home.absolute()}", highlight=False)
        console.print("Console : make serve, puis " + settings.base_url, highlight=False)
    else:  # the console is a service of its own
        console.print("\nDonnées : la base que dit VEILLE_DATABASE_URL", highlight=False)
        console.print("Console : " + settings.base_url, highlight=False)
    for name, number in feeds:
        console.print(f"Flux « {name} » : {settings.base_url}/veilles/{number}.atom", highlight=False)
    console.print("Fichiers : veille export avis-marches --format csv -o avis.csv", highlight=False)


def _runs(summary: RunSummary) -> Table:
    table = Table(title="Passages", title_justify="left")
    table.add_column("source", no_wrap=True)
    table.add_column("passage")
    for name in ("trouvés", "lus", "refusés", "nouveaux", "modifiés"):
        table.add_column(name, justify="right", no_wrap=True)
    for run in summary.runs:
        counts = [run.counts.get(key, 0) for key in ("found", "extracted", "refused")]
        effects = [run.counts.get(key, 0) for key in ("new", "changed")]
        table.add_row(run.source, _STATES[run.state], *map(str, counts), *map(str, effects))
    return table


def _rows(installation: Installation) -> Table:
    table = Table(title="Lignes publiées", title_justify="left")
    table.add_column("jeu de données", no_wrap=True)
    table.add_column("lignes", justify="right")
    with installation.db.read() as tx:
        rows = Rows(tx, installation.db.catalogue)
        for name in datasets():
            table.add_row(name, str(rows.count(name)))
    return table
