"""Machine-readable lines on stdout."""

from __future__ import annotations

import sys
from typing import Any

import orjson


def tell_nothing(words: str) -> None:
    """Say on stderr that a list is empty: silence would leave the reader in doubt."""
    print(words, file=sys.stderr)


def print_json(value: Any) -> None:
    """One JSON value on one line, flushed, so that a reader of the pipe sees it at once."""
    sys.stdout.buffer.write(orjson.dumps(value) + b"\n")
    sys.stdout.buffer.flush()
