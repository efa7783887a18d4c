"""Serve recorded answers over HTTP, as their publishers would: ``python -m tools.replayed_origin FOLDER``.

The answer recorded for ``https://host.example/path`` stands at ``/https/host.example/path``;
:func:`settings` gives what has to be set for ``veille run --live`` to ask here in place of the publishers.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shlex
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from core.model.source import Answer
from workers.origins import Recorded, recorded

MODIFIED = "Thu, 12 Mar 2026 06:00:00 GMT"

Question = tuple[str, str]
"""An address and, for a search, the SHA-256 of what is posted to it."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request under way: what is asked, for which time, and what the publisher should answer."""

    handler: BaseHTTPRequestHandler
    url: str
    times: int
    answer: Answer | None


Behaviour = Callable[[Exchange], None]


def behave(exchange: Exchange) -> None:
    """Answer as a publisher should: 404 for what it hasn't, 304 for what has not changed."""
    answer = exchange.answer
    if answer is None:
        send(exchange.handler, 404)
        return
    headers = {"ETag": tag(answer.body), "Last-Modified": MODIFIED, **answer.headers}
    unchanged = exchange.handler.headers.get("If-None-Match") == headers["ETag"]
    send(exchange.handler, 304 if unchanged else 200, b"" if unchanged else answer.body, headers)


def tag(body: bytes) -> str:
    """A strong validator."""
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def send(
    handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", headers: dict[str, str] | None = None
) -> None:
    """A whole answer; a header given here takes the place of the right one."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@dataclass
class ReplayedOrigin:
    """Recorded answers; ``behaviour`` may be changed while it is asked, ``asked`` says what it was asked."""

    answers: dict[Question, Answer]
    behaviour: Behaviour = behave
    asked: list[tuple[str, int]] = field(default_factory=list)
    address: str = ""

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        length = int(handler.headers.get("Content-Length", "0"))
        posted = hashlib.sha256(handler.rfile.read(length)).hexdigest() if length else ""
        url = _publisher(handler.path)
        handler.log_request = self._note(url)  # type: ignore[method-assign]  # before it is sent
        times = 1 + sum(1 for asked, _ in self.asked if asked == url)
        try:
            self.behaviour(Exchange(handler, url, times, self.answers.get((url, posted))))
        except ConnectionError:
            handler.close_connection = True

    def _note(self, url: str) -> Callable[..., None]:
        return lambda code="-", _size="-": self.asked.append((url, int(code)))


def _publisher(path: str) -> str:
    scheme, _, rest = path.lstrip("/").partition("/")
    return f"{scheme}://{rest}"


def answers_of(cases: Iterable[Recorded]) -> dict[Question, Answer]:
    """The answers by what is asked for."""
    return {(case.url, case.request): case.answer() for case in cases}


def settings(address: str, cases: Iterable[Recorded]) -> dict[str, str]:
    """The environment in which ``veille run --live`` asks the server at an address for these answers."""
    cases = list(cases)
    hosts = {urlsplit(case.url)._replace(path="/", query="", fragment="").geturl() for case in cases}
    web = sorted(host for host in hosts if host.startswith("http"))
    seeds: dict[str, list[str]] = {}
    for case in cases:
        if case.seed:
            seeds.setdefault(case.source, []).append(case.url)
    return {
        "VEILLE_MIRRORS": json.dumps({host: f"{address}/{host.replace('://', '/')}" for host in web}),
        "VEILLE_ALLOWED_HOSTS": urlsplit(address).hostname or "",
        "VEILLE_SEEDS": json.dumps(seeds),
        "VEILLE_SECONDS_PER_REQUEST": "0",
    }


@contextmanager
def serving(origin: ReplayedOrigin, port: int = 0) -> Iterator[str]:
    """The address of the running server; its requests are answered by threads."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            origin.serve(self)

        def do_POST(self) -> None:
            origin.serve(self)

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *arguments: Any) -> None:
            """Say nothing: the client has hung up."""

    server = Server(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    origin.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield origin.address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def main() -> None:
    """Serve until interrupted; stdout says what to set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8123)
    arguments = parser.parse_args()
    cases = list(recorded(arguments.folder))
    with serving(ReplayedOrigin(answers_of(cases)), arguments.port) as address:
        for name, value in settings(address, cases).items():
            print(f"export {name}={shlex.quote(value)}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
