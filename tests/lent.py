"""A process that has loaded the readers is lent from one sandbox to the next: loading takes most of a test.

What reads a document is still a child of its own, forked and confined as ever. A process is lent again only
when its last child has ended; the tests of the sandbox itself start their own (``own_readers``).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from core.sandbox import sandbox
from core.sandbox.limits import Limits
from core.sandbox.parent import Job, Zygote

Key = tuple[int, tuple[str, ...], tuple[str, ...]]

_IDLE: dict[Key, Lent] = {}


class Lent(Zygote):
    """A zygote that waits for the next sandbox when one closes it; by :func:`lend`."""

    def __init__(self, key: Key, preload: tuple[str, ...]) -> None:
        super().__init__(preload)
        self._key = key
        self._jobs: list[None] = []

    @contextmanager
    def job(
        self,
        function: str,
        data: bytes,
        arguments: dict[str, Any],
        limits: Limits,
        preload: tuple[str, ...] = (),
    ) -> Iterator[Job]:
        """See :class:`Zygote`."""
        self._jobs.append(None)
        try:
            with super().job(function, data, arguments, limits, preload) as job:
                yield job
        finally:
            self._jobs.pop()

    def close(self) -> None:
        """Wait for the next sandbox, unless a child is at work or another waits already."""
        if self._jobs or self._key in _IDLE or self._process.poll() is not None:
            super().close()
        else:
            _IDLE[self._key] = self


def lend(preload: tuple[str, ...]) -> Zygote:
    """A process with these readers: one that waits, else a new one."""
    key = (os.getpid(), preload, tuple(sys.path))
    waiting = _IDLE.pop(key, None)
    if waiting is None or waiting.ended():
        return Lent(key, preload)
    waiting.served = 0
    return waiting


@pytest.fixture(scope="session", autouse=True)
def lent_readers() -> Iterator[None]:
    """Sandboxes of this process lend each other their zygotes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sandbox, "Zygote", lend)
        yield
    for waiting in _IDLE.values():
        Zygote.close(waiting)
    _IDLE.clear()


@pytest.fixture(scope="module")
def own_readers() -> Iterator[None]:
    """Sandboxes start and end the zygotes themselves in this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sandbox, "Zygote", Zygote)
        yield
