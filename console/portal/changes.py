"""What datasets changed, day by day: the portal's own feed, as Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson
from lxml import etree
from lxml.builder import ElementMaker
from sqlalchemy import Connection, case, func, select

from console.portal.entry import Publisher
from core.model.dataset import Dataset
from core.storage.schema import REVISION

ATOM, JSON_FEED = "application/atom+xml; charset=utf-8", "application/feed+json; charset=utf-8"
DAYS = 30
_A = ElementMaker(namespace="http://www.w3.org/2005/Atom", nsmap={None: "http://www.w3.org/2005/Atom"})


@dataclass(frozen=True, slots=True)
class Change:
    """What a dataset changed on a day (UTC): rows that came, versions of rows known before."""

    dataset: Dataset
    day: str
    new: int
    changed: int
    at: datetime

    @property
    def summary(self) -> str:
        """In French."""
        parts = [(self.new, "nouvelle"), (self.changed, "modifiée")]
        told = [f"{count} {_plural('ligne', count)} {_plural(word, count)}" for count, word in parts if count]
        return ", ".join(told)


def changes(tx: Connection, datasets: Mapping[str, Dataset], now: datetime) -> list[Change]:
    """The changes of the last days, the newest first."""
    day = func.date(REVISION.c.at)
    first = case((REVISION.c.version == 1, 1), else_=0)
    query = (
        select(REVISION.c.dataset, day, func.sum(first), func.count(), func.max(REVISION.c.at))
        .where(REVISION.c.at >= now - timedelta(days=DAYS), REVISION.c.dataset.in_(list(datasets)))
        .group_by(REVISION.c.dataset, day)
    )
    found = [
        Change(datasets[name], str(on), int(new), int(every - new), at)
        for name, on, new, every, at in tx.execute(query)
    ]
    return sorted(found, key=lambda each: (each.at, each.dataset.name), reverse=True)


def atom(found: Sequence[Change], publisher: Publisher) -> bytes:
    """The feed as Atom."""
    feed = _A.feed(
        _A.id(_tag(publisher, "changements")),
        _A.title(_title(publisher)),
        _A.updated(_stamp(_latest(found))),
        _A.author(_A.name(publisher.name)),
        _A.link(rel="self", type="application/atom+xml", href=f"{publisher.base}/changements.atom"),
        _A.link(rel="alternate", type="text/html", href=f"{publisher.base}/"),
        *(
            _A.entry(
                _A.id(_tag(publisher, f"{each.dataset.name}/{each.day}")),
                _A.title(f"{each.dataset.title}, {each.day}"),
                _A.updated(_stamp(each.at)),
                _A.link(rel="alternate", type="text/html", href=_page(publisher, each)),
                _A.summary(each.summary),
            )
            for each in found
        ),
    )
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "fr")
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))


def json_feed(found: Iterable[Change], publisher: Publisher) -> bytes:
    """The feed as JSON Feed; ``_veille`` has the figures for programs."""
    items: list[dict[str, Any]] = [
        {
            "id": _tag(publisher, f"{each.dataset.name}/{each.day}"),
            "url": _page(publisher, each),
            "title": f"{each.dataset.title}, {each.day}",
            "content_text": each.summary,
            "date_modified": _stamp(each.at),
            "_veille": {
                "dataset": each.dataset.name,
                "version": each.dataset.version,
                "new": each.new,
                "changed": each.changed,
            },
        }
        for each in found
    ]
    return orjson.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _title(publisher),
            "home_page_url": f"{publisher.base}/",
            "feed_url": f"{publisher.base}/changements.json",
            "language": "fr",
            "authors": [{"name": publisher.name}],
            "items": items,
        }
    )


def _title(publisher: Publisher) -> str:
    return f"{publisher.name} : ce qui a changé dans les jeux de données"


def _tag(publisher: Publisher, name: str) -> str:
    return f"tag:{urlsplit(publisher.base).hostname or 'localhost'},2026:jeux:{name}"


def _page(publisher: Publisher, change: Change) -> str:
    return f"{publisher.base}/datasets/{change.dataset.name}"


def _latest(found: Sequence[Change]) -> datetime:
    return max((each.at for each in found), default=datetime(2026, 1, 1, tzinfo=UTC))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
