"""What edits stand on in the tables of some bytes, and where that is in others: for child processes."""

from __future__ import annotations

from typing import Any

import orjson

from core.model.table_edit import edits_of
from extractors.ocr.parsed import document_of
from extractors.tables.grounds import Ground, grounds_of, places_of


def grounds_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """``[[number, ground], …]`` as JSON, of the ``edits`` whose cell is there."""
    found = grounds_of(document_of(data, arguments).tables, edits_of(arguments["edits"]))
    return orjson.dumps([[number, ground.as_dict()] for number, ground in found.items()])


def places_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """``[[number, [page, box, path]], …]`` as JSON, of the ``grounds`` that are there."""
    grounds = {number: Ground.from_dict(raw) for number, raw in arguments["grounds"]}
    found = places_of(document_of(data, arguments).tables, grounds)
    return orjson.dumps([[number, place.as_list()] for number, place in found.items()])
