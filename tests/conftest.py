"""No test speaks to another machine; databases and processes with readers are made once and used again."""

from __future__ import annotations

import gc
import ipaddress
import socket
from collections.abc import Generator, Iterator
from typing import Any

import pytest

from tests.copied import copied_databases, from_scratch
from tests.lent import lent_readers, own_readers
from tests.servers import (
    database_url,
    postgres_model,
    postgres_server,
    postgres_url,
    redis_server,
    redis_url,
)

__all__ = [
    "copied_databases",
    "database_url",
    "from_scratch",
    "lent_readers",
    "own_readers",
    "postgres_model",
    "postgres_server",
    "postgres_url",
    "redis_server",
    "redis_url",
]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage among the tests and modules that stay: each look at all of them takes a second."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a mark that the file does not name: ``make test`` looks for marked tests where the marks are."""
    for mark in ("slow", "faults"):
        for path in {item.path for item in items if item.get_closest_marker(mark)}:
            if f"mark.{mark}" not in path.read_text(encoding="utf-8"):
                raise pytest.UsageError(f"{path} has a test marked {mark} and does not name the mark")


class NetworkBlocked(RuntimeError):
    """A test tried to leave this machine."""


def _is_local(host: object) -> bool:
    if not isinstance(host, str):
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")


def _is_numeric(host: str) -> bool:
    """Whether resolving asks no server: 127.0.0.1, 0x7f.1, 2130706433."""
    try:
        _RESOLVE(host, None, flags=socket.AI_NUMERICHOST)
    except OSError:
        return False
    return True


_RESOLVE = socket.getaddrinfo


def _require_local(sock: socket.socket, address: Any) -> None:
    if sock.family != socket.AF_UNIX and not _is_local(address[0]):
        raise NetworkBlocked(f"a test tried to connect to {address}")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _require_local(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _require_local(self, address)
        return connect_ex(self, address)

    def guarded_resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_local(name) and not _is_numeric(name):
            raise NetworkBlocked(f"a test tried to resolve {name}")
        return _RESOLVE(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_resolve)
    yield
