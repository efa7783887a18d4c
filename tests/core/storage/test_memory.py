"""SQLite's account of memory is closed where it can be, and left where it cannot."""

from __future__ import annotations

import _sqlite3
import ctypes
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(getattr(_sqlite3, "__file__", None)), "sqlite3_config"),
    reason="the SQLite of this Python shows none of its functions",
)

_USED = """
import ctypes, sqlite3, _sqlite3
from core.storage.memory import count_no_memory
{before}
taken = count_no_memory()
store = sqlite3.connect(":memory:")
store.execute("CREATE TABLE t AS SELECT 1 AS a")
used = ctypes.CDLL(getattr(_sqlite3, "__file__", None)).sqlite3_memory_used
used.restype = ctypes.c_int64
print(taken, used() == 0, store.execute("SELECT a FROM t").fetchone())
"""


def _told(before: str = "") -> str:
    code = _USED.format(before=before)
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return found.stdout.strip()


def test_nothing_is_counted_and_the_store_works() -> None:
    assert _told() == "True True (1,)"


def test_a_store_that_is_open_already_is_left_alone() -> None:
    assert _told('open = sqlite3.connect(":memory:"); open.execute("SELECT 1")') == "False False (1,)"


def test_a_second_call_does_not_touch_what_is_open_since() -> None:
    before = 'count_no_memory(); open = sqlite3.connect(":memory:"); open.execute("SELECT 1")'
    assert _told(before) == "True True (1,)"
