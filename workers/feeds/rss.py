"""RSS 2.0 feeds of watches, for readers that know no Atom (rssboard.org/rss-specification)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from lxml import etree
from lxml.builder import ElementMaker

from workers.feeds.atom import deleted, marks
from workers.feeds.entry import Entry, Line
from workers.feeds.head import FeedHead, printable, sections, standing, updated
from workers.feeds.wording import Wording

MEDIA_TYPE = "application/rss+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_R = ElementMaker(nsmap={"atom": _ATOM})
_A = ElementMaker(namespace=_ATOM, nsmap={"atom": _ATOM})


def rss_feed(head: FeedHead, entries: Sequence[Entry]) -> bytes:
    """The feed as XML bytes, entries in the order given; the same entries give the same bytes."""
    kept, tombstones = standing(entries)
    channel = _R.channel(
        _R.title(printable(head.title)),
        _R.link(head.page_url),
        _R.description(printable(head.title)),
        _R.language(head.language),
        _R.lastBuildDate(_stamp(updated(head, entries))),
        _R.generator("Veille"),
        _A.link(rel="self", type="application/rss+xml", href=head.self_url),
        *_marks(head),
        *map(_item, kept),
        *map(deleted, tombstones),
    )
    return bytes(etree.tostring(_R.rss(channel, version="2.0"), xml_declaration=True, encoding="utf-8"))


def _marks(head: FeedHead) -> list[etree._Element]:
    """The links of RFC 5005 lead to pages of this form."""
    found = marks(head)
    for each in found:
        if each.get("type"):
            each.set("type", "application/rss+xml")
    return found


def _item(entry: Entry) -> etree._Element:
    made: etree._Element = _R.item(
        _R.title(printable(entry.title)),
        _R.link(entry.url),
        _R.guid(entry.id, isPermaLink="false"),
        _R.pubDate(_stamp(entry.updated)),
        _R.description(html_of(entry)),
    )
    return made


def html_of(entry: Entry) -> str:
    """What an entry tells, as a piece of HTML."""
    say = Wording(entry.language)
    proof, colon = say("proof"), say("colon")
    parts = [f"<p>{entry.gone}</p>"] if entry.gone else []
    for title, lines in sections(entry):
        parts.append(
            (f"<h3>{title}</h3>" if title else "")
            + f"<ul>{''.join(_line(each, colon) for each in lines)}</ul>"
        )
    parts.append(f'<p><a href="{escape(entry.proof_url)}">{proof}</a></p>')
    return "".join(parts)


def _line(line: Line, colon: str) -> str:
    return f"<li><strong>{escape(line.label)}{colon}</strong>{escape(printable(line.text))}</li>"


def _stamp(moment: datetime) -> str:
    return format_datetime(moment)
