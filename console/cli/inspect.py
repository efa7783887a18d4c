"""``veille sources`` and ``veille doctor``: what the system knows of itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

import typer
from rich.table import Table

from console.cli.coverage import coverage_of, show_coverage
from console.cli.errors import FAILED
from console.cli.gaps import as_json as gaps_as_json
from console.cli.gaps import told
from console.cli.output import console_of_stdout, print_json
from core.clock import paris, utc_now
from core.model.source import Source
from core.settings import get_settings
from core.storage.coverage import Coverages
from core.storage.database import Database, open_database
from core.storage.refusals import Refusals
from core.storage.runs import Runs
from core.storage.snapshots import Documents
from crawlers import sources as all_sources
from normalizers.datasets import datasets
from workers.checkup import checkup
from workers.findings import Finding
from workers.gaps import Gaps, recent_gaps


def sources(
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage",
            help="The share of the fields of the last documents that is read, ignored by name, unknown.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False,
) -> None:
    """Every source: its state, what was refused, what seems missing; or what is read of its documents."""
    db = open_database(get_settings().database_address, datasets().values())
    if coverage:
        show_coverage([coverage_of(db, source) for source in all_sources().values()], as_json=as_json)
        return
    states = [_state(db, source) for source in all_sources().values()]
    if as_json:
        for state in states:
            print_json({**asdict(state), "gaps": gaps_as_json(state.gaps)})
        return
    console = console_of_stdout()
    console.print(_table(states))
    for state in states:
        for line in told(state.gaps):
            console.print(f"{state.name} : {line}", style="yellow", markup=False, highlight=False)


@dataclass(frozen=True)
class SourceState:
    """What is known of a source."""

    name: str
    title: str
    newest: str | None
    late: bool
    last_run: str | None
    state: str | None
    reasons: tuple[str, ...]
    refused: dict[str, int]
    unmapped: dict[str, int]
    gaps: Gaps


def _state(db: Database, source: Source) -> SourceState:
    now = utc_now()
    with db.read() as tx:
        newest = Documents(tx).newest(source.name)
        runs = Runs(tx).latest(source.name)
        refused = dict(Refusals(tx).codes(source.name))
        unmapped = {each.path: each.documents for each in Coverages(tx).unknown(source.name)}
        gaps = recent_gaps(tx, db.catalogue, source, now)
    today = paris(now).date()
    return SourceState(
        name=source.name,
        title=source.title,
        newest=newest.isoformat() if newest else None,
        late=newest is None or today - newest > source.cadence,
        last_run=paris(runs[0].started).isoformat(timespec="seconds") if runs else None,
        state=runs[0].state.value if runs else None,
        reasons=runs[0].reasons if runs else (),
        refused=refused,
        unmapped=unmapped,
        gaps=gaps,
    )


def _table(states: list[SourceState]) -> Table:
    columns = ("source", "titre", "dernière publication", "dernier passage", "état", "refus")
    table = Table(*columns, "champs inconnus", "lacunes")
    for state in states:
        newest = f"{state.newest or 'jamais'}{' (en retard)' if state.late else ''}"
        refused = ", ".join(f"{code} {count}" for code, count in state.refused.items())
        row = (state.last_run or "jamais", state.state or "—", refused or "—", str(len(state.unmapped)))
        table.add_row(state.name, state.title, newest, *row, str(len(state.gaps) or "—"))
    return table


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False) -> None:
    """Check the installation: database, archive, child process, OCR, time zone; what to do where it lacks."""
    findings = checkup(get_settings())
    if as_json:
        for finding in findings:
            print_json(asdict(finding))
    else:
        console = console_of_stdout()
        for finding in findings:
            console.print(_line(finding), markup=False, highlight=False)
    raise typer.Exit(FAILED if any(finding.broken for finding in findings) else 0)


def _line(finding: Finding) -> str:
    sign = "✗" if finding.broken else ("·" if finding.hint else "✓")
    hint = f" → {finding.hint}" if finding.hint else ""
    return f"{sign} {finding.what} : {finding.found}{hint}"
