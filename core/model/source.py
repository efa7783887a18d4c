"""A publisher's flow of documents: how to find them and how to read each of their forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from core.model.document import Document, Reference
from core.model.reading import Reading, Refusal
from core.model.timetable import Timetable
from core.model.toolbox import Toolbox


@dataclass(frozen=True, slots=True)
class Window:
    """Days of publication to look at, both included."""

    since: date
    until: date

    def days(self) -> Iterator[date]:
        """Each day of the window, oldest first."""
        day = self.since
        while day <= self.until:
            yield day
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a publisher's server to a listing request."""

    url: str
    body: bytes
    headers: dict[str, str]


class Origin(Protocol):
    """Where a source looks for documents: the live publisher or a replayed one."""

    @property
    def seeds(self) -> tuple[str, ...]:
        """Addresses the installation has configured for the source (buyers' pages); most need none."""
        ...

    def get(self, url: str) -> Answer | None:
        """The answer at an address; None where the publisher says that there is nothing (404, 410).

        Raises:
            FetchError: the publisher did not answer, so that the listing is incomplete.
        """
        ...

    def post(self, url: str, body: bytes) -> Answer | None:
        """The answer to a search that a publisher takes as JSON by POST; None as for :meth:`get`.

        Raises:
            FetchError: the publisher did not answer, so that the listing is incomplete.
        """
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """One form a source publishes in: an XML of a given schema, a web page, a PDF.

    ``media`` names the parser: json, jsonl, xml, html, pdf, csv, xlsx. ``recognises`` looks at the parsed
    document and says whether it is of this form. ``read`` yields a Reading for each row, a Refusal for each
    part that must not or cannot be read, and raises StructureChanged where reading on would be guessing; it
    tells what became of every path (law 2).
    ``embedded`` names the members of a JSON document that hold JSON text themselves. A ``summary`` says less
    of a record than any other form of the source, which is published in its place.
    """

    name: str
    media: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document, Toolbox], Iterator[Found]]
    embedded: frozenset[str] = frozenset()
    summary: bool = False


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A path of the document that nobody reads nor ignores by name: counted, and a reason to review."""

    path: str


@dataclass(frozen=True, slots=True)
class Accounted:
    """Closes a part of a document (a record, or all of it): its paths, without indexes, by their fate.

    The paths that nobody knows are told apart, each by an :class:`Unmapped`. What is refused is not counted.
    """

    read: frozenset[str]
    ignored: frozenset[str]


Found = Reading | Refusal | Unmapped | Accounted
"""What a form yields."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Under these figures a run publishes nothing (law 3).

    ``documents`` is the least number of documents found in a run whose window is a full week; ``filled`` the
    least share of rows, of the datasets that have the column, in which each named column is filled.
    """

    documents: int = 1
    filled: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class KeyNumbers:
    """Issues that are numbered one after another, and whose documents name their number in their key.

    ``of`` gives the series and the number, ``("PCL_BXA2026", 52)``; None for a key that names none.
    """

    of: Callable[[str], tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class RowNumbers:
    """Issues that are numbered one after another within a year, and whose rows print the number.

    ``number`` and ``day`` are columns of ``dataset``. The number of an issue without rows is not known, so
    ``brings`` says by its key whether a document brings an issue; where every issue has rows, none does.
    ``source`` is given where several sources fill the dataset: its column ``source`` says whose a row is.
    """

    dataset: str
    number: str
    day: str
    brings: Callable[[str], bool]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class CitedNumbers:
    """Publications that are numbered as they are handed in, not all of which appear, and that name others.

    ``links`` is the column of ``dataset`` in which a row names others, ``prefix`` what begins the ids of this
    source, ``ordinal`` the year and the ordinal of a number.
    """

    dataset: str
    links: str
    day: str
    prefix: str
    ordinal: Callable[[str], tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's flow of documents.

    ``name`` is the slug typed on the command line and the name of the folder of fixtures. ``cadence`` is the
    longest silence that is normal. ``discover`` yields the documents published in a window. ``numbers`` says
    where the numbers of issues stand, if there are any: one that is skipped is missed; ``cited`` how its
    publications name each other: one that others name and no listing did is missed. ``timetable`` is when
    to ask for what is new, where the publisher is known to keep to hours; else the cadence gives the pace.
    """

    name: str
    title: str
    title_en: str
    publisher: str
    homepage: str
    licence: str
    cadence: timedelta
    datasets: tuple[str, ...]
    discover: Callable[[Origin, Window], Iterator[Reference]]
    forms: tuple[Form, ...]
    floor: Floor = Floor()
    numbers: KeyNumbers | RowNumbers | None = None
    cited: CitedNumbers | None = None
    timetable: Timetable | None = None
