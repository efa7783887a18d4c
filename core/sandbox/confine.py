"""What a child process gives up before it looks at a document."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import core
from core.sandbox import landlock, seccomp
from core.sandbox.limits import Limits

MAX_OPEN_FILES = 64
PR_SET_PDEATHSIG = 1
CAPABILITY_VERSION = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Locks:
    """The locks, made once, that each child puts on; None for one that this system lacks."""

    ruleset: int | None
    filter: bytes | None

    @classmethod
    def available(cls) -> Locks:
        """The locks that this system has."""
        ruleset = landlock.reading_only(readable()) if landlock.abi() else None
        return cls(ruleset, seccomp.program())

    def missing(self) -> tuple[str, ...]:
        """The names of the locks that this system lacks."""
        pairs = {"Landlock": self.ruleset is None, "seccomp": self.filter is None}
        return tuple(name for name, absent in pairs.items() if absent)


def readable() -> Iterator[Path]:
    """Code and its data, which a reader may still have to load: Python's, ours, the system's, fonts."""
    for kind in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield Path(sysconfig.get_path(kind))
    root = Path(core.__file__).resolve().parents[1]
    yield from (package.parent for package in root.glob("*/__init__.py"))
    for path in ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache"):
        yield Path(path)
    yield from (Path("/usr/share/zoneinfo"), Path("/usr/share/fonts"))


def confine(locks: Locks, limits: Limits) -> None:
    """Give up memory beyond the limit, processor time, files, the network, other processes; for ever.

    Raises:
        OSError: the kernel refuses a lock; nothing may be read then.
    """
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    _die_first()
    _set_limits(limits)
    _drop_capabilities()
    seccomp.no_new_privileges()
    if locks.ruleset is not None:
        landlock.restrict_self(locks.ruleset)
        os.close(locks.ruleset)
    if locks.filter is not None:
        seccomp.restrict_self(locks.filter)


def _die_first() -> None:
    """If the machine runs out of memory, the kernel shall take this process before any other."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    except OSError:
        return  # the limit of memory holds without it


def _set_limits(limits: Limits) -> None:
    size = _address_space() + limits.memory_bytes
    pairs = {
        resource.RLIMIT_AS: (size, size),
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + 1),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (MAX_OPEN_FILES, MAX_OPEN_FILES),
        resource.RLIMIT_NPROC: (0, 0),
    }
    for kind, pair in pairs.items():
        resource.setrlimit(kind, _within(kind, pair))


def _within(kind: int, pair: tuple[int, int]) -> tuple[int, int]:
    """Never above what the system allows already."""
    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY:
        return pair
    return min(pair[0], hard), min(pair[1], hard)


def _address_space() -> int:
    """Bytes of address space taken so far: mostly shared with the process that preloaded the modules."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _drop_capabilities() -> None:
    """A root process keeps its name and loses its powers; others have none to lose."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if _libc.capset(header, nothing) != 0 and os.geteuid() == 0:
        code = ctypes.get_errno()
        raise OSError(code, f"capset: {os.strerror(code)}")


def silence() -> None:
    """Point standard input, output and error at nothing."""
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  kept open
    handle = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(handle, number)
    os.close(handle)
