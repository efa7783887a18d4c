"""``veille run`` and ``veille replay``: the whole route."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from console.cli.days import parse_day
from console.cli.summary import print_summary
from core.clock import paris, utc_now
from core.errors import InputError
from core.model.source import Source, Window
from core.settings import Settings, get_settings
from core.storage.runs import Run
from crawlers import source as source_of
from crawlers import sources
from workers.advance import REPLAY, Plan
from workers.installation import Installation, open_installation
from workers.live import close_clients, live_origin
from workers.origins import Fetcher, ReplayOrigin
from workers.run import RunSummary
from workers.run import run as run_route
from workers.step import Step

_LOOK_BACK = timedelta(days=7)
_RUNS_AT_ONCE = 64


def run(
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated.")] = None,
    replay: Annotated[Path | None, typer.Option(help="Recorded answers, in place of the publishers.")] = None,
    live: Annotated[bool, typer.Option("--live", help="Ask the publishers (the default).")] = False,
    since: Annotated[str | None, typer.Option(help="First day of publication, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of publication, YYYY-MM-DD.")] = None,
) -> None:
    """Walk the whole route: find, fetch, read, normalise, check, publish, match."""
    if replay and live:
        raise InputError("--replay and --live exclude each other", hint="Choose one.")
    if replay and not replay.is_dir():
        raise InputError(f"{replay} is not a folder", hint="Name the folder that holds the recorded answers.")
    chosen = [source_of(name) for name in source] if source else list(sources().values())
    with open_installation(get_settings()) as installation:
        plans = [each for name in chosen if (each := _plan(name, replay, since, until))]
        try:
            summary = _run_with_progress(installation, plans)
        finally:
            close_clients()
        print_summary(installation, summary)
    raise typer.Exit(summary.exit_code)


def replay(folder: Annotated[Path, typer.Argument(help="A folder of recorded answers.")]) -> None:
    """Walk the whole route over recorded answers: ``veille run --replay FOLDER``."""
    run(replay=folder)


def _plan(source: Source, replay: Path | None, since: str | None, until: str | None) -> Plan | None:
    today = paris(utc_now()).date()
    if replay is None:
        window = Window(parse_day(since) or today - _LOOK_BACK, parse_day(until) or today)
        return Plan(source, window)
    recorded = ReplayOrigin(replay, source.name)
    if not recorded.cases:
        return None
    known = recorded.window or Window(today, today)
    window = Window(parse_day(since) or known.since, parse_day(until) or known.until)
    return Plan(source, window, mode=REPLAY, origin=str(replay.resolve()))


def origins(settings: Settings) -> Callable[[Run], Fetcher]:
    """Where each run looks: the folder it was opened on, or the publishers; opened once a run."""

    @lru_cache(maxsize=_RUNS_AT_ONCE)
    def opened(_number: int, mode: str, origin: str, source: str) -> Fetcher:
        return ReplayOrigin(Path(origin), source) if mode == REPLAY else live_origin(settings, source)

    return lambda run: opened(run.id, run.mode, run.origin, run.source)


def _run_with_progress(installation: Installation, plans: list[Plan]) -> RunSummary:
    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bars = {plan.source.name: progress.add_task(plan.source.title, total=None) for plan in plans}

        def show(step: Step) -> None:
            progress.advance(bars[step.source])

        context = installation.context(origins(installation.settings))
        return run_route(context, plans, on_step=show)
