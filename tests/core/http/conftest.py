from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from core.clock import FixedClock
from core.http import Client
from core.http.retry import Retry
from core.settings import Settings
from tests.core.http.publisher import Publisher


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            origin.serve(self)

        def do_POST(self) -> None:
            origin.serve(self)

        def log_message(self, *arguments: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *arguments: Any) -> None:
            pass  # the client hung up

    server = Server(("127.0.0.1", 0), Handler)
    origin = Publisher(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield origin
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def settings() -> Settings:
    return Settings(
        allowed_hosts=frozenset({"127.0.0.1"}),
        contact="veille@mairie.example",
        seconds_per_request=0,
        fetch_attempts=3,
        longest_retry_wait=60,
        max_document_bytes=1_000_000,
        read_timeout=0.3,
        connect_timeout=1,
    )


@pytest.fixture
def client(settings: Settings, clock: FixedClock) -> Iterator[Client]:
    with Client(settings, clock=clock, retry=Retry(3, 60, draw=lambda: 1.0)) as client:
        yield client
