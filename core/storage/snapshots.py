"""Documents known at the publishers, and the answers that were fetched of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, update

from core.model.document import Reference, Snapshot
from core.storage.beginnings import begins
from core.storage.schema import DOCUMENT, SNAPSHOT
from core.storage.upsert import insert_for

_PROVES_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends: the answer is only wanted if it has changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of the publishers, inside a transaction."""

    tx: Connection

    def saw(self, references: Sequence[Reference], at: datetime) -> None:
        """Remember listed documents; one that is known keeps its first day and takes the new address."""
        if not references:
            return
        rows = [
            {
                "source": each.source,
                "key": each.key,
                "url": each.url,
                "published": each.published,
                "first_seen": at,
                "last_seen": at,
                "state": "listed",
            }
            for each in references
        ]
        insert = insert_for(self.tx, DOCUMENT)
        fresh = insert.excluded
        self.tx.execute(
            insert.on_conflict_do_update(
                index_elements=["source", "key"],
                set_={
                    "url": fresh.url,
                    "published": func.coalesce(fresh.published, DOCUMENT.c.published),
                    "last_seen": fresh.last_seen,
                },
            ),
            rows,
        )

    def get(self, source: str, key: str) -> Reference | None:
        """The document of that key."""
        query = select(DOCUMENT).where(DOCUMENT.c.source == source, DOCUMENT.c.key == key)
        row = self.tx.execute(query).mappings().first()
        return Reference(row["source"], row["key"], row["url"], row["published"]) if row else None

    def state(self, source: str, key: str) -> str | None:
        """What became of a document, None for one that nobody listed."""
        query = select(DOCUMENT.c.state).where(DOCUMENT.c.source == source, DOCUMENT.c.key == key)
        return self.tx.execute(query).scalar()

    def mark(self, source: str, key: str, state: str) -> None:
        """Say what became of a document: listed, fetched, read, refused, gone."""
        here = (DOCUMENT.c.source == source, DOCUMENT.c.key == key)
        self.tx.execute(update(DOCUMENT).where(*here).values(state=state))

    def newest(self, source: str) -> date | None:
        """The latest day of publication known of a source."""
        return self.tx.execute(
            select(func.max(DOCUMENT.c.published)).where(DOCUMENT.c.source == source)
        ).scalar()


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The fetched answers, inside a transaction."""

    tx: Connection

    def add(self, snapshot: Snapshot) -> tuple[Snapshot, bool]:
        """Store an answer; the same bytes under the same key are one snapshot.

        Returns:
            The snapshot with its number, and whether the bytes are other than the key's latest.
        """
        latest = self.latest(snapshot.source, snapshot.key)
        insert = insert_for(self.tx, SNAPSHOT).values(**_row(snapshot))
        keep = {"seen_at": insert.excluded.seen_at, "headers": insert.excluded.headers}
        stored = self.tx.execute(
            insert.on_conflict_do_update(
                index_elements=["source", "key", "sha256"],
                set_={
                    **keep,
                    "etag": insert.excluded.etag,
                    "last_modified": insert.excluded.last_modified,
                },
            ).returning(SNAPSHOT)
        )
        row = stored.mappings().one()
        return _snapshot(row), latest is None or latest.sha256 != snapshot.sha256

    def seen(self, snapshot: int, at: datetime) -> None:
        """The publisher said that the answer still stands."""
        self.tx.execute(update(SNAPSHOT).where(SNAPSHOT.c.id == snapshot).values(seen_at=at))

    def get(self, snapshot: int) -> Snapshot | None:
        """The snapshot of that number."""
        row = self.tx.execute(select(SNAPSHOT).where(SNAPSHOT.c.id == snapshot)).mappings().first()
        return _snapshot(row) if row else None

    def latest(self, source: str, key: str) -> Snapshot | None:
        """The answer of a key that was seen last."""
        query = select(SNAPSHOT).where(SNAPSHOT.c.source == source, SNAPSHOT.c.key == key)
        order = (SNAPSHOT.c.seen_at.desc(), SNAPSHOT.c.id.desc())
        row = self.tx.execute(query.order_by(*order).limit(1)).mappings().first()
        return _snapshot(row) if row else None

    def of_bytes(self, sha256: str) -> list[Snapshot]:
        """The answers that had these bytes, under whatever key, latest first."""
        query = select(SNAPSHOT).where(SNAPSHOT.c.sha256 == sha256).order_by(SNAPSHOT.c.id.desc())
        return [_snapshot(row) for row in self.tx.execute(query).mappings()]

    def below(self, source: str, key: str) -> list[Snapshot]:
        """The snapshots of a document and of the members of its archive, in order."""
        here = SNAPSHOT.c.source == source
        # Two whole ranges of one index: with the source before the brackets SQLite would read all of it.
        members = and_(here, begins(SNAPSHOT.c.key, f"{key}!"))
        query = select(SNAPSHOT).where(or_(and_(here, SNAPSHOT.c.key == key), members))
        return [_snapshot(row) for row in self.tx.execute(query.order_by(SNAPSHOT.c.id)).mappings()]

    def validators(self, snapshot: int) -> Validators:
        """What a conditional request for it sends.

        A date of change that is no minute older than the answer proves nothing (RFC 9110, 8.8.2.2): the
        document may have changed again in the same second, or the publisher's clock is wrong.
        """
        query = select(SNAPSHOT.c.etag, SNAPSHOT.c.last_modified, SNAPSHOT.c.fetched_at)
        row = self.tx.execute(query.where(SNAPSHOT.c.id == snapshot)).first()
        if row is None:
            return Validators()
        return Validators(row.etag, row.last_modified if _is_old(row.last_modified, row.fetched_at) else None)


def _is_old(last_modified: str | None, fetched_at: datetime) -> bool:
    try:
        moment = parsedate_to_datetime(last_modified or "")
    except ValueError:
        return False
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware <= fetched_at - _PROVES_AFTER


def _row(snapshot: Snapshot) -> dict[str, Any]:
    headers = {name.lower(): value for name, value in snapshot.headers.items()}
    return {
        "source": snapshot.source,
        "key": snapshot.key,
        "url": snapshot.url,
        "sha256": snapshot.sha256,
        "size": snapshot.size,
        "media_type": snapshot.media_type,
        "headers": headers,
        "etag": headers.get("etag"),
        "last_modified": headers.get("last-modified"),
        "fetched_at": snapshot.fetched_at,
        "seen_at": snapshot.fetched_at,
    }


def _snapshot(row: Mapping[Any, Any]) -> Snapshot:
    names = ("source", "key", "url", "sha256", "size", "media_type", "fetched_at", "headers", "id")
    return Snapshot(**{name: row[name] for name in names})
