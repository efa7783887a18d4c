"""``veille serve``, ``veille worker``, ``veille scheduler``: what runs until it is told to stop."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer
import uvicorn

from console.app import create_app, site_for
from console.cli.run import origins
from core.settings import get_settings
from workers.broker import open_broker
from workers.installation import open_installation
from workers.pool import Pool
from workers.schedule import Scheduler


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Open the console: catalogue, datasets, documents, feeds."""
    with open_installation(get_settings()) as installation:
        typer.echo(f"http://{host}:{port}", err=True)
        uvicorn.run(create_app(site_for(installation)), host=host, port=port, log_level="warning")


def worker(threads: Annotated[int, typer.Option(help="Documents worked on at once.")] = 2) -> None:
    """Do the work that is queued, until a signal ends it; any number of workers on any number of hosts."""
    settings = get_settings()
    with open_installation(settings) as installation:
        context = installation.context(origins(settings))
        pool = Pool(context, open_broker(settings.redis_address), threads=threads)
        _stop_on_signal(pool.stop)
        pool.run()


def scheduler() -> None:
    """Open a run of each source when it is due; several schedulers do no harm."""
    settings = get_settings()
    with open_installation(settings) as installation:
        context = installation.context(origins(settings))
        schedule = Scheduler(context)
        _stop_on_signal(schedule.stop)
        schedule.run()


def _stop_on_signal(stop: threading.Event) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
