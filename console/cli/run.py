"""``veille run`` and ``veille replay``: the whole route."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
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
from core.logs import configure_logs
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
    days = _days(since, until, live=replay is None)
    chosen = [source_of(name) for name in source] if source else list(sources().values())
    plans = [each for one in chosen if (each := _plan(one, replay, *days))]
    if replay and not plans:
        hint = "Answers are recorded as those of fixtures/: SOURCE/CASE/meta.toml."
        whose = f" of {', '.join(source)}" if source else ""
        raise InputError(f"{replay} holds no recorded answer{whose}", hint=hint)
    settings = get_settings()
    configure_logs(settings)
    with open_installation(settings) as installation:
        try:
            summary = _run_with_progress(installation, plans)
        finally:
            close_clients()
        print_summary(installation, summary)
    raise typer.Exit(summary.exit_code)


def replay(folder: Annotated[Path, typer.Argument(help="A folder of recorded answers.")]) -> None:
    """Walk the whole route over recorded answers: ``veille run --replay FOLDER``."""
    run(replay=folder)


def _days(since: str | None, until: str | None, *, live: bool) -> tuple[date | None, date | None]:
    """The days typed; a window without a day would look like a publisher who is silent."""
    first, last = parse_day(since), parse_day(until)
    end = last or (_today() if live else None)
    if first and end and first > end:
        hint = "Give --since a day that is not after --until, nor in the future."
        raise InputError(f"no day lies between {first} and {end}", hint=hint)
    return first, last


def _today() -> date:
    return paris(utc_now()).date()


def _plan(source: Source, replay: Path | None, since: date | None, until: date | None) -> Plan | None:
    today = _today()
    if replay is None:
        last = until or today
        return Plan(source, Window(since or min(today, last) - _LOOK_BACK, last))
    recorded = ReplayOrigin(replay, source.name)
    if not recorded.cases:
        return None
    known = recorded.window or Window(today, today)
    window = Window(since or known.since, until or known.until)
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
