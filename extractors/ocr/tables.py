"""The table reading of a document, scanned or not, as the answer of a child process."""

from __future__ import annotations

from typing import Any

import orjson

from extractors.ocr.scan import Scan
from extractors.tables.document import read_tables
from extractors.tables.wire import as_json


def tables_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """The shape of ``veille tables --json``; arguments are ``max_pages`` and, after OCR, ``scan``."""
    scan = Scan.load(arguments.get("scan"))
    return orjson.dumps(
        as_json(scan.tables() if scan else read_tables(data, max_pages=arguments["max_pages"]))
    )
