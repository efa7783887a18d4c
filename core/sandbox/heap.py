"""Keeps what a process frees at hand, for a child that lives as long as one document."""

from __future__ import annotations

import ctypes

M_TRIM_THRESHOLD = -1
M_MMAP_THRESHOLD = -3
"""Parameters of ``mallopt`` (glibc, malloc.h)."""

TRIM_ABOVE = 256 << 20
MAP_ABOVE = 32 << 20
"""Bytes. The highest that glibc takes for single maps (mallopt(3))."""


def keep_freed_memory() -> None:
    """Give nothing back to the system before the end.

    A page of a PDF takes and frees some hundred KB. By default each time goes to the system and back, with a
    page fault for every 4 KB: 130 faults a page, a tenth of the time of reading it. A C library that has
    no ``mallopt``, or takes no such values, goes on as it did.
    """
    option = getattr(ctypes.CDLL(None), "mallopt", None)
    if option is not None:
        option(M_TRIM_THRESHOLD, TRIM_ABOVE)
        option(M_MMAP_THRESHOLD, MAP_ABOVE)
