"""What the end of a child means."""

from __future__ import annotations

import signal
from typing import Any

from core.errors import CorruptDocument, DocumentError, LimitExceeded
from core.sandbox.frames import Received, error_of
from core.sandbox.limits import Limits

GROWTH = 3
"""Native code that is refused memory crashes. It asks for twice what it has and keeps the old until the new
is filled, so that it holds a third of the limit or more when it is refused."""


def answer_of(received: Received, report: dict[str, Any], stopped: str, limits: Limits) -> bytes:
    """The answer of a child that has ended.

    Args:
        received: what came out of its pipe.
        report: how it ended, from the zygote.
        stopped: why the parent ended it (time, output, silence), or "".
        limits: what it was allowed.

    Raises:
        DocumentError: the error it told, or the limit it passed, or the signal that ended it.
    """
    if stopped == "time":
        allowed = limits.seconds_for(received.pages)
        told = f"reading takes longer than {allowed:g} s ({received.pages} pages announced)"
        raise LimitExceeded(told, limit="time")
    if stopped == "output":
        raise LimitExceeded(f"reading gives more than {limits.output_bytes} bytes", limit="output")
    if stopped == "silence":
        raise LimitExceeded("the reader closed its answer and did not end", limit="silence")
    if report["killed"] == "memory":
        told = f"reading takes more than {limits.memory_bytes} bytes of memory"
        raise LimitExceeded(told, limit="memory")
    status = int(report["status"])
    if status < 0:
        raise _ended_by(-status, report, limits)
    if status > 0 or (received.answer is None and received.failure is None):
        raise CorruptDocument(f"the reader ended without an answer (exit {status})")
    if received.failure is not None:
        raise error_of(received.failure)
    return received.answer or b""


def _ended_by(number: int, report: dict[str, Any], limits: Limits) -> DocumentError:
    out_of_time = number == signal.SIGKILL and report["cpu"] >= limits.cpu_seconds
    if number == signal.SIGXCPU or out_of_time:
        told = f"reading takes more than {limits.cpu_seconds} s of processor time"
        return LimitExceeded(told, limit="cpu")
    if number == signal.SIGKILL:
        return LimitExceeded("the system ended the reader, most likely for lack of memory", limit="system")
    name = signal.Signals(number).name
    if report["resident"] * GROWTH > limits.memory_bytes:
        return LimitExceeded(
            f"the reader crashed ({name}) with {report['resident']} bytes of memory taken; "
            f"{limits.memory_bytes} are allowed",
            limit="memory",
        )
    return CorruptDocument(f"the reader crashed on the document ({name})")
