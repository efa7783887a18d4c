"""Things that a document must never be able to do, tried in the sandbox to see that they are refused."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any


def attempt(data: bytes, arguments: dict[str, Any]) -> bytes:
    """Try them all; the answer is a JSON object: what was tried → how it was refused, null if it was not."""
    return json.dumps({name: _refusal(trial) for name, trial in TRIALS.items()}).encode()


def _refusal(trial: Callable[[], object]) -> str | None:
    try:
        trial()
    except OSError as error:
        return f"{type(error).__name__}: {error}"
    return None


def open_a_socket() -> None:
    """Reach for the network."""
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def start_a_program() -> None:
    """Run something else."""
    os.execv("/bin/true", ["true"])  # noqa: S606


def fork() -> None:
    """Outlive the limits in another process."""
    if os.fork() == 0:
        os._exit(0)


def write_a_file() -> None:
    """Leave something behind."""
    os.close(os.open("/tmp/veille-sandbox-trial", os.O_CREAT | os.O_WRONLY))  # noqa: S108


def read_a_foreign_file() -> None:
    """Look at what is not code."""
    Path("/etc/passwd").read_bytes()


def list_a_foreign_folder() -> None:
    """Look around."""
    os.listdir("/")  # noqa: PTH208


def signal_the_parent() -> None:
    """Disturb the one who watches."""
    os.kill(os.getppid(), signal.SIGCONT)


def raise_a_limit() -> None:
    """Take more than was given."""
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    except ValueError as error:  # Python's name for EPERM here
        raise PermissionError(str(error)) from error


TRIALS: dict[str, Callable[[], object]] = {
    "open a socket": open_a_socket,
    "start a program": start_a_program,
    "fork": fork,
    "write a file": write_a_file,
    "read a foreign file": read_a_foreign_file,
    "list a foreign folder": list_a_foreign_folder,
    "signal the parent": signal_the_parent,
    "raise a limit": raise_a_limit,
}
