"""The yearly folders of the DILA's open data, one archive an issue; and the choice of the other door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window
from crawlers.legal.bodacc.explore import ROOT as ODS
from crawlers.legal.bodacc.explore import discover_exports
from crawlers.listing import Entry, entries, require_end

ROOT = "https://echanges.dila.gouv.fr/OPENDATA/BODACC/"

_ISSUE = re.compile(
    r"(?P<key>(?:PCL_BXA|RCS-A_BXA|RCS-B_BXB)\d{8})\.(?:taz|tar\.gz|tgz|zip|xml)", re.IGNORECASE
)
"""Insolvencies and the register; deposits of accounts (BILAN_BXC) and the rest (DIVA) designate nobody."""
_NUMBERED = re.compile(r"[A-Z-]+_BX[AB]\d{8}")
_SLACK = timedelta(days=1)
"""An issue is delivered on the eve, the day or the morrow of its date; its number says no date."""


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The issues of the window, from the DILA's folders or, where a seed names it, from Opendatasoft.

    An installation that has the address of the dataset among its seeds, and no other, asks only there.

    Raises:
        StructureChanged: a page is no listing any more, or it dates none of its issues.
        FetchError: the publisher did not answer.
    """
    exports = [seed for seed in origin.seeds if seed.startswith(ODS)]
    if exports:
        yield from discover_exports(origin, window)
    if not exports or len(exports) < len(origin.seeds):
        yield from discover_folders(origin, window)


def discover_folders(origin: Origin, window: Window) -> Iterator[Reference]:
    """The issues that the listing dates in the window, a day more at both ends.

    A year without a folder is a year without issues.

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


def issue_of(key: str) -> tuple[str, int] | None:
    """``PCL_BXA20260052`` → ``("PCL_BXA2026", 52)``; None for an export of the other door."""
    return (key[:-4], int(key[-4:])) if _NUMBERED.fullmatch(key) else None


def _references(found: list[Entry], window: Window) -> Iterator[Reference]:
    issues = [(match["key"], entry) for entry in found if (match := _ISSUE.fullmatch(entry.name))]
    if issues and all(entry.modified is None for _, entry in issues):
        raise StructureChanged("the listing of the BODACC has no dates any more")
    for key, entry in issues:
        if entry.modified and window.since - _SLACK <= entry.modified <= window.until + _SLACK:
            yield Reference("bodacc", key.upper(), entry.url, entry.modified)
