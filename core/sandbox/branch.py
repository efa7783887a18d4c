"""A second zygote, forked from the first, that loads what few documents need; the others are spared it.

A fork copies the tables of all memory that a process has, and its end frees them: the 65 MB of the
recogniser would make each child, whatever it reads, 3 ms dearer.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from core.sandbox import wire
from core.sandbox.child import leave_the_parent

ATTEMPTS = 2


@dataclass(slots=True)
class Branch:
    """The second zygote, started when it is first needed and again where it has died.

    ``serve`` serves the tasks that come through a socket until it is closed; ``ruleset`` is the descriptor of
    the locks, which it needs.
    """

    serve: Callable[[socket.socket], None]
    ruleset: int | None
    _control: socket.socket | None = None
    _pid: int = 0

    def send(self, files: list[int]) -> None:
        """Hand a task over, with its files.

        Raises:
            ConnectionError: the process ends whenever it is started.
            OSError: the system starts no process.
        """
        for _ in range(ATTEMPTS):
            control = self._opened()
            try:
                wire.send(control, {"task": True}, tuple(files))
            except OSError:
                os.kill(self._pid, signal.SIGKILL)
                self._bury()
            else:
                return
        raise ConnectionError("the process that reads such documents does not start")

    def finish(self) -> None:
        """Wait until its last child has ended."""
        if self._control is not None:
            with suppress(OSError):
                wire.send(self._control, {"finish": True})
            self._bury()

    def _opened(self) -> socket.socket:
        if self._control is None:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            try:
                self._pid = os.fork()
            except OSError:
                ours.close()
                theirs.close()
                raise
            if self._pid == 0:
                self._live(theirs)
            theirs.close()
            self._control = ours
        return self._control

    def _live(self, control: socket.socket) -> NoReturn:
        code = 1
        try:
            leave_the_parent(keep={control.fileno(), self.ruleset})
            self.serve(control)
            code = 0
        finally:
            os._exit(code)

    def _bury(self) -> None:
        os.waitpid(self._pid, 0)
        if self._control is not None:
            self._control.close()
            self._control = None
