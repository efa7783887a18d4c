"""The parent's side of a zygote: start it, give it tasks, end it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from core.sandbox import wire
from core.sandbox.limits import Limits

START_SECONDS = 60.0
END_SECONDS = 5.0

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Libraries of numbers would start threads, which a process that forks must not have."""


class ZygoteGone(Exception):
    """The zygote ended, or does not answer."""


@dataclass(frozen=True, slots=True)
class Job:
    """A running child as the parent sees it: the pipe of its answer and the socket of its report."""

    pipe: int
    report: socket.socket


class Zygote:
    """A running zygote process."""

    def __init__(self, preload: tuple[str, ...]) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-P", "-m", "core.sandbox.zygote", str(theirs.fileno()), *preload]
        with theirs:
            self._process = subprocess.Popen(
                command,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,  # Ctrl-C is for the parent, which ends its zygote itself
            )
        self.missing = self._await_ready()
        self.served = 0

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def _await_ready(self) -> tuple[str, ...]:
        self._control.settimeout(START_SECONDS)
        try:
            message, _ = wire.receive(self._control)
        except OSError:
            message = None
        if message is None:
            self.kill()
            raise RuntimeError("the reading process did not start; its own message stands above")
        self._control.settimeout(END_SECONDS)
        return tuple(message["missing"])

    @contextmanager
    def job(
        self,
        function: str,
        data: bytes,
        arguments: dict[str, Any],
        limits: Limits,
        preload: tuple[str, ...] = (),
    ) -> Iterator[Job]:
        """A child at work; leaving the block lets go of it.

        Raises:
            ZygoteGone: the zygote does not take the task.
        """
        request = {
            "function": function,
            "arguments": arguments,
            "limits": asdict(limits),
            "preload": preload,
        }
        pipe, theirs = os.pipe()
        report, reporting = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        files = (wire.sealed(json.dumps(request).encode()), wire.sealed(data), theirs, reporting.detach())
        try:
            try:
                wire.send(self._control, {"task": True}, files)
            except OSError as failure:
                raise ZygoteGone(str(failure)) from failure
            finally:
                for each in files:
                    os.close(each)
            self.served += 1
            yield Job(pipe, report)
        finally:
            os.close(pipe)
            report.close()

    def finish(self) -> None:
        """Let the zygote end after its last child."""
        try:
            wire.send(self._control, {"finish": True})
        except OSError:
            self.kill()

    def ended(self) -> bool:
        """Whether the process is over; its last traces are then removed."""
        if self._process.poll() is None:
            return False
        self._control.close()
        return True

    def close(self) -> None:
        """End the zygote and its children now."""
        self._control.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the zygote by force; the kernel ends its children."""
        self._control.close()
        self._process.kill()
        self._process.wait()


def _environment() -> dict[str, str]:
    """Nothing of our environment, which holds passwords, but what finds the code."""
    fixed = {"PYTHONPATH": os.pathsep.join(each for each in sys.path if each), "LC_ALL": "C.UTF-8"}
    return {**fixed, **dict.fromkeys(ONE_THREAD, "1")}
