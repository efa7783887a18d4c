"""An installation: its database, its archive, its child processes, put together from the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial

from core.sandbox import Sandbox
from core.settings import Settings
from core.storage.blobs import Blobs, open_blobs
from core.storage.database import Database, open_database
from core.storage.outbox import Message
from core.storage.runs import Run
from crawlers import sources
from extractors.sniff import is_archive
from extractors.unpacking import members_of
from normalizers.datasets import datasets
from normalizers.normalise import normalise
from normalizers.organisations.sirene.register import Register, opened_register
from workers.carrying import places_in
from workers.context import Context
from workers.delivery.courier import Courier
from workers.delivery.installed import courier_for
from workers.extraction import extract, reader_version
from workers.linked_acts import linked_acts
from workers.matching.watching import Matcher
from workers.origins import Fetcher
from workers.quality import measured
from workers.route import Route
from workers.threads import thread_rows
from workers.withdrawals import withdrawn_by

PRELOAD = ("workers.extraction", "crawlers:sources", "extractors.warm:load")
"""Loaded once for all documents, before the first child is forked."""


@dataclass(frozen=True)
class Installation:
    """What every entry point needs; made by :func:`open_installation`."""

    settings: Settings
    db: Database
    blobs: Blobs
    sandbox: Sandbox
    register: Register | None = None
    matcher: Matcher = field(default_factory=Matcher)

    def context(self, origin_for: Callable[[Run], Fetcher]) -> Context:
        """The installation as the stages see it, with the origin its runs look at."""
        return Context(self.db, self.blobs, sources(), origin_for, self.route())

    @cached_property
    def courier(self) -> Courier:
        """Who delivers messages; made when there is one, for a client takes a while to make."""
        return courier_for(self.db, self.settings)

    def deliver(self, message: Message) -> None:
        """Send one message."""
        self.courier(message)

    def route(self) -> Route:
        """The real callables of the stages."""
        return Route(
            extract=partial(extract, self.sandbox),
            amended=partial(extract, self.sandbox),
            carry=partial(places_in, self.sandbox),
            normalise=partial(normalise, register=self.register),
            match=self.matcher.match,
            faults=self.matcher.faults,
            deliver=self.deliver,
            members=partial(archive_members, self.sandbox, self.settings.max_unpacked_bytes),
            withdraws=withdrawn_by,
            linked=linked_acts,
            threaded=thread_rows,
            measured=measured,
            reader=reader_version(),
        )


@contextmanager
def open_installation(settings: Settings) -> Iterator[Installation]:
    """Open the database (made or migrated if need be), the archive and the child processes; close them after.

    Raises:
        VeilleError: the database, the archive or the stock of Sirene cannot be opened.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    db = open_database(settings.database_address, datasets().values())
    try:
        with (
            Sandbox.from_settings(settings, preload=PRELOAD) as sandbox,
            opened_register(settings.home, settings.sirene) as register,
        ):
            yield Installation(settings, db, open_blobs(settings.blobs_address), sandbox, register)
    finally:
        db.close()


def archive_members(
    sandbox: Sandbox, limit: int, data: bytes, name: str
) -> Iterable[tuple[str, bytes]] | None:
    """The members of an archive, unpacked in a child when they are asked for; None for other bytes."""
    return _unpacked(sandbox, limit, data, name) if is_archive(data) else None


def _unpacked(sandbox: Sandbox, limit: int, data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    answer = sandbox.run("extractors.unpacking:members_answer", data, {"name": name}, output_bytes=limit)
    yield from members_of(answer)
