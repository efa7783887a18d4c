"""The yearly folders of the DILA's open data, one archive an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window
from crawlers.listing import Entry, entries, require_end

ROOT = "https://echanges.dila.gouv.fr/OPENDATA/BODACC/"

_ISSUE = re.compile(r"(?P<key>PCL_BXA\d{8})\.(?:taz|tar\.gz|tgz|zip|xml)", re.IGNORECASE)
_SLACK = timedelta(days=1)
"""An issue is delivered on the eve, the day or the morrow of its date; its number says no date."""


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The insolvency issues that the listing dates in the window, a day more at both ends.

    A year without a folder is a year without issues; the other families of the BODACC are left aside.

    Raises:
        StructureChanged: the page is no listing any more, or it dates none of its issues.
        FetchError: the publisher did not answer.
    """
    for year in range(window.since.year, window.until.year + 1):
        answer = origin.get(folder_address(year))
        if answer is not None:
            yield from _references(list(entries(answer)), window)
            require_end(answer)


def folder_address(year: int) -> str:
    """``…/BODACC/2026/``."""
    return f"{ROOT}{year}/"


def _references(found: list[Entry], window: Window) -> Iterator[Reference]:
    issues = [(match["key"], entry) for entry in found if (match := _ISSUE.fullmatch(entry.name))]
    if issues and all(entry.modified is None for _, entry in issues):
        raise StructureChanged("the listing of the BODACC has no dates any more")
    for key, entry in issues:
        if entry.modified and window.since - _SLACK <= entry.modified <= window.until + _SLACK:
            yield Reference("bodacc", key.upper(), entry.url, entry.modified)
