"""Several worker processes on a host: start them, replace those that end, stop them with this one."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field

import structlog

_LOOK_SECONDS = 0.2
_LEAST_LIFE = 10.0
"""Seconds; a process that ends before is started again later and later."""
_LONGEST_WAIT = 60.0

_log = structlog.get_logger()


@dataclass
class Supervisor:
    """Keeps ``count`` processes of a command alive until :attr:`stop` is set.

    Each finds its number, from 0, in the environment as ``variable``.

    On stopping, each gets SIGTERM, ends the step it is at and gives the rest back; who is not through after
    ``patience`` seconds is killed, and what it held is given back when its leases run out.
    """

    command: list[str]
    count: int
    variable: str
    patience: float = 45.0
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Watch over the processes."""
        slots = [
            _Slot(self.command, {**os.environ, self.variable: str(number)}) for number in range(self.count)
        ]
        try:
            while not self.stop.wait(_LOOK_SECONDS):
                for slot in slots:
                    slot.look()
        finally:
            self._end([slot.process for slot in slots if slot.process])

    def _end(self, processes: list[subprocess.Popen[bytes]]) -> None:
        deadline = time.monotonic() + self.patience
        for process in processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _log.warning("worker killed: it did not stop", pid=process.pid)
                process.kill()
                process.wait()


@dataclass
class _Slot:
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    wait: float = 0.0

    def look(self) -> None:
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None and self.process.returncode is not None:
            _log.warning("worker ended", pid=self.process.pid, status=self.process.returncode)
            short = now - self.began < _LEAST_LIFE
            self.wait = min(_LONGEST_WAIT, max(1.0, self.wait * 2)) if short else 0.0
            self.process, self.began = None, now
        if now - self.began >= self.wait:
            self.process, self.began = subprocess.Popen(self.command, env=self.environment), now
