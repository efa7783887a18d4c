"""What is printed on stdout: tables for people, lines for machines."""

from __future__ import annotations

import os
import sys
from typing import Any

import orjson
from rich.console import Console

_PIPED = 1000
"""Columns: more than any table of ours has."""


def console_of_stdout() -> Console:
    """Stdout; in a pipe or a file a table is as wide as its content, for nobody has a window there."""
    return Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPED)


def tell_nothing(words: str) -> None:
    """Say on stderr that a list is empty: silence would leave the reader in doubt."""
    print(words, file=sys.stderr)


def print_json(value: Any) -> None:
    """One JSON value on one line, flushed, so that a reader of the pipe sees it at once."""
    sys.stdout.buffer.write(orjson.dumps(value) + b"\n")
    sys.stdout.buffer.flush()
