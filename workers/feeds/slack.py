"""Messages for Slack's incoming webhooks, as blocks (docs.slack.dev/block-kit).

Limits of Slack: 50 blocks in a message, 3 000 characters in a text, 150 in a header.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from workers.feeds.entry import Entry
from workers.feeds.head import printable, sections
from workers.feeds.wording import Wording

AT_ONCE = 10
"""Entries in one message: four blocks each."""

_TEXT, _HEADER = 3000, 150


def slack_message(title: str, entries: Sequence[Entry], text: str = "") -> bytes:
    """The message as JSON; ``text`` is what stands under the title."""
    blocks = [{"type": "header", "text": _plain(title)}]
    blocks += [_section(_escaped(text))] if text else []
    for entry in entries:
        blocks += [{"type": "divider"}, *_blocks(entry)]
    return orjson.dumps({"text": _cut(_escaped(title), _TEXT), "blocks": blocks})


def _blocks(entry: Entry) -> list[dict[str, Any]]:
    say = Wording(entry.language)
    told = [f"*<{entry.url}|{_escaped(entry.title)}>*"]
    told += [f"_{entry.gone}_"] if entry.gone else []
    for title, lines in sections(entry):
        told += [f"*{title}*"] if title else []
        told += [f"• {_escaped(line.told(entry.language))}" for line in lines]
    proof = f"<{entry.proof_url}|{say('proof')}>"
    return [_section("\n".join(told)), {"type": "context", "elements": [{"type": "mrkdwn", "text": proof}]}]


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": _cut(text, _TEXT)}}


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": _cut(printable(text), _HEADER)}


def _escaped(text: str) -> str:
    """Slack's three control characters; a notice that holds <!channel> must wake nobody."""
    return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
