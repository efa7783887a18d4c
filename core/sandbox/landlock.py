"""Landlock: take from this process, for ever, all files but some to read, and the network.

The interface is that of Linux, Documentation/userspace-api/landlock.rst; the numbers of its system calls are
the same on all architectures.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG = 1
PATH_BENEATH = 1

READ_FILE, READ_DIR = 1 << 2, 1 << 3
ACCESS_BITS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many kinds of file access an ABI version knows; later versions know 16."""

NET_ABI, SCOPE_ABI = 4, 6
BIND_AND_CONNECT_TCP = 0b11
ABSTRACT_SOCKETS_AND_SIGNALS = 0b11

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def abi() -> int:
    """The version of Landlock that this kernel speaks; 0 where it has none or it is switched off."""
    return max(int(_libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION_FLAG)), 0)


def reading_only(paths: Iterable[Path]) -> int:
    """A ruleset, as a file descriptor, that allows reading at and below some paths and nothing else.

    Raises:
        OSError: the kernel refuses it.
    """
    version = abi()
    rules = _Ruleset(
        handled_access_fs=(1 << ACCESS_BITS.get(version, 16)) - 1,
        handled_access_net=BIND_AND_CONNECT_TCP if version >= NET_ABI else 0,
        scoped=ABSTRACT_SOCKETS_AND_SIGNALS if version >= SCOPE_ABI else 0,
    )
    size = 24 if version >= SCOPE_ABI else 16 if version >= NET_ABI else 8
    ruleset = _call(CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    for path in paths:
        _allow_reading(ruleset, path)
    return ruleset


def restrict_self(ruleset: int) -> None:
    """Put this process under a ruleset; PR_SET_NO_NEW_PRIVS must be set.

    Raises:
        OSError: the kernel refuses it.
    """
    _call(RESTRICT_SELF, ruleset, 0)


def _allow_reading(ruleset: int, path: Path) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        access = READ_FILE | (READ_DIR if path.is_dir() else 0)
        rule = _PathBeneath(allowed_access=access, parent_fd=handle)
        _call(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(handle)


def _call(*arguments: object) -> int:
    answer = int(_libc.syscall(*arguments))
    if answer < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"Landlock: {os.strerror(code)}")
    return answer
