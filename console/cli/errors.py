"""How an error is told on the command line: one line each, and an exit status that means something."""

from __future__ import annotations

import errno
import sys

from core.errors import FilesRefused, GuardRefused, InputError, VeilleError

DONE, FAILED, WRONG_CALL, REFUSED = 0, 1, 2, 3

_OF_FILES = {
    errno.EACCES, errno.EDQUOT, errno.EEXIST, errno.EISDIR, errno.ENAMETOOLONG,
    errno.ENOENT, errno.ENOSPC, errno.ENOTDIR, errno.EPERM, errno.EROFS,
}  # fmt: skip
"""What the system answers of a path or a disk; any other error of it is a defect, told with its trace."""


def refused_file(error: OSError) -> FilesRefused | None:
    """The refusal of a path or of a full disk as a named error; None for any other error of the system."""
    if error.errno not in _OF_FILES:
        return None
    where = f"{error.filename}: " if error.filename else ""
    return FilesRefused(f"{where}{error.strerror}")


def tell(error: VeilleError, *, what: str = "") -> int:
    """Print an error as one line on stderr and return the exit status it deserves.

    The line says what (the file or the option), what happened, and what to do about it.
    """
    where = f"{what}: " if what and not str(error).startswith(what) else ""
    hint = f" → {error.hint}" if error.hint else ""
    print(f"veille: {where}{_one_line(error)} [{error.code}]{hint}", file=sys.stderr)
    return status_of(error)


def status_of(error: VeilleError) -> int:
    """2 for a wrong call, 3 for a guard's refusal, 1 for work that failed."""
    if isinstance(error, InputError):
        return WRONG_CALL
    return REFUSED if isinstance(error, GuardRefused) else FAILED


def _one_line(error: VeilleError) -> str:
    return " ".join(str(error).split())
