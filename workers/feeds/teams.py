"""Messages for the workflows of Microsoft Teams, as an Adaptive Card (adaptivecards.io, 1.4).

Teams takes 28 kB at most: texts are cut, and entries that do not fit are counted, with the address of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from workers.feeds.entry import Entry
from workers.feeds.head import printable, sections
from workers.feeds.wording import Wording

AT_ONCE = 10
_BYTES = 27_000
_TEXT = 600


def teams_message(title: str, entries: Sequence[Entry], page_url: str, text: str = "") -> bytes:
    """The message as JSON; ``text`` is what stands under the title."""
    for kept in range(len(entries), -1, -1):
        body = _message(title, entries[:kept], len(entries) - kept, page_url, text)
        if len(body) <= _BYTES:
            return body
    return _message(title, (), len(entries), page_url, "")


def _message(title: str, entries: Sequence[Entry], more: int, page_url: str, text: str) -> bytes:
    body = [_block(title, size="Large", weight="Bolder")]
    body += [_block(text)] if text else []
    for entry in entries:
        body.append({"type": "Container", "separator": True, "items": _items(entry)})
    body += [_block(f"+ {more} : {page_url}")] if more else []
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "body": body,
    }
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    return orjson.dumps({"type": "message", "attachments": [attachment]})


def _items(entry: Entry) -> list[dict[str, Any]]:
    say = Wording(entry.language)
    items = [_block(entry.title, weight="Bolder")]
    items += [_block(entry.gone, color="Attention")] if entry.gone else []
    for title, lines in sections(entry):
        items += [_block(title, weight="Bolder", size="Small")] if title else []
        facts = [{"title": _plain(line.label), "value": _plain(line.text)} for line in lines]
        items.append({"type": "FactSet", "facts": facts})
    actions = [
        {"type": "Action.OpenUrl", "title": say("open"), "url": entry.url},
        {"type": "Action.OpenUrl", "title": say("proof"), "url": entry.proof_url},
    ]
    return [*items, {"type": "ActionSet", "actions": actions}]


def _block(text: str, **look: str) -> dict[str, Any]:
    return {"type": "TextBlock", "text": _plain(text), "wrap": True, **look}


def _plain(text: str) -> str:
    """Texts of a card are read as Markdown: its links must not be made by a notice."""
    cut = printable(text) if len(text) <= _TEXT else printable(text)[: _TEXT - 1] + "…"
    return cut.replace("[", "\\[").replace("](", "]\\(")
