"""Atom feeds of watches (RFC 4287), with archives (RFC 5005) and tombstones (RFC 6721)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import ElementMaker

from core.model.channel import Language
from workers.feeds.entry import Entry, Line
from workers.feeds.head import FeedHead, Tombstone, printable, sections, standing, updated
from workers.feeds.wording import Wording

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_HISTORY = "http://purl.org/syndication/history/1.0"
_DELETED = "http://purl.org/atompub/tombstones/1.0"
_NAMES = {None: _ATOM, "fh": _HISTORY, "at": _DELETED}
_A = ElementMaker(namespace=_ATOM, nsmap=_NAMES)
_H = ElementMaker(namespace=_XHTML, nsmap={None: _XHTML})


def atom_feed(head: FeedHead, entries: Sequence[Entry]) -> bytes:
    """The feed as XML bytes, newest match first as given; no entry of a withdrawn version.

    ``updated`` of the feed is that of its newest entry, or its creation: the same entries give the same
    bytes, so that a conditional request is answered 304.
    """
    kept, tombstones = standing(entries)
    feed = _A.feed(
        _A.id(head.id),
        _A.title(head.title),
        _A.updated(_stamp(updated(head, entries))),
        _A.author(_A.name("Veille")),
        _A.generator("Veille"),
        _A.link(rel="self", type="application/atom+xml", href=head.self_url),
        _A.link(rel="alternate", type="text/html", href=head.page_url),
        *marks(head),
        *map(_entry, kept),
        *map(deleted, tombstones),
    )
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", head.language)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))


def marks(head: FeedHead) -> list[etree._Element]:
    """How a page of a feed is joined to the others (RFC 5005)."""
    links = (
        ("prev-archive", head.previous),
        ("current", head.current),
        ("next", head.following),
    )
    found = [_A.link(rel=rel, type="application/atom+xml", href=href) for rel, href in links if href]
    return [
        *([etree.Element(f"{{{_HISTORY}}}archive", nsmap={"fh": _HISTORY})] if head.archive else []),
        *found,
    ]


def deleted(tombstone: Tombstone) -> etree._Element:
    """An entry that is no more (RFC 6721)."""
    made = etree.Element(f"{{{_DELETED}}}deleted-entry", nsmap={"at": _DELETED})
    made.set("ref", tombstone.id)
    made.set("when", _stamp(tombstone.when))
    return made


def _entry(entry: Entry) -> etree._Element:
    made: etree._Element = _A.entry(
        _A.id(entry.id),
        _A.title(printable(entry.title)),
        _A.updated(_stamp(entry.updated)),
        _A.link(rel="alternate", type="text/html", href=entry.url),
        _A.link(rel="via", type="text/html", href=entry.proof_url),
        _A.summary("; ".join(printable(line.told(entry.language)) for line in entry.lines)),
        _A.content(_content(entry), type="xhtml"),
    )
    return made


def _content(entry: Entry) -> etree._Element:
    parts = [_H.p(entry.gone)] if entry.gone else []
    for title, lines in sections(entry):
        parts += [_H.h3(title)] if title else []
        parts.append(_H.ul(*(_line(each, entry.language) for each in lines)))
    parts.append(_H.p(_H.a(Wording(entry.language)("proof"), href=entry.proof_url)))
    made: etree._Element = _H.div(*parts)
    return made


def _line(line: Line, language: Language) -> etree._Element:
    colon = Wording(language)("colon")
    made: etree._Element = _H.li(_H.strong(f"{line.label}{colon}"), printable(line.text))
    return made


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
