"""An installation over HTTP, of one source, whose nights can be good or bad."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from core.clock import FixedClock
from core.errors import DocumentError
from core.http import Client
from core.http.retry import Retry
from core.model.reading import Extraction
from core.model.source import Source, Window
from core.settings import Settings
from core.storage.blobs import FolderBlobs
from core.storage.database import open_database
from core.storage.queries import Rows
from core.storage.runs import Run
from core.storage.schema import DOCUMENT, REVISION
from crawlers import source as source_of
from extractors.sniff import is_archive
from extractors.unpacking import members_answer, members_of
from normalizers.datasets import datasets
from normalizers.normalise import normalise
from tests.workers.nights.misbehaviours import Misbehaviour
from tools.replayed_origin import Behaviour, Exchange, ReplayedOrigin, answers_of, behave, serving, settings
from workers.advance import Plan
from workers.context import Context
from workers.extraction import read_here
from workers.mirrors import MirroredClient
from workers.origins import LiveOrigin, Recorded, ReplayOrigin
from workers.route import Route
from workers.run import run
from workers.withdrawals import withdrawn_by

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
FIRST_NIGHT = datetime(2026, 3, 14, 3, tzinfo=UTC)
SPEED = 5_000
"""The clock of the route runs so much faster, so that what is tried again later is tried at once."""

State = Mapping[str, Any]


@lru_cache(maxsize=4096)
def _read(source: str, data: bytes, name: str) -> Extraction | DocumentError:
    try:
        return read_here(source_of(source), data, name=name)
    except DocumentError as error:
        return error


def _extract(source: Source, data: bytes, *, name: str) -> Extraction:
    found = _read(source.name, data, name)
    if isinstance(found, DocumentError):
        raise found
    return found


def _members(data: bytes, name: str) -> list[tuple[str, bytes]] | None:
    return list(members_of(members_answer(data, {"name": name}))) if is_archive(data) else None


ROUTE = Route(extract=_extract, normalise=normalise, members=_members, withdraws=withdrawn_by)


@cache
def cases_of(source: str) -> tuple[Recorded, ...]:
    """The answers recorded for a source."""
    return ReplayOrigin(FIXTURES, source).cases


@cache
def window_of(source: str) -> Window:
    """Less than a week of the recorded days: the floor of a week says nothing of a sample."""
    known = ReplayOrigin(FIXTURES, source).window or Window(date(2026, 3, 12), date(2026, 3, 12))
    return Window(known.since, min(known.until, known.since + timedelta(days=5)))


@dataclass
class House:
    """The installation and the publisher it asks."""

    source: Source
    context: Context
    publisher: ReplayedOrigin
    nights: int = 0

    def night(self, behaviour: Behaviour = behave) -> Run:
        """One run, a day after the one before."""
        self.publisher.behaviour = behaviour
        self.publisher.asked.clear()
        self.nights += 1
        context = replace(self.context, now=_fast(FIRST_NIGHT + timedelta(days=self.nights)))
        plan = Plan(self.source, window_of(self.source.name))
        return run(context, [plan], threads=1).runs[0]

    def state(self) -> State:
        """What readers see, but for the moments at which it was seen."""
        with self.context.db.read() as tx:
            rows = Rows(tx, self.context.db.catalogue)
            found = {name: _rows(rows, name) for name in self.source.datasets}
            documents = sorted(tx.execute(select(DOCUMENT.c.key)).scalars())
        return {"documents": documents, **found}

    def revisions(self) -> list[tuple[str, str, int]]:
        """Every version of every row."""
        return [(dataset, record, version) for dataset, record, version, _ in self._versions()]

    def written_twice(self) -> list[tuple[str, str, str]]:
        """The rows of which one document has made two versions, as (dataset, record, address)."""
        told = Counter((dataset, record, url) for dataset, record, _, url in self._versions())
        return [each for each, times in told.items() if times > 1]

    def _versions(self) -> list[tuple[str, str, int, str]]:
        columns = REVISION.c
        with self.context.db.read() as tx:
            query = select(columns.dataset, columns.record, columns.version, columns.data)
            rows = [
                (row.dataset, row.record, row.version, row.data["document_url"]) for row in tx.execute(query)
            ]
        return sorted(rows)


def _rows(rows: Rows, dataset: str) -> dict[str, dict[str, Any]]:
    return {
        row["id"]: {name: value for name, value in row.items() if name not in _MOMENTS}
        for row in rows.rows(dataset)
    }


_MOMENTS = ("read_at", "lu_le", "publie_le", "modifie_le", "maj", "vu_le", "version")


def _fast(start: datetime) -> Any:
    begun = datetime.now(UTC)
    return lambda: start + (datetime.now(UTC) - begun) * SPEED


@contextmanager
def house(
    source: Source, cases: tuple[Recorded, ...], folder: Path, url: str, seeds: tuple[str, ...] = ()
) -> Iterator[House]:
    """An installation of one source, asking its recorded answers over HTTP; seeds choose the door."""
    publisher = ReplayedOrigin(answers_of(cases))
    with serving(publisher) as address, open_database(url, datasets().values()) as db:
        environment = settings(address, cases)
        known = Settings.model_validate(
            {
                "mirrors": json.loads(environment["VEILLE_MIRRORS"]),
                "seeds": json.loads(environment["VEILLE_SEEDS"]),
                "allowed_hosts": environment["VEILLE_ALLOWED_HOSTS"],
                "seconds_per_request": 0,
                "read_timeout": 0.4,
                "max_document_bytes": 20_000_000,
            }
        )
        with Client(known, clock=FixedClock(), retry=Retry(2, 60, draw=lambda: 1.0)) as client:
            origin = LiveOrigin(
                MirroredClient(client, known.mirrors), seeds or known.seeds.get(source.name, ())
            )
            blobs = FolderBlobs(folder / "blobs")
            context = Context(
                db, blobs, {source.name: source}, lambda _run: origin, ROUTE, lease=timedelta(days=9)
            )
            yield House(source, context, publisher)


def bad(misbehaviour: Misbehaviour, urls: AbstractSet[str]) -> Behaviour:
    """Misbehave at some addresses, behave at all others."""

    def act(exchange: Exchange) -> None:
        (misbehaviour.act if exchange.url in urls else behave)(exchange)

    return act
