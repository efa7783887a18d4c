"""``veille serve``, ``veille worker``, ``veille scheduler``: what runs until it is told to stop."""

from __future__ import annotations

import signal
import socket
import threading
from typing import Annotated

import typer
import uvicorn

from console.app import create_app, site_for
from console.cli.run import origins
from console.web.access.first_start import first_link
from core.clock import utc_now
from core.errors import InputError
from core.settings import get_settings
from workers.broker import open_broker
from workers.duties import duties
from workers.installation import open_installation
from workers.pool import Pool
from workers.schedule import Scheduler
from workers.timetables import check_names


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Open the console: catalogue, datasets, documents, feeds."""
    with open_installation(get_settings()) as installation, _listening(host, port) as listener:
        typer.echo(f"http://{host}:{port}", err=True)
        secret = first_link(installation.db, utc_now())
        if secret:
            here = f"http://{host}:{port}/bienvenue/{secret}"
            typer.echo(f"Premier démarrage, compte de l'administrateur (lien bon un jour) : {here}", err=True)
        config = uvicorn.Config(create_app(site_for(installation)), log_level="warning")
        uvicorn.Server(config).run([listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        said = f"cannot listen on {host}:{port}: {error.strerror or error}"
        raise InputError(said, hint="Give another --port or --host.") from error


def worker(threads: Annotated[int, typer.Option(help="Documents worked on at once.")] = 2) -> None:
    """Do the work that is queued, until a signal ends it; any number of workers on any number of hosts."""
    settings = get_settings()
    with open_installation(settings) as installation:
        context = installation.context(origins(settings))
        pool = Pool(context, open_broker(settings.redis_address), threads=threads)
        _stop_on_signal(pool.stop)
        pool.run()


def scheduler() -> None:
    """Open a run of each source, and ask for each duty, when it is due; several schedulers do no harm."""
    settings = get_settings()
    with open_installation(settings) as installation:
        context = installation.context(origins(settings))
        check_names(settings.timetables, {*context.sources, *duties()})
        schedule = Scheduler(context, settings.timetables)
        _stop_on_signal(schedule.stop)
        schedule.run()


def _stop_on_signal(stop: threading.Event) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
