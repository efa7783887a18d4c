"""Atom feeds of watches (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import ElementMaker

from workers.feeds.entry import Entry, Line

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_A = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
_H = ElementMaker(namespace=_XHTML, nsmap={None: _XHTML})


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a feed says of itself: its tag: URI, its title, where it is and where a person reads it."""

    id: str
    title: str
    self_url: str
    page_url: str
    created: datetime


def atom_feed(head: FeedHead, entries: Sequence[Entry]) -> bytes:
    """The feed as XML bytes, entries in the order given (newest match first).

    ``updated`` of the feed is that of its newest entry, or its creation: the same entries give the same
    bytes, so that a conditional request is answered 304.
    """
    updated = max((entry.updated for entry in entries), default=head.created)
    feed = _A.feed(
        _A.id(head.id),
        _A.title(head.title),
        _A.updated(_stamp(updated)),
        _A.author(_A.name("Veille")),
        _A.generator("Veille"),
        _A.link(rel="self", type="application/atom+xml", href=head.self_url),
        _A.link(rel="alternate", type="text/html", href=head.page_url),
        *map(_entry, entries),
    )
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "fr")
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))


def _entry(entry: Entry) -> etree._Element:
    made: etree._Element = _A.entry(
        _A.id(entry.id),
        _A.title(_printable(entry.title)),
        _A.updated(_stamp(entry.updated)),
        _A.link(rel="alternate", type="text/html", href=entry.url),
        _A.link(rel="via", type="text/html", href=entry.proof_url),
        _A.summary("; ".join(_printable(f"{line.label} : {line.text}") for line in entry.lines)),
        _A.content(_content(entry), type="xhtml"),
    )
    return made


def _content(entry: Entry) -> etree._Element:
    parts = [_H.p("Cette publication a été retirée par son éditeur.")] if entry.withdrawn else []
    parts += _section("", entry.lines)
    parts += _section("Ce qui a changé", entry.changes)
    parts += _section("Pourquoi vous la recevez", entry.reasons)
    parts.append(_H.p(_H.a("Voir l'endroit du document", href=entry.proof_url)))
    made: etree._Element = _H.div(*parts)
    return made


def _section(title: str, lines: Sequence[Line]) -> list[etree._Element]:
    if not lines:
        return []
    items = [_H.li(_H.strong(f"{line.label} : "), _printable(line.text)) for line in lines]
    return [*([_H.h3(title)] if title else []), _H.ul(*items)]


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _printable(text: str) -> str:
    """XML 1.0 has no control characters; a hostile notice may."""
    return "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))
