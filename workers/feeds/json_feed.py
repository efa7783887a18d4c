"""JSON feeds of watches (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from workers.feeds.entry import Entry, Line
from workers.feeds.head import FeedHead, standing
from workers.feeds.rss import html_of

MEDIA_TYPE = "application/feed+json; charset=utf-8"


def json_feed(head: FeedHead, entries: Sequence[Entry]) -> bytes:
    """The feed as JSON bytes, entries in the order given; the same entries give the same bytes.

    ``_veille`` holds what the text tells, for programs: the deadline, the changes, the reasons.
    """
    kept, tombstones = standing(entries)
    following = head.following or head.previous
    return orjson.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": head.title,
            "home_page_url": head.page_url,
            "feed_url": head.current or head.self_url,
            **({"next_url": following} if following else {}),
            "language": head.language,
            "authors": [{"name": "Veille"}],
            "items": list(map(_item, kept)),
            "_veille": {
                "about": "https://jsonfeed.org/mappings/extensions",
                "archive": head.archive,
                "deleted": [{"id": each.id, "when": each.when.isoformat()} for each in tombstones],
            },
        }
    )


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": html_of(entry),
        "date_modified": entry.updated.isoformat(),
        "_veille": {
            "about": "https://jsonfeed.org/mappings/extensions",
            "subject": entry.subject,
            "version": entry.version,
            "withdrawn": entry.withdrawn,
            "place": entry.place or None,
            "deadline": entry.deadline.isoformat() if entry.deadline else None,
            "proof_url": entry.proof_url,
            "changes": list(map(_line, entry.changes)),
            "reasons": list(map(_line, entry.reasons)),
        },
    }


def _line(line: Line) -> dict[str, str]:
    return {"label": line.label, "text": line.text}
