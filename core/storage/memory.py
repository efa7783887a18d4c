"""SQLite without its account of memory, for which all connections of a process queue.

SQLite counts each piece of memory under one lock, so that two threads that read two connections are slower
than one. The count serves nobody here, and the authors of SQLite advise to do without (compile-time option
``SQLITE_DEFAULT_MEMSTATUS=0``; ``SQLITE_CONFIG_MEMSTATUS`` of https://www.sqlite.org/c3ref/c_config_malloc.html).
The module of Python has no door to that setting, its library has.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from functools import cache

_MEMSTATUS = 9
_OK = 0


@cache  # once nothing is counted, no later call could know whether a connection is open
def count_no_memory() -> bool:
    """Stop counting in this process; whether it has stopped.

    The setting is taken only while no connection is open. Where one is, or where the library shows none of
    its functions, everything works as before, only slower.
    """
    try:
        sqlite = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        used = sqlite.sqlite3_memory_used
        used.restype = ctypes.c_int64
        if used():
            return False
        sqlite.sqlite3_shutdown()
        taken: int = sqlite.sqlite3_config(_MEMSTATUS, 0)
        sqlite.sqlite3_initialize()
    except (OSError, AttributeError):
        return False
    return taken == _OK
