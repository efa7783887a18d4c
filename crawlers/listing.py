"""Pages that list documents: whether they are whole, and the DILA's directory listings (Apache autoindex)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from core.errors import FetchError, StructureChanged
from core.model.source import Answer

_LISTING = re.compile(r"<title>\s*Index of|<h1>\s*Index of|Parent Directory|\?C=N", re.IGNORECASE)
_BEGINNING = re.compile(rb"<html[\s>]", re.IGNORECASE)
_END = re.compile(rb"</html\s*>", re.IGNORECASE)
_ENTRY = re.compile(
    r"""<a\s[^>]*?href\s*=\s*["'](?P<link>[^"'?#]+)["'][^>]*>[^<]*</a>"""
    r"(?:\s|</?t[dr][^>]*>|&nbsp;)*(?P<day>\d{4}-\d{2}-\d{2})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a listing; ``modified`` is the day of its column "Last modified", where there is one."""

    name: str
    url: str
    modified: date | None


def entries(answer: Answer) -> Iterator[Entry]:
    """The files and folders of a listing, in its order, each once.

    Raises:
        StructureChanged: the page is no listing.
    """
    page = answer.body.decode("latin-1")
    if not _LISTING.search(page):
        raise StructureChanged(f"{answer.url} is no directory listing")
    seen: set[str] = set()
    for entry in _ENTRY.finditer(page):
        name = entry["link"].rstrip("/").rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            yield Entry(name, urljoin(answer.url, entry["link"]), _day(entry["day"]))


def require_end(answer: Answer) -> None:
    """See that a page of HTML that begins also ends: where no length is announced, a cut goes unnoticed.

    What stands before the cut is good: this is asked after it was taken.

    Raises:
        FetchError: it does not end.
    """
    if _BEGINNING.search(answer.body) and not _END.search(answer.body):
        raise FetchError(f"{answer.url} is cut: the page has no end")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
