"""Who holds a lease, and whether he is still alive."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_NUMBERING = Path("/proc/self/ns/pid")


def identity() -> str:
    """This process: where, number, and the tick of its start, so that a reused number is not mistaken."""
    return f"{_here()}/{os.getpid()}/{_started(os.getpid())}"


def dead(owners: Iterable[str]) -> set[str]:
    """Those owners that ran here and are no more; of other places only their leases can tell."""
    here = _here()
    return {owner for owner in owners if _host(owner) == here and not _alive(owner)}


def _here() -> str:
    """Where the number of a process means something: the host, its start, and the numbering of processes.

    The name of the host is not enough. Containers on the network of their host have its name, and each counts
    processes for itself; copies of one machine have the same name too. Who took their workers for dead would
    take work from the living.
    """
    try:
        boot = _BOOT.read_text(encoding="ascii").strip()
        numbering = _NUMBERING.stat().st_ino
    except OSError:  # the system hides them; the name must do
        return socket.gethostname()
    return f"{socket.gethostname()}@{boot}.{numbering}"


def _host(owner: str) -> str:
    return owner.partition("/")[0]


def _alive(owner: str) -> bool:
    _, pid, started = owner.split("/")
    return _started(int(pid)) == started


def _started(pid: int) -> str:
    """Field 22 of /proc/PID/stat (proc(5)); empty for a process that is no more or a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]
