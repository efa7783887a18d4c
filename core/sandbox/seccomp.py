"""Seccomp: the only system calls that reading a document needs; any other one fails with EPERM."""

from __future__ import annotations

import ctypes
import errno
import os
from typing import Any

ALLOWED = """
access arch_prctl brk clock_getres clock_gettime clock_nanosleep close close_range dup exit exit_group
faccessat faccessat2 fadvise64 fcntl fstat fstatfs futex getcpu getcwd getdents64 getegid geteuid getgid
getpgrp getpid getppid getrandom getresgid getresuid getrusage gettid gettimeofday getuid lseek lstat
madvise membarrier mmap mprotect mremap munmap nanosleep newfstatat poll ppoll pread64 preadv pselect6
read readlink readlinkat readv restart_syscall rseq rt_sigaction rt_sigprocmask rt_sigreturn
sched_getaffinity sched_yield select set_robust_list set_tid_address sigaltstack stat statfs statx
sysinfo time times uname write writev
""".split()  # noqa: SIM905  a name a line would fill a page
"""Reading files that Landlock leaves, memory, time, waiting, and writing to what is open already."""

OPENING = {"open": 1, "openat": 2}
"""System calls that open files, with the place of their flags."""

WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NEW_LIMIT = 2
"""The place in prlimit64 of the new limit, which must be NULL: asking is allowed, setting is not."""

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2
INSTRUCTION_BYTES = 8

_libc = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def program() -> bytes | None:
    """The filter as a BPF program; None where libseccomp is not installed."""
    try:
        import pyseccomp  # noqa: PLC0415  it raises where the library is missing
    except (ImportError, OSError, RuntimeError):
        return None
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in ALLOWED:
        _allow(rules, pyseccomp, name)
    for name, place in OPENING.items():
        _allow(rules, pyseccomp, name, pyseccomp.Arg(place, pyseccomp.MASKED_EQ, WRITING_FLAGS, 0))
    _allow(rules, pyseccomp, "prlimit64", pyseccomp.Arg(NEW_LIMIT, pyseccomp.EQ, 0))
    _allow(rules, pyseccomp, "ioctl", pyseccomp.Arg(1, pyseccomp.EQ, 0x5401))  # TCGETS: is it a terminal?
    return _exported(rules)


def restrict_self(instructions: bytes) -> None:
    """Put this process under a filter, for ever.

    Raises:
        OSError: the kernel refuses it.
    """
    buffer = ctypes.create_string_buffer(instructions, len(instructions))
    filter_ = _Program(len(instructions) // INSTRUCTION_BYTES, ctypes.addressof(buffer))
    _prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(filter_))


def no_new_privileges() -> None:
    """Let no program that this process starts have more rights; Landlock and seccomp ask for it."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1, 0)


def _allow(rules: Any, pyseccomp: Any, name: str, *conditions: Any) -> None:
    try:
        number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
    except (ValueError, OSError):
        return
    if number >= 0:  # negative: this architecture has no such call
        rules.add_rule(pyseccomp.ALLOW, name, *conditions)


def _exported(rules: Any) -> bytes:
    with os.fdopen(os.memfd_create("filter"), "w+b") as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _prctl(option: int, first: Any, second: Any) -> None:
    if _libc.prctl(option, first, second, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"prctl {option}: {os.strerror(code)}")
