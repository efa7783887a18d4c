"""Who holds a lease, and whether he is still alive."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from pathlib import Path


def identity() -> str:
    """This process: host, number, and the tick of its start, so that a reused number is not mistaken."""
    return f"{socket.gethostname()}/{os.getpid()}/{_started(os.getpid())}"


def dead(owners: Iterable[str]) -> set[str]:
    """Those owners that ran on this host and are no more; of other hosts only their leases can tell."""
    here = socket.gethostname()
    return {owner for owner in owners if _host(owner) == here and not _alive(owner)}


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
