"""Reads untrusted documents in limited child processes (law 8)."""

from __future__ import annotations

import logging
import os
import select
import threading
import time
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from core.errors import DocumentError, InputError, VeilleError
from core.sandbox import wire
from core.sandbox.frames import HEAD, Received
from core.sandbox.limits import Limits
from core.sandbox.parent import END_SECONDS, Job, Zygote, ZygoteGone
from core.sandbox.verdict import answer_of

if TYPE_CHECKING:
    from core.settings import Settings

CHUNK = 1 << 20
SPARE_BYTES = 1 << 16
"""For what a child writes beside its answer: the pages it announces."""

ATTEMPTS = 2

_log = logging.getLogger(__name__)


class WeakSandbox(VeilleError):
    """The kernel lacks a lock without which untrusted documents must not be read."""

    code = "weak-sandbox"
    hint = (
        "Use a kernel with Landlock (5.13 or later, lsm=…,landlock) and install libseccomp2; "
        "or accept the risk with VEILLE_ALLOW_WEAK_SANDBOX=1."
    )


class Sandbox:
    """Runs functions on untrusted bytes, up to ``workers`` at once, from any thread.

    Args:
        workers: how many documents are read at once.
        limits: what each may take.
        preload: modules, or functions ``module:function``, that are loaded once for all documents.
        allow_weak: go on, with a warning, where the kernel lacks Landlock or seccomp.
        recycle_after: documents after which the process that forks is replaced by a fresh one.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        limits: Limits | None = None,
        preload: tuple[str, ...] = (),
        allow_weak: bool = False,
        recycle_after: int = 2_000,
    ) -> None:
        self.limits = limits or Limits()
        self._preload = preload
        self._allow_weak = allow_weak
        self._recycle_after = recycle_after
        self._slots = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._zygote: Zygote | None = None
        self._retired: list[Zygote] = []
        self._owner = os.getpid()

    @classmethod
    def from_settings(cls, settings: Settings, preload: tuple[str, ...] = ()) -> Self:
        """The sandbox that an installation sets."""
        return cls(
            workers=settings.children,
            limits=Limits.from_settings(settings),
            preload=preload,
            allow_weak=settings.allow_weak_sandbox,
        )

    def run(
        self,
        function: str,
        data: bytes,
        arguments: dict[str, Any],
        *,
        output_bytes: int | None = None,
        memory_bytes: int | None = None,
        preload: tuple[str, ...] = (),
    ) -> bytes:
        """Call ``module:function`` with the bytes and the arguments in a child; it must return bytes.

        ``output_bytes`` is another limit of the answer than that of the sandbox; ``memory_bytes`` a lower one
        of the memory. ``preload`` names modules or functions that not every document needs: they are loaded
        once, before the first child that asks for them.

        Raises:
            DocumentError: the error that the function raised (other errors than ours become one that says
                where), or the limit that the document passed, or the signal that ended the child.
            WeakSandbox: the kernel lacks a lock.
            InputError: there is no such function.
        """
        limits = replace(
            self.limits,
            output_bytes=self.limits.output_bytes if output_bytes is None else output_bytes,
            memory_bytes=min(self.limits.memory_bytes, memory_bytes or self.limits.memory_bytes),
        )
        with self._slots:
            for _ in range(ATTEMPTS):
                zygote = self._borrow()
                try:
                    with zygote.job(function, data, arguments, limits, preload) as job:
                        return self._answer(job, limits)
                except ZygoteGone:
                    self._discard(zygote)
        raise DocumentError(f"the process that reads documents ended {ATTEMPTS} times on this one")

    def _answer(self, job: Job, limits: Limits) -> bytes:
        received = Received()
        stopped = _receive(job, received, limits)
        report = _report(job)
        if report is None:  # the child has closed its pipe and goes on
            stopped = _stop(job, "silence")
            report = _report(job)
        if report is None:
            raise ZygoteGone("no report of the child's end")
        if "refused" in report:
            raise InputError(f"the sandbox cannot run the function: {report['refused']}")
        return answer_of(received, report, stopped, limits)

    def _borrow(self) -> Zygote:
        with self._lock:
            if self._owner != os.getpid():  # this process is a fork: the zygote is the other's
                self._zygote, self._retired, self._owner = None, [], os.getpid()
            self._retired = [each for each in self._retired if not each.ended()]
            if self._zygote and (self._zygote.served >= self._recycle_after or self._zygote.ended()):
                self._retire(self._zygote)
            if self._zygote is None:
                self._zygote = self._start()
            return self._zygote

    def _start(self) -> Zygote:
        zygote = Zygote(self._preload)
        if zygote.missing:
            lacking = " and ".join(zygote.missing)
            if not self._allow_weak:
                zygote.close()
                raise WeakSandbox(f"this system lacks {lacking}: untrusted documents cannot be confined")
            _log.warning("THE SANDBOX IS WEAK: this system lacks %s; a hostile document can do harm", lacking)
        return zygote

    def _retire(self, zygote: Zygote) -> None:
        zygote.finish()
        self._retired.append(zygote)
        self._zygote = None

    def _discard(self, zygote: Zygote) -> None:
        with self._lock:
            if self._zygote is zygote:
                self._zygote = None
            zygote.kill()

    def close(self) -> None:
        """End all processes of the sandbox; a later :meth:`run` starts new ones."""
        with self._lock:
            for zygote in (*self._retired, *([self._zygote] if self._zygote else ())):
                zygote.close()
            self._zygote, self._retired = None, []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _receive(job: Job, received: Received, limits: Limits) -> str:
    """Take what the child writes until it closes its pipe; why it was stopped before that, or ""."""
    start = time.monotonic()
    poll = select.poll()
    poll.register(job.pipe, select.POLLIN)
    while True:
        left = start + limits.seconds_for(received.pages) - time.monotonic()
        if left <= 0:
            return _stop(job, "time")
        if not poll.poll(left * 1000):
            continue
        chunk = os.read(job.pipe, CHUNK)
        if not chunk:
            return ""
        received.feed(chunk)
        if received.total > limits.output_bytes + HEAD + SPARE_BYTES:
            return _stop(job, "output")


def _stop(job: Job, reason: str) -> str:
    with suppress(OSError):  # the child has just ended by itself
        wire.send(job.report, {"stop": reason})
    return reason


def _report(job: Job) -> dict[str, Any] | None:
    """How the child ended; None if it has not ended after some seconds.

    Raises:
        ZygoteGone: nobody will tell.
    """
    job.report.settimeout(END_SECONDS)
    try:
        report, _ = wire.receive(job.report)
    except TimeoutError:
        return None
    except OSError as failure:
        raise ZygoteGone(str(failure)) from failure
    if report is None:
        raise ZygoteGone("the zygote ended")
    return report
