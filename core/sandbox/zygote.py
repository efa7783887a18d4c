"""The zygote: a process that has loaded the readers once and forks one child a document.

It runs alone, with one thread, so that forking is safe whatever threads the parent has. The parent sends a
task with four files: the task's JSON, the document, the pipe for the answer, and a socket on which the zygote
reports how the child ended. It ends when the parent goes away.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.sandbox import wire
from core.sandbox.branch import Branch
from core.sandbox.child import Function, Task, live
from core.sandbox.confine import Locks
from core.sandbox.heap import keep_freed_memory
from core.sandbox.limits import Limits

POLL_MILLISECONDS = 50


@dataclass(slots=True)
class Child:
    """A child at work; ``killed`` says why it was ended, if it was."""

    pid: int
    report: socket.socket
    memory_bytes: int
    killed: str = ""

    def kill(self, reason: str) -> None:
        """End the child, once."""
        if not self.killed:
            self.killed = reason
            os.kill(self.pid, signal.SIGKILL)


class Zygote:
    """Forks children and watches over their memory.

    Tasks that ask for something to be loaded first are the branch's, where there is one.
    """

    def __init__(self, control: socket.socket, locks: Locks, branch: Branch | None = None) -> None:
        self._control = control
        self._locks = locks
        self._branch = branch
        self._children: dict[int, Child] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        self._base = _resident(os.getpid())
        self._loaded: set[str] = set()
        self._open = True

    def run(self) -> None:
        """Serve until the parent goes away, or says to finish and the last child has ended."""
        while self._open or self._children:
            for handle, _ in self._poll.poll(POLL_MILLISECONDS if self._children else None):
                if handle == self._control.fileno():
                    self._accept()
                elif handle in self._children:
                    self._bury(handle)
                else:
                    self._abandon(handle)
            self._weigh()
        if self._branch:
            self._branch.finish()

    def _accept(self) -> None:
        try:
            message, files = wire.receive(self._control)
        except ConnectionError:
            message, files = None, []
        if message is None or message.get("finish"):
            self._open = False
            self._poll.unregister(self._control)
            if message is None:
                os._exit(0)  # the parent is gone; the children die with this process
            return
        self._start(files)

    def _start(self, files: list[int]) -> None:
        request, document, pipe, report = files
        channel = socket.socket(fileno=report)
        try:
            asked = _loaded(request)
            if self._branch and asked.get("preload"):
                self._branch.send(files)
                channel.close()
                return
            self._load_more(asked.get("preload", ()))
            task = _task(asked, document, pipe)
            pid = os.fork()
            if pid == 0:
                live(task, self._locks)
            self._watch(Child(pid, channel, task.limits.memory_bytes))
        except Exception as failure:
            with suppress(ConnectionError), channel:
                wire.send(channel, {"refused": f"{type(failure).__name__}: {failure}"[:4000]})
        finally:
            for each in (request, document, pipe):
                os.close(each)

    def _load_more(self, names: Sequence[str]) -> None:
        """Load what a task asks for and no task before it did; it then counts as nobody's memory."""
        fresh = [name for name in names if name not in self._loaded]
        if fresh:
            _preload(fresh)
            self._loaded.update(fresh)
            gc.collect()
            gc.freeze()
            self._base = _resident(os.getpid())

    def _watch(self, child: Child) -> None:
        handle = os.pidfd_open(child.pid)
        self._children[handle] = child
        self._poll.register(handle, select.POLLIN)
        self._poll.register(child.report, select.POLLIN)

    def _bury(self, handle: int) -> None:
        child = self._children.pop(handle)
        _, status, usage = os.wait4(child.pid, 0)
        self._poll.unregister(handle)
        with suppress(KeyError):  # the parent has asked to end the child
            self._poll.unregister(child.report)
        os.close(handle)
        report = {
            "status": os.waitstatus_to_exitcode(status),
            "killed": child.killed,
            "cpu": usage.ru_utime + usage.ru_stime,
            "resident": usage.ru_maxrss * 1024,
            "zygote": _resident(os.getpid()),
        }
        with suppress(ConnectionError), child.report:  # the parent may have given up waiting
            wire.send(child.report, report)

    def _abandon(self, report: int) -> None:
        """The parent has asked to end a child, or has closed its side of the report."""
        self._poll.unregister(report)
        for child in self._children.values():
            if child.report.fileno() == report:
                with suppress(ConnectionError):  # a socket closed with bytes unread may lose the report
                    wire.receive(child.report)
                child.kill("parent")

    def _weigh(self) -> None:
        for child in self._children.values():
            if _resident(child.pid) - self._base > child.memory_bytes:
                child.kill("memory")


def _loaded(request: int) -> dict[str, Any]:
    with os.fdopen(os.dup(request), "rb") as file:
        file.seek(0)
        loaded: dict[str, Any] = json.load(file)
        return loaded


def _task(request: dict[str, Any], document: int, pipe: int) -> Task:
    limits = Limits(**request["limits"])
    return Task(function(request["function"]), request["arguments"], limits, document, pipe)


def function(name: str) -> Function:
    """The function named ``module:function``, its module loaded.

    Raises:
        ImportError, AttributeError, ValueError: there is none.
    """
    module, _, attribute = name.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    if not callable(found):
        raise TypeError(f"{name} is no function")
    return found  # type: ignore[no-any-return]


def _resident(pid: int) -> int:
    """Bytes of memory that a process has, shared ones included; 0 when it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize()


def _preload(names: Sequence[str]) -> None:
    """Load modules, and call the functions named ``module:function`` that load more."""
    for name in names:
        module, _, attribute = name.partition(":")
        loaded = importlib.import_module(module)
        if attribute:
            getattr(loaded, attribute)()


def main(arguments: list[str]) -> None:
    """``python -m core.sandbox.zygote DESCRIPTOR MODULE…``."""
    with socket.socket(fileno=int(arguments[0])) as control:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        keep_freed_memory()
        _preload(arguments[1:])
        locks = Locks.available()
        gc.collect()
        gc.freeze()
        wire.send(control, {"ready": True, "missing": locks.missing()})
        Zygote(control, locks, Branch(lambda each: Zygote(each, locks).run(), locks.ruleset)).run()


if __name__ == "__main__":
    main(sys.argv[1:])
