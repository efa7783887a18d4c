"""The zygote's own work, in this process: it forks children from the test."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import pytest

from core.errors import StructureChanged
from core.sandbox import Limits, frames, wire
from core.sandbox.child import Task, outcome
from core.sandbox.confine import Locks, readable
from core.sandbox.frames import Received
from core.sandbox.zygote import Zygote, function, main

LIMITS = Limits(memory_bytes=1 << 30, output_bytes=100)


@dataclass
class Order:
    """A task as the parent would send it."""

    files: tuple[int, ...]
    pipe: int
    report: socket.socket

    def received(self) -> Received:
        received = Received()
        while chunk := os.read(self.pipe, 65536):
            received.feed(chunk)
        return received

    def ended(self) -> dict[str, Any]:
        report, _ = wire.receive(self.report)
        assert report is not None
        return report


@contextmanager
def order(name: str, arguments: dict[str, Any] | None = None, limits: Limits = LIMITS) -> Iterator[Order]:
    request = {"function": name, "arguments": arguments or {}, "limits": asdict(limits)}
    pipe, theirs = os.pipe()
    report, reporting = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    files = (wire.sealed(json.dumps(request).encode()), wire.sealed(b"document"), theirs, reporting.detach())
    try:
        yield Order(files, pipe, report)
    finally:
        os.close(pipe)
        report.close()


@pytest.fixture
def control() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        yield ours, theirs


def serve(control: tuple[socket.socket, socket.socket], *orders: Order) -> None:
    """Send the orders and the word to finish, and let the zygote work to the end."""
    ours, theirs = control
    for each in orders:
        wire.send(ours, {"task": True}, each.files)
        for file in each.files:
            os.close(file)
    wire.send(ours, {"finish": True})
    Zygote(theirs, Locks.available()).run()


def test_two_tasks(control: tuple[socket.socket, socket.socket]) -> None:
    with order("sandbox_readers:echo", {"times": 2}) as first, order("sandbox_readers:named_error") as second:
        serve(control, first, second)
        assert first.received().answer == b"document" * 2
        assert first.ended()["status"] == 0
        failure = second.received().failure
        assert failure is not None
        assert isinstance(frames.error_of(failure), StructureChanged)


def test_unknown_function(control: tuple[socket.socket, socket.socket]) -> None:
    with order("no.such:thing") as only:
        serve(control, only)
        assert "ModuleNotFoundError" in only.ended()["refused"]


def test_a_child_too_heavy(
    control: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = iter([0])
    monkeypatch.setattr("core.sandbox.zygote._resident", lambda pid: next(weights, 1 << 40))
    with order("sandbox_readers:wait", {"seconds": 20}) as only:
        serve(control, only)
        assert only.ended()["killed"] == "memory"


def test_a_child_that_the_parent_stops(control: tuple[socket.socket, socket.socket]) -> None:
    with order("sandbox_readers:wait", {"seconds": 20}) as only:
        wire.send(only.report, {"stop": "time"})
        serve(control, only)
        report = only.ended()
        assert (report["killed"], report["status"]) == ("parent", -9)


def test_a_parent_that_waits_no_longer(control: tuple[socket.socket, socket.socket]) -> None:
    with order("sandbox_readers:wait", {"seconds": 20}) as only:
        only.report.close()
        serve(control, only)


def test_a_parent_that_is_gone(
    control: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Exited(Exception):
        pass

    def leave(code: int) -> None:
        raise Exited(code)

    monkeypatch.setattr("core.sandbox.zygote.os._exit", leave)
    control[0].close()
    with pytest.raises(Exited):
        Zygote(control[1], Locks(None, None)).run()


def test_start(control: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sandbox.zygote.signal.signal", lambda number, action: None)
    monkeypatch.setattr("core.sandbox.zygote.gc.freeze", lambda: None)
    ours, theirs = control
    wire.send(ours, {"finish": True})
    main([str(os.dup(theirs.fileno())), "sandbox_readers", "core.sandbox.seccomp:program"])
    message, _ = wire.receive(ours)
    assert message is not None
    assert message["ready"]


@pytest.mark.parametrize("name", ["sandbox_readers:loaded_in", "sandbox_readers:none", "sandbox_readers"])
def test_what_is_no_function(name: str) -> None:
    with pytest.raises((TypeError, AttributeError)):
        function(name)


def test_code_is_readable() -> None:
    paths = [str(path) for path in readable()]
    assert any(path.endswith("site-packages") for path in paths)
    assert any(path.endswith("/core") for path in paths)
    assert not [path for path in paths if path in ("/", "/etc", "/home", "/proc", "/tmp")]  # noqa: S108


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("echo", b"document"),
        ("named_error", b"structure-changed"),
        ("endless_recursion", b"nested too deep"),
        ("bug", b"ValueError: months have no 13"),
        ("no_bytes", b"TypeError"),
    ],
)
def test_outcome(name: str, told: bytes) -> None:
    task = Task(function(f"sandbox_readers:{name}"), {}, LIMITS, -1, -1)
    assert told in outcome(task, lambda: b"document")[1]


def test_outcome_beyond_the_limits() -> None:
    def starve() -> bytes:
        raise MemoryError

    task = Task(function("sandbox_readers:echo"), {"times": 100}, LIMITS, -1, -1)
    assert b"gives 800 bytes" in outcome(task, lambda: b"document")[1]
    assert b"bytes of memory" in outcome(task, starve)[1]
