"""Services as an operator starts them: ready when they answer so, ended by a signal with nothing in hand."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from console.cli.service import reached_at
from core.settings import Settings, get_settings

ROOT = Path(__file__).resolve().parents[3]

Veille = Callable[..., "subprocess.CompletedProcess[str]"]


def _free_port() -> int:
    """One with a free one after it."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@contextmanager
def service(*arguments: str, home: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    told = {f"VEILLE_{name.upper()}": value for name, value in environment.items()}
    process = subprocess.Popen(
        [sys.executable, "-m", "console.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, "VEILLE_HOME": str(home), "VEILLE_LOG_FORMAT": "json", **told},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _ready(port: int, seconds: float = 120) -> dict[str, object]:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                return dict(json.load(answer))
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _notified(path: Path) -> socket.socket:
    channel = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    channel.bind(str(path))
    channel.settimeout(120)
    return channel


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:9000"),
        ("::1", "http://[::1]:9000"),
        ("0.0.0.0", "https://veille.example"),  # noqa: S104  told, not listened on
        ("::", "https://veille.example"),
    ],
)
def test_the_address_told_is_one_that_a_person_can_open(host: str, address: str) -> None:
    assert reached_at(host, 9000, Settings(base_url="https://veille.example/")) == address


@pytest.mark.slow
def test_the_first_start_of_the_console_tells_the_administrators_link(tmp_path: Path) -> None:
    with service("serve", "--port", str(port := _free_port()), home=tmp_path) as process:
        assert process.stderr is not None
        _ready(port)
        told = [process.stderr.readline(), process.stderr.readline()]
        _, here, secret = told[1].strip().rpartition(f"http://127.0.0.1:{port}/bienvenue/")
        assert here, told
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/bienvenue/{secret}", timeout=10) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


@pytest.mark.slow
def test_two_worker_processes_answer_and_end_on_a_signal(tmp_path: Path) -> None:
    port = _free_port()
    with service("worker", "--processes", "2", home=tmp_path, metrics_port=str(port)) as process:
        for each in (port, port + 1):
            checks = _ready(each)["checks"]
            assert isinstance(checks, dict)
            assert checks["worker"] == {"ok": True, "said": "4 threads"}
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            families = text_string_to_metric_families(answer.read().decode())
            samples = {each.name: each.value for family in families for each in family.samples}
        assert samples["veille_worker_threads"] == samples["veille_worker_threads_configured"] == 4
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Traceback" not in err


@pytest.mark.slow
def test_a_scheduler_tells_systemd_that_it_is_ready_and_ends(tmp_path: Path) -> None:
    with _notified(tmp_path / "notify") as channel:
        environment = {"timetables": '{"boamp": "off"}'}
        os.environ["NOTIFY_SOCKET"] = str(tmp_path / "notify")
        try:
            with service("scheduler", home=tmp_path / "home", **environment) as process:
                assert channel.recv(100) == b"READY=1"
                time.sleep(2)
                process.send_signal(signal.SIGTERM)
                assert channel.recv(100) == b"STOPPING=1"
                _, err = process.communicate(timeout=60)
        finally:
            del os.environ["NOTIFY_SOCKET"]
    assert process.returncode == 0, err
    opened = {json.loads(line)["source"] for line in err.splitlines() if "run opened" in line}
    assert "ted" in opened
    assert "boamp" not in opened


@pytest.mark.parametrize(
    ("arguments", "timetables", "told"),
    [
        (("worker", "--queues", "long"), "{}", "unknown queues"),
        (("scheduler",), '{"baomp": "off"}', "unknown baomp"),
        (("scheduler",), '{"boamp": {"at": ["25:00"]}}', "TIMETABLES"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    veille: Veille, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], timetables: str, told: str
) -> None:
    monkeypatch.setenv("VEILLE_TIMETABLES", timetables)
    get_settings.cache_clear()
    ended = veille(*arguments)
    assert ended.returncode == 2
    assert told in ended.stderr
