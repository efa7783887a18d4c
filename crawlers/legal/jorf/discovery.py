"""The deliveries of JORFSIMPLE: at night the issue of the day, in the evening rewrites of older issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window
from crawlers.listing import entries, require_end

ROOT = "https://echanges.dila.gouv.fr/OPENDATA/JORFSIMPLE/"

_DELIVERY = re.compile(r"(?P<key>JORFSIMPLE_(?P<stamp>\d{8}-\d{6}))\.tar\.gz")
_FULL_DUMP = re.compile(r"Freemium_jorf_simple_\d{8}-\d{6}\.tar\.gz", re.IGNORECASE)
_SLACK = timedelta(days=1)


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The deliveries stamped in the window, a day more at both ends.

    A stamp says when a delivery was made and not what it holds: the texts say themselves when they were
    published. The yearly full dumps are left aside by name. No listing means no documents, which the floor
    of the source tells from a quiet day.

    Raises:
        StructureChanged: the page is no listing any more, or it names no delivery.
        FetchError: the publisher did not answer.
    """
    answer = origin.get(ROOT)
    if answer is None:
        return
    names = {entry.name: entry.url for entry in entries(answer) if not _FULL_DUMP.fullmatch(entry.name)}
    deliveries = [(match, url) for name, url in names.items() if (match := _DELIVERY.fullmatch(name))]
    if not deliveries:
        raise StructureChanged(f"{ROOT} lists no delivery")
    for match, url in deliveries:
        day = _day(match["stamp"])
        if day and window.since - _SLACK <= day <= window.until + _SLACK:
            yield Reference("jorf", match["key"], url, day)
    require_end(answer)


def _day(stamp: str) -> date | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d-%H%M%S").date()  # noqa: DTZ007  a local stamp, day wanted
    except ValueError:
        return None
