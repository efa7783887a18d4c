"""Logs as JSON that tell their work; traces and errors where the operator asks for them."""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr

from core.errors import InputError
from core.logs import configure_logs
from core.settings import Settings
from core.storage.work import Queue, Work
from tests.workers import toy
from workers import observers
from workers.advance import Plan, open_run
from workers.context import Context
from workers.step import take


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    yield
    observers.observe(Settings(), "test")
    structlog.reset_defaults()
    logging.basicConfig(force=True)


@contextmanager
def receiver() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """A server that takes all that is posted to it."""
    got: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[tuple[Context, Work]]:
    """A step that fails for a reason that has no name."""

    def discover(*_: object) -> object:
        raise ZeroDivisionError("nobody expects it")

    folder = toy.record(tmp_path / "answers", {})
    with toy.installed(str(tmp_path / "db"), tmp_path, folder) as bare:
        context = replace(bare, sources={"toy": replace(toy.SOURCE, discover=discover)})  # type: ignore[arg-type]
        open_run(context, Plan(toy.SOURCE, toy.WINDOW))
        with context.db.write() as tx:
            (work,) = Queue(tx).claim("me", context.now(), context.lease, 1)
        yield context, work


def test_an_event_of_a_step_tells_its_work(
    broken: tuple[Context, Work], capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs(Settings(log_format="json"), service="worker")
    context, work = broken
    take(context, work)
    (event,) = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    told = {"event": "step failed", "level": "warning", "service": "worker", "code": "ZeroDivisionError"}
    assert told.items() <= event.items()
    assert {
        "work": work.id,
        "stage": "discover",
        "subject": work.subject,
        "source": "toy",
    }.items() <= event.items()
    assert event["timestamp"].endswith("Z")


def test_libraries_log_in_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(log_format="json"), service="worker")
    logging.getLogger("dramatiq.worker").warning("thread %s gone", 3)
    event = json.loads(capsys.readouterr().err)
    assert (event["event"], event["service"], event["level"]) == ("thread 3 gone", "worker", "warning")


def test_what_is_less_serious_than_asked_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(log_level="error"))
    structlog.get_logger().warning("hush")
    assert capsys.readouterr().err == ""


def test_steps_are_traced(broken: tuple[Context, Work]) -> None:
    with receiver() as (address, got):
        observers.observe(Settings(otlp_endpoint=f"{address}/v1/traces"), "worker")
        take(*broken)
        observers.flush()
    assert [path for path, _ in got] == ["/v1/traces"]
    assert b"discover" in got[0][1]
    assert b"veille.source" in got[0][1]


def test_a_defect_is_reported_and_an_error_with_a_name_is_not(broken: tuple[Context, Work]) -> None:
    with receiver() as (address, got):
        dsn = address.replace("http://", "http://key@") + "/1"
        observers.observe(Settings(sentry_dsn=SecretStr(dsn)), "worker")
        observers.report(InputError("expected"))
        take(*broken)
        observers.flush()
    bodies = b"".join(_plain(body) for _, body in got)
    assert b"nobody expects it" in bodies
    assert b"expected" not in bodies.replace(b"nobody expects it", b"").replace(b"unexpected", b"")


def _plain(body: bytes) -> bytes:
    import gzip  # noqa: PLC0415

    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


@pytest.mark.parametrize(
    ("package", "settings"),
    [
        ("sentry_sdk", Settings(sentry_dsn=SecretStr("http://key@127.0.0.1:1/1"))),
        ("opentelemetry.sdk.trace", Settings(otlp_endpoint="http://127.0.0.1:1")),
    ],
)
def test_a_package_that_is_not_installed_is_named(
    package: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match=r"VEILLE_(SENTRY|OTLP)") as raised:
        observers.observe(settings, "worker")
    assert "veille[telemetry]" in raised.value.hint
