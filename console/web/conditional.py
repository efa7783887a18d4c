"""Conditional requests (RFC 9110, 13.1): what a reader has already is not sent again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request


def not_modified(request: Request, etag: str, changed: datetime | None = None) -> bool:
    """Whether the reader's copy still stands; If-None-Match goes before If-Modified-Since."""
    asked = request.headers.get("if-none-match")
    if asked is not None:
        tags = [_strong(tag) for tag in asked.split(",")]
        return "*" in tags or _strong(etag) in tags
    since = _moment(request.headers.get("if-modified-since"))
    return since is not None and changed is not None and changed.replace(microsecond=0) <= since


def http_date(moment: datetime) -> str:
    """The form of Last-Modified."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _strong(tag: str) -> str:
    """Weak comparison: the mark of weakness does not count."""
    return tag.strip().removeprefix("W/")


def _moment(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
