"""What runs in the child process of one document."""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from core.errors import DocumentError, LimitExceeded, VeilleError
from core.sandbox import frames, pages
from core.sandbox.confine import Locks, confine, silence
from core.sandbox.limits import Limits

RARELY = 200_000
"""New objects between two searches for rings of garbage: a process of one document leaves little of it."""

Function = Callable[[bytes, dict[str, Any]], bytes]


@dataclass(frozen=True, slots=True)
class Task:
    """A function to call, with what, and where the answer goes; files are descriptors."""

    function: Function
    arguments: dict[str, Any]
    limits: Limits
    document: int
    pipe: int


def live(task: Task, locks: Locks) -> NoReturn:
    """Lock this process in, do the task, write the answer, and die."""
    gc.set_threshold(RARELY)
    code = 1
    try:
        kind, body = outcome(task, lambda: _locked_in(task, locks))
        frames.write(task.pipe, kind, body)
        code = 0
    finally:
        os._exit(code)


def outcome(task: Task, document: Callable[[], bytes]) -> tuple[bytes, bytes]:
    """The frame that tells what came of a task: its answer, or the error under its name.

    Args:
        task: what to do.
        document: gives the bytes to read.
    """
    try:
        return frames.ANSWER, _answer(task, document())
    except VeilleError as error:
        return frames.FAILURE, frames.failure_body(error)
    except MemoryError:
        allowed = task.limits.memory_bytes
        failure: VeilleError = LimitExceeded(f"reading takes more than {allowed} bytes of memory")
    except RecursionError:
        failure = LimitExceeded("the document is nested too deep")
    except BaseException as error:  # whatever a reader raises is told, not lost
        failure = DocumentError(_told(error))
    return frames.FAILURE, frames.failure_body(failure)


def _answer(task: Task, data: bytes) -> bytes:
    answer = task.function(data, task.arguments)
    if len(answer) > task.limits.output_bytes:
        raise LimitExceeded(f"reading gives {len(answer)} bytes, more than {task.limits.output_bytes}")
    return answer


def _locked_in(task: Task, locks: Locks) -> bytes:
    """The document, after this process has given up all that reading it does not need."""
    leave_the_parent(keep={task.document, task.pipe, locks.ruleset})
    data = _read(task.document)
    pages.listen(lambda count: frames.write(task.pipe, frames.PAGES, count.to_bytes(8, "big")))
    confine(locks, task.limits)
    return data


def leave_the_parent(keep: set[int | None]) -> None:
    """Close every descriptor that came from the parent process and take no signal the way it does."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    silence()
    low = 3
    for kept in sorted(number for number in keep if number is not None):
        os.closerange(low, kept)
        low = kept + 1
    os.closerange(low, 65536)


def _read(document: int) -> bytes:
    with os.fdopen(document, "rb") as file:
        file.seek(0)
        return file.read()


def _told(error: BaseException) -> str:
    """Where the reader failed and how, for the one who will mend it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = "/".join(frame.filename.split("/")[-3:])
    return f"the reader failed at {place}:{frame.lineno} with {type(error).__name__}: {str(error)[:500]}"
