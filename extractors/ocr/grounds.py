"""What edits stand on in the tables of some bytes, and where that is in others: for child processes."""

from __future__ import annotations

from typing import Any

import orjson

from core.model.table_edit import edits_of
from extractors.ocr.parsed import document_of
from extractors.tables.grounds import Ground, grounds_of, places_of


def grounds_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """The grounds, as JSON, of the ``edits`` whose cell is there."""
    document = document_of(data, arguments)
    found = grounds_of(document.tables, edits_of(arguments["edits"]), document.pages)
    return orjson.dumps([ground.as_dict() for ground in found])


def places_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """The edits of the ``grounds`` that are there, as JSON, each with its new place."""
    document = document_of(data, arguments)
    grounds = [Ground.from_dict(raw) for raw in arguments["grounds"]]
    return orjson.dumps(
        [edit.as_dict() for edit in places_of(document.tables, grounds, document.pages).values()]
    )
