"""What the stages call: readers, normalizers, matcher and channels, given from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import Connection

from core.model.reading import Extraction, Reading
from core.model.record import Record
from core.model.source import Source
from core.model.table_edit import TableEdit
from core.model.watch import Match
from core.storage.catalogue import Catalogue
from core.storage.database import Database
from core.storage.outbox import Message
from core.storage.revisions import Version


class Extract(Protocol):
    """Reads a document in its limited child process."""

    def __call__(self, source: Source, data: bytes, *, name: str) -> Extraction:
        """What the source reads.

        Raises:
            DocumentError: the document can't be read; nobody tries again before the reader changes.
        """
        ...


class Amended(Protocol):
    """Reads a document whose tables people have mended, in its limited child process."""

    def __call__(self, source: Source, data: bytes, *, name: str, edits: Sequence[TableEdit]) -> Extraction:
        """What the source reads with the edits replayed.

        Raises:
            DocumentError: as :class:`Extract`.
        """
        ...


class Carry(Protocol):
    """Finds where the edits of the tables of a document go in its new bytes."""

    def __call__(
        self, former: bytes, now: bytes, *, name: str, edits: Sequence[TableEdit]
    ) -> Mapping[int, TableEdit]:
        """Each edit at its place in the new bytes, by its number; those that have none there are left out.

        Raises:
            DocumentError: the new bytes can't be read.
        """
        ...


class Normalise(Protocol):
    """Makes the typed row of a reading."""

    def __call__(self, reading: Reading, *, sha256: str, url: str, read_at: datetime) -> Record:
        """The row."""
        ...


@dataclass(frozen=True, slots=True)
class Sending:
    """A message that a match asks for: the channel, what to send, and what makes it the only one."""

    channel: str
    subject: str
    payload: Any


@dataclass(frozen=True, slots=True)
class Hit:
    """A watch answered by a version, and what is to be sent for it; its feed reads the ledger."""

    match: Match
    sendings: tuple[Sending, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A record that another one annuls (law 5); ``record`` may be a beginning of ids, with its last colon."""

    dataset: str
    record: str
    cause: str


def _no_hits(_tx: Connection, _versions: Sequence[Version], _at: datetime) -> Iterable[Hit]:
    return ()


def _no_faults() -> Mapping[str, str]:
    return {}


def _no_members(_data: bytes, _name: str) -> Iterable[tuple[str, bytes]] | None:
    return None


def _no_withdrawals(_dataset: str, _record: str, _values: Mapping[str, Any]) -> Iterable[Withdrawn]:
    return ()


def _no_links(_tx: Connection, _catalogue: Catalogue, _since: date) -> Iterable[Withdrawn]:
    return ()


def _no_threads(
    _tx: Connection, _catalogue: Catalogue, _records: Iterable[tuple[str, str]], _at: datetime, _since: int
) -> None:
    return None


def _no_edits(source: Source, data: bytes, *, name: str, edits: Sequence[TableEdit]) -> Extraction:
    raise KeyError(
        f"nothing replays the {len(edits)} edits of {name}, a document of {source.name} of {len(data)} bytes"
    )


def _nowhere(former: bytes, now: bytes, *, name: str, edits: Sequence[TableEdit]) -> Mapping[int, TableEdit]:
    return {}


def _no_channel(message: Message) -> None:
    raise KeyError(f"no channel {message.channel!r} is installed")


@dataclass(frozen=True, slots=True)
class Route:
    """The callables of the stages.

    ``reader`` names the version of the readers: documents read or refused by another one are read again.
    ``amended`` reads a document with the edits that people made in its tables.
    ``carry`` finds the places of such edits in the bytes that replace those of a document.
    ``faults`` are the watches that the last matching could not evaluate, by what is wrong with them.
    ``members`` gives the members of an archive, None for bytes that are no archive. ``withdraws`` says which
    records a published row annuls by their ids, ``linked`` which ones the rows published since a day mend
    or withdraw by what they are known by, ``threaded`` puts published rows, as (dataset, record), into the
    threads of their procurements, ``measured`` measures datasets and gives what publishes the figures;
    without it nothing is measured. ``deliver`` sends one message and raises if the channel did not
    take it.
    """

    extract: Extract
    normalise: Normalise
    match: Callable[[Connection, Sequence[Version], datetime], Iterable[Hit]] = field(default=_no_hits)
    faults: Callable[[], Mapping[str, str]] = field(default=_no_faults)
    amended: Amended = field(default=_no_edits)
    carry: Carry = field(default=_nowhere)
    deliver: Callable[[Message], None] = field(default=_no_channel)
    members: Callable[[bytes, str], Iterable[tuple[str, bytes]] | None] = field(default=_no_members)
    withdraws: Callable[[str, str, Mapping[str, Any]], Iterable[Withdrawn]] = field(default=_no_withdrawals)
    linked: Callable[[Connection, Catalogue, date], Iterable[Withdrawn]] = field(default=_no_links)
    threaded: Callable[[Connection, Catalogue, Iterable[tuple[str, str]], datetime, int], None] = field(
        default=_no_threads
    )
    measured: Callable[[Database, Iterable[str], datetime], Callable[[Connection], None]] | None = None
    reader: str = "1"
