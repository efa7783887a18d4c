"""The deliveries of the DILA: at night the issue of the day, in the evening rewrites of older issues.

The same texts are delivered twice: as JORFSIMPLE, a file a text, and as the global tree, a file an article.
JORFSIMPLE is asked unless an installation has another door among its seeds: the global tree, or the address
of the Légifrance API (:mod:`crawlers.legal.jorf.piste`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window
from crawlers.legal.jorf.piste.addresses import ROOT as API
from crawlers.legal.jorf.piste.addresses import SANDBOX
from crawlers.legal.jorf.piste.discovery import discover_piste
from crawlers.listing import entries, require_end

ROOT = "https://echanges.dila.gouv.fr/OPENDATA/JORFSIMPLE/"
GLOBAL_ROOT = "https://echanges.dila.gouv.fr/OPENDATA/JORF/"

_DELIVERIES = {
    ROOT: re.compile(r"(?P<key>JORFSIMPLE_(?P<stamp>\d{8}-\d{6}))\.tar\.gz"),
    GLOBAL_ROOT: re.compile(r"(?P<key>JORF_(?P<stamp>\d{8}-\d{6}))\.tar\.gz"),
}
_ISSUE = re.compile(r"JORF(?:SIMPLE)?_\d{8}-0\d{5}|JORFCONT\d+")
_SLACK = timedelta(days=1)


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The deliveries stamped in the window, at each door that a seed names, else at JORFSIMPLE.

    Raises:
        StructureChanged: a page is no listing any more, or it names no delivery.
        FetchError: the publisher did not answer.
    """
    doors = [door for door in _DELIVERIES if door in origin.seeds]
    apis = [root for root in (API, SANDBOX) if any(seed.startswith(root) for seed in origin.seeds)]
    for root in apis:
        yield from discover_piste(origin, window, root)
    for door in doors or ([] if apis else [ROOT]):
        yield from _deliveries(origin, window, door)


def _deliveries(origin: Origin, window: Window, door: str) -> Iterator[Reference]:
    """The deliveries of a folder, a day more at both ends of the window.

    A stamp says when a delivery was made and not what it holds: the texts say themselves when they were
    published. The yearly full dumps have other names. No listing means no documents, which the floor of the
    source tells from a quiet day.
    """
    answer = origin.get(door)
    if answer is None:
        return
    pattern = _DELIVERIES[door]
    names = {entry.name: entry.url for entry in entries(answer)}
    deliveries = [(match, url) for name, url in names.items() if (match := pattern.fullmatch(name))]
    if not deliveries:
        raise StructureChanged(f"{door} lists no delivery")
    for match, url in deliveries:
        day = _day(match["stamp"])
        if day and window.since - _SLACK <= day <= window.until + _SLACK:
            yield Reference("jorf", match["key"], url, day)
    require_end(answer)


def brings_an_issue(key: str) -> bool:
    """Whether a document is an issue of the API, or a delivery made at night, as those of the issue are."""
    return _ISSUE.fullmatch(key) is not None


def _day(stamp: str) -> date | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d-%H%M%S").date()  # noqa: DTZ007  a local stamp, day wanted
    except ValueError:
        return None
