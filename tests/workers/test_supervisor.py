"""Several processes on a host: replaced when they end, stopped with the one that watches over them."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workers.supervisor import Supervisor

CHILD = """
import os, pathlib, signal, sys, time
folder = pathlib.Path(sys.argv[1])
number = os.environ["NUMBER"]
(folder / f"{number}-{os.getpid()}").touch()
if sys.argv[2] == "ends":
    signal.signal(signal.SIGTERM, lambda *_: ((folder / f"ended-{number}").touch(), os._exit(0)))
else:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
while True:
    time.sleep(0.05)
"""


def _until(true: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def _pids(folder: Path, number: int) -> list[int]:
    return [int(path.name.partition("-")[2]) for path in folder.glob(f"{number}-*")]


@pytest.mark.parametrize("manner", ["ends", "stays"])
def test_processes_are_replaced_and_end_with_their_supervisor(tmp_path: Path, manner: str) -> None:
    command = [sys.executable, "-c", CHILD, str(tmp_path), manner]
    supervisor = Supervisor(command, 2, "NUMBER", patience=1.0)
    watching = threading.Thread(target=supervisor.run)
    watching.start()
    try:
        _until(lambda: bool(_pids(tmp_path, 0) and _pids(tmp_path, 1)))
        os.kill(_pids(tmp_path, 1)[0], signal.SIGKILL)
        _until(lambda: len(_pids(tmp_path, 1)) == 2)
        time.sleep(0.5)  # until the new one has its handler
    finally:
        supervisor.stop.set()
        watching.join(20)
    assert not watching.is_alive()
    ended = {path.name for path in tmp_path.glob("ended-*")}
    assert ended == ({"ended-0", "ended-1"} if manner == "ends" else set())
    for pid in (*_pids(tmp_path, 0), *_pids(tmp_path, 1)):
        assert not Path(f"/proc/{pid}").exists()
