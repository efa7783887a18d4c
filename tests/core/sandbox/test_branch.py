"""The branch of a zygote where the system gives it no process."""

from __future__ import annotations

import os
import socket

import pytest

from core.sandbox.branch import Branch


def test_a_system_without_processes_is_told_and_nobody_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[int] = []

    def refused() -> int:
        raise BlockingIOError("no more processes")

    def served(_control: socket.socket) -> None:
        raise AssertionError("nothing was started")

    monkeypatch.setattr(os, "fork", refused)
    monkeypatch.setattr(os, "kill", lambda pid, _signal: killed.append(pid))
    with pytest.raises(BlockingIOError):
        Branch(served, None).send([])
    assert killed == []
