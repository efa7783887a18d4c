"""What a reader is shown of a document: pages, lines, or why there is nothing to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from console.web.documents.lines import Line
from console.web.records.places import Place
from console.web.site import Site
from core.errors import DocumentError
from core.model.document import Snapshot
from core.model.evidence import Box, Evidence
from core.storage.erasures import Erasures

_PDF = b"%PDF-"
_HEADER = 1024  # ISO 32000-2, annex I: the header may stand anywhere in the first 1024 bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a PDF, in points, and how many there are."""

    number: int
    width: float
    height: float
    pages: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A window of a tree or table; ``found`` says whether the place is in it."""

    media: str
    lines: tuple[Line, ...]
    found: bool
    above: int
    below: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is nothing to show: ``code`` of the error, or missing, erased, or protected."""

    code: str


Contents = Sheet | Lines | Nothing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a document is wanted: a place, or else a page, or the lines from one on."""

    place: Place | None
    page: int = 1
    first: int = 0


def contents_of(
    site: Site, sha256: str, snapshots: Sequence[Snapshot], protected: Sequence[str], wanted: Wanted
) -> Contents:
    """The contents around a place; a document that cannot be read is told by name, never an error page."""
    if "" in protected:
        return Nothing("protected")
    try:
        data = site.archive.get(sha256)
    except (KeyError, ValueError):
        return Nothing("erased" if _is_erased(site, sha256) else "missing")
    except DocumentError as error:
        return Nothing(error.code)
    try:
        if _PDF in data[:_HEADER]:
            return Nothing("protected") if protected else _sheet(site, data, wanted)
        return _lines(site, data, snapshots, protected, wanted)
    except DocumentError as error:
        return Nothing(error.code)


def _is_erased(site: Site, sha256: str) -> bool:
    with site.database.read() as tx:
        return Erasures(tx).is_erased(sha256)


def box_around(evidence: Evidence, margin: float = 2.0) -> Box | None:
    """The box of a place with a little air: x, y, width, height in points."""
    if evidence.bbox is None:
        return None
    left, top, right, bottom = evidence.bbox
    return (left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)


def _sheet(site: Site, data: bytes, wanted: Wanted) -> Sheet | Nothing:
    sizes = orjson.loads(site.reader.run("console.web.documents.pictures:measure", data, {}))
    number = (wanted.place.evidence.page if wanted.place else None) or wanted.page
    if not 1 <= number <= len(sizes):
        return Nothing("no-page")
    width, height = sizes[number - 1]
    return Sheet(number, width, height, len(sizes))


def _lines(
    site: Site, data: bytes, snapshots: Sequence[Snapshot], protected: Sequence[str], wanted: Wanted
) -> Lines:
    evidence = wanted.place.evidence if wanted.place else Evidence("")
    arguments: dict[str, Any] = {
        "name": snapshots[0].key if snapshots else "document",
        "embedded": _embedded(site, snapshots),
        "path": evidence.path or "",
        "start": evidence.start,
        "end": evidence.end,
        "hidden": list(protected),
        "from": wanted.first,
    }
    answer = orjson.loads(site.reader.run("console.web.documents.outline:outline", data, arguments))
    lines = tuple(Line.from_dict(line) for line in answer["lines"])
    return Lines(answer["media"], lines, answer["found"], answer["above"], answer["below"])


def _embedded(site: Site, snapshots: Sequence[Snapshot]) -> list[str]:
    """The members of JSON that hold JSON themselves, by the forms of the sources that fetched the bytes."""
    sources = [site.sources[each.source] for each in snapshots if each.source in site.sources]
    return sorted({name for source in sources for form in source.forms for name in form.embedded})
