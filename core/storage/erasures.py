"""What was erased: the fact of it for rows, and the bytes that are not to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from core.storage.erasure_schema import ERASED_DOCUMENT, ERASURE
from core.storage.upsert import insert_missing

_SOME = 500


@dataclass(frozen=True, slots=True)
class Erasure:
    """A row that was erased; ``by`` is who asked for it here, empty where a document did."""

    dataset: str
    record: str
    cause: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Erasures:
    """The erasures, inside a transaction."""

    tx: Connection

    def add(self, erasures: Sequence[Erasure]) -> None:
        """Keep the fact; the first one stands."""
        rows = [{name: getattr(each, name) for name in Erasure.__dataclass_fields__} for each in erasures]
        insert_missing(self.tx, ERASURE, rows)

    def latest(self, limit: int) -> list[Erasure]:
        """The latest, latest first."""
        query = select(ERASURE).order_by(ERASURE.c.at.desc(), ERASURE.c.dataset, ERASURE.c.record)
        return [Erasure(**row) for row in self.tx.execute(query.limit(limit)).mappings()]

    def count(self, dataset: str) -> int:
        """How many rows of a dataset were erased."""
        query = select(func.count()).select_from(ERASURE).where(ERASURE.c.dataset == dataset)
        return self.tx.execute(query).scalar_one()

    def of(self, dataset: str) -> list[Erasure]:
        """Those of a dataset, oldest first."""
        query = select(ERASURE).where(ERASURE.c.dataset == dataset).order_by(ERASURE.c.at, ERASURE.c.record)
        return [Erasure(**row) for row in self.tx.execute(query).mappings()]

    def known(self, dataset: str, records: Iterable[str]) -> set[str]:
        """Those of the records that were erased."""
        wanted, found = sorted(set(records)), set[str]()
        for start in range(0, len(wanted), _SOME):
            some = ERASURE.c.record.in_(wanted[start : start + _SOME])
            query = select(ERASURE.c.record).where(ERASURE.c.dataset == dataset, some)
            found.update(self.tx.execute(query).scalars())
        return found

    def add_documents(self, digests: Iterable[str], at: datetime) -> None:
        """Keep these bytes no longer, and not again."""
        rows = [{"sha256": each, "at": at, "gone_at": None} for each in sorted(set(digests))]
        insert_missing(self.tx, ERASED_DOCUMENT, rows)

    def is_erased(self, sha256: str) -> bool:
        """Whether these bytes are not to be kept."""
        query = select(ERASED_DOCUMENT.c.sha256).where(ERASED_DOCUMENT.c.sha256 == sha256)
        return self.tx.execute(query).first() is not None

    def waiting(self) -> list[str]:
        """The bytes that are still to leave the archive."""
        query = select(ERASED_DOCUMENT.c.sha256).where(ERASED_DOCUMENT.c.gone_at.is_(None))
        return list(self.tx.execute(query.order_by(ERASED_DOCUMENT.c.sha256)).scalars())

    def gone(self, sha256: str, at: datetime) -> None:
        """These bytes have left the archive."""
        here = ERASED_DOCUMENT.c.sha256 == sha256
        self.tx.execute(update(ERASED_DOCUMENT).where(here).values(gone_at=at))
