"""A publisher on this machine that behaves as badly as it is told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

Behaviour = Callable[[BaseHTTPRequestHandler], None]


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), **named}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return behave


@dataclass
class Publisher:
    """``pages`` maps a path to what it does, one behaviour after the other, the last one for ever."""

    host: str
    pages: dict[str, list[Behaviour]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)

    def on(self, path: str, *behaviours: Behaviour) -> str:
        self.pages[path] = list(behaviours)
        return self.host + path

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked if path != "/robots.txt"]

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.asked.append((handler.command, handler.path, headers))
        self.received.append(handler.rfile.read(int(headers.get("content-length", "0"))))
        behaviours = self.pages.get(handler.path, [answer(404)])
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        try:
            behaviour(handler)
        except ConnectionError:
            handler.close_connection = True
