"""The body of a webhook: one event for each version of a record that a watch found."""

from __future__ import annotations

from typing import Any

import orjson

from core.model.watch import Watch
from workers.feeds.entry import Line
from workers.feeds.telling import Told

MATCH, TEST = "veille.match", "veille.test"


def match_event(watch: Watch, told: Told) -> bytes:
    """The event as JSON; the same match gives the same bytes at each attempt."""
    entry = told.entry
    data = {
        "watch": {"id": watch.id, "name": watch.name},
        "dataset": told.match.dataset,
        "record": told.match.record,
        "version": told.match.version,
        "withdrawn": entry.withdrawn,
        "id": entry.id,
        "subject": entry.subject,
        "title": entry.title,
        "url": entry.url,
        "proof_url": entry.proof_url,
        "deadline": entry.deadline.isoformat() if entry.deadline else None,
        "place": entry.place or None,
        "lines": list(map(_line, entry.lines)),
        "changes": list(map(_line, entry.changes)),
        "reasons": list(map(_line, entry.reasons)),
        "row": dict(told.row),
    }
    return _event(MATCH, told.match.matched_at.isoformat(), data)


def notice_event(kind: str, at: str, watch: Watch, title: str, text: str) -> bytes:
    """An event that carries no publication: a test, a warning."""
    return _event(kind, at, {"watch": {"id": watch.id, "name": watch.name}, "title": title, "text": text})


def _event(kind: str, at: str, data: dict[str, Any]) -> bytes:
    return orjson.dumps({"type": kind, "timestamp": at, "data": data})


def _line(line: Line) -> dict[str, str]:
    return {"label": line.label, "text": line.text}
