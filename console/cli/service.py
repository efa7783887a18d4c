"""``veille serve``, ``veille worker``, ``veille scheduler``: what runs until it is told to stop."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
import uvicorn

from console.app import create_app, health_for, site_for
from console.cli.notify import notify
from console.cli.run import origins
from console.web.access.first_start import first_link
from console.web.health.routes import create_health_app
from core.clock import utc_now
from core.errors import InputError
from core.logs import configure_logs
from core.orphan import end_with_parent
from core.settings import Settings, get_settings
from crawlers import sources
from workers.broker import open_broker
from workers.duties import duties
from workers.health import Check, Health
from workers.installation import open_installation
from workers.observers import observe
from workers.policy import QUEUES
from workers.pool import Pool
from workers.postgres_server import refuse_unsafe
from workers.schedule import Scheduler
from workers.supervisor import Supervisor
from workers.timetables import check_names

_NUMBER = "VEILLE_WORKER_NUMBER"
"""Set by the supervisor: which of the processes of this host this is."""
_EVERY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104  compared, not listened on


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Open the console: catalogue, datasets, documents, feeds."""
    settings = _begin("console")
    with open_installation(settings) as installation, _listening(host, port) as listener:
        typer.echo(reached_at(host, port, settings), err=True)
        secret = first_link(installation.db, utc_now())
        if secret:
            here = f"{reached_at(host, port, settings)}/bienvenue/{secret}"
            typer.echo(f"Premier démarrage, compte de l'administrateur (lien bon un jour) : {here}", err=True)
        config = uvicorn.Config(create_app(site_for(installation)), log_level="warning", log_config=None)
        # The server stops on a signal and then raises it again: what it stands on is still to be closed.
        _stop_on_signal(threading.Event())
        notify("READY=1")
        uvicorn.Server(config).run([listener])


def worker(
    threads: Annotated[int, typer.Option(min=1, help="Steps taken at once, in each queue.")] = 2,
    processes: Annotated[int, typer.Option(min=1, help="Processes on this host.")] = 1,
    queues: Annotated[str, typer.Option(help="Queues listened to: short, heavy or both.")] = ",".join(QUEUES),
) -> None:
    """Do the work that is queued, until a signal ends it; any number of workers on any number of hosts."""
    listened = _queues(queues)
    settings = _begin("worker")
    if processes > 1:
        _supervise(processes, ["--threads", str(threads), "--queues", queues])
        return
    if _NUMBER in os.environ:
        end_with_parent()
        os.environ.pop("NOTIFY_SOCKET", None)  # systemd hears the supervisor, and nobody else
    with open_installation(settings) as installation:
        refuse_unsafe(installation.db)
        context = installation.context(origins(settings))
        pool = Pool(context, open_broker(settings.redis_address), threads=threads, queues=listened)
        _stop_on_signal(pool.stop)

        def well() -> Check:
            return Check("worker", pool.ready, f"{pool.living()} threads")

        with _answering(settings, health_for(installation, well)):
            pool.run(started=lambda: notify("READY=1"))


def scheduler() -> None:
    """Open a run of each source, and ask for each duty, when it is due; several schedulers do no harm."""
    check_names(get_settings().timetables, {*sources(), *duties()})
    settings = _begin("scheduler")
    with open_installation(settings) as installation:
        refuse_unsafe(installation.db)
        context = installation.context(origins(settings))
        schedule = Scheduler(context, settings.timetables)
        _stop_on_signal(schedule.stop)
        with _answering(settings, health_for(installation)):
            notify("READY=1")
            schedule.run()


def _begin(service: str) -> Settings:
    settings = get_settings()
    configure_logs(settings, service=service, host=socket.gethostname(), pid=os.getpid())
    observe(settings, service)
    return settings


def _queues(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or set(names) - set(QUEUES):
        raise InputError(f"unknown queues: {text!r}", hint=f"Give one or more of {', '.join(QUEUES)}.")
    return names


def _supervise(processes: int, options: list[str]) -> None:
    command = [sys.executable, "-m", "console.cli", "worker", *options]
    supervisor = Supervisor(command, processes, _NUMBER)
    _stop_on_signal(supervisor.stop)
    notify("READY=1")
    supervisor.run()


@contextmanager
def _answering(settings: Settings, health: Health) -> Iterator[None]:
    """Answer /healthz, /readyz and /metrics beside the work, where a port is set."""
    if settings.metrics_port is None:
        yield
        return
    port = settings.metrics_port + int(os.environ.get(_NUMBER, "0"))
    config = uvicorn.Config(create_health_app(health), log_level="warning", log_config=None)
    server = uvicorn.Server(config)
    with _listening(settings.metrics_host, port) as listener:
        answering = threading.Thread(target=server.run, args=([listener],), name="health", daemon=True)
        answering.start()
        try:
            yield
        finally:
            server.should_exit = True
            answering.join(5)


def reached_at(host: str, port: int, settings: Settings) -> str:
    """Where a person finds the console: who listens on every address knows none to tell but the one set."""
    if host in _EVERY_ADDRESS:
        return settings.base_url.rstrip("/")
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        said = f"cannot listen on {host}:{port}: {error.strerror or error}"
        raise InputError(said, hint="Give another --port, --host or VEILLE_METRICS_PORT.") from error


def _stop_on_signal(stop: threading.Event) -> None:
    def end(*_: object) -> None:
        notify("STOPPING=1")
        stop.set()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)
