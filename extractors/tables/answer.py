"""The table reading of a whole document as the answer of a child process."""

from __future__ import annotations

from typing import Any

import orjson

from extractors.tables.document import read_tables
from extractors.tables.wire import as_json


def tables_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """The contract shape of ``veille tables --json``; ``max_pages`` is the only argument."""
    return orjson.dumps(as_json(read_tables(data, max_pages=arguments["max_pages"])))
