"""How much of the documents of a source is read, ignored by name, or unknown to its reader (law 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Subquery, delete, func, select

from core.model.reading import Coverage, Extraction
from core.storage.schema import COVERAGE, SNAPSHOT, UNMAPPED
from core.storage.upsert import insert_missing, upsert

LAST = 1000
"""The files last seen: so many documents of each form, those that were read last."""


@dataclass(frozen=True, slots=True)
class FormCoverage:
    """The paths of the documents of a form last seen, added up over the documents."""

    form: str
    documents: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class UnknownPath:
    """A path that nobody reads nor ignores, in how many documents last seen it stands, and one of them.

    ``example`` is the key of a document; its sha256 where the document is not in the archive.
    """

    form: str
    path: str
    documents: int
    example: str


@dataclass(frozen=True, slots=True)
class Coverages:
    """The counts of each document, inside a transaction."""

    tx: Connection

    def put(self, extraction: Extraction, reader: str, at: datetime) -> None:
        """Store the counts and the unknown paths of a document in place of what a former reading left."""
        same = (UNMAPPED.c.source == extraction.source, UNMAPPED.c.sha256 == extraction.sha256)
        self.tx.execute(delete(UNMAPPED).where(*same))
        told = {"source": extraction.source, "form": extraction.form, "sha256": extraction.sha256, "at": at}
        insert_missing(self.tx, UNMAPPED, [{**told, "path": path} for path in extraction.unmapped])
        counts = {name: getattr(extraction.coverage, name) for name in ("read", "ignored", "unknown")}
        upsert(self.tx, COVERAGE, [{**told, "reader": reader, **counts}])

    def forms(self, source: str, last: int = LAST) -> list[FormCoverage]:
        """The share of each form, by the name of the form."""
        seen = _last_seen(source, last)
        counts = (func.sum(seen.c[name]) for name in ("read", "ignored", "unknown"))
        query = select(seen.c.form, func.count(), *counts).group_by(seen.c.form).order_by(seen.c.form)
        return [
            FormCoverage(form, many, Coverage(*map(int, sums)))
            for form, many, *sums in self.tx.execute(query)
        ]

    def unknown(self, source: str, last: int = LAST) -> list[UnknownPath]:
        """The unknown paths, those of most documents first."""
        seen = _last_seen(source, last)
        count, example = func.count().label("documents"), func.max(UNMAPPED.c.sha256).label("sha256")
        query = (
            select(UNMAPPED.c.form, UNMAPPED.c.path, count, example)
            .join(seen, seen.c.sha256 == UNMAPPED.c.sha256)
            .where(UNMAPPED.c.source == source)
            .group_by(UNMAPPED.c.form, UNMAPPED.c.path)
            .order_by(count.desc(), UNMAPPED.c.form, UNMAPPED.c.path)
        )
        rows = self.tx.execute(query).all()
        keys = self._keys(source, [row.sha256 for row in rows])
        return [
            UnknownPath(row.form, row.path, row.documents, keys.get(row.sha256, row.sha256)) for row in rows
        ]

    def _keys(self, source: str, digests: Sequence[str]) -> dict[str, str]:
        query = select(SNAPSHOT.c.sha256, func.min(SNAPSHOT.c.key)).where(
            SNAPSHOT.c.source == source, SNAPSHOT.c.sha256.in_(sorted(set(digests)))
        )
        return {digest: key for digest, key in self.tx.execute(query.group_by(SNAPSHOT.c.sha256))}

    def since(self, source: str, moment: datetime) -> dict[str, list[Coverage]]:
        """The counts of each document read from a moment on, by form."""
        return self._by_form(select(COVERAGE).where(COVERAGE.c.source == source, COVERAGE.c.at >= moment))

    def before(self, source: str, moment: datetime, last: int = LAST) -> dict[str, list[Coverage]]:
        """The counts of the documents of each form read last before a moment."""
        return self._by_form(select(_last_seen(source, last, moment)))

    def _by_form(self, query: Any) -> dict[str, list[Coverage]]:
        found: dict[str, list[Coverage]] = {}
        for row in self.tx.execute(query):
            found.setdefault(row.form, []).append(Coverage(row.read, row.ignored, row.unknown))
        return found


def _last_seen(source: str, last: int, before: datetime | None = None) -> Subquery:
    """The documents of each form that were read last and counted."""
    order = (COVERAGE.c.at.desc(), COVERAGE.c.sha256)
    place = func.row_number().over(partition_by=COVERAGE.c.form, order_by=order).label("place")
    query = select(COVERAGE, place).where(COVERAGE.c.source == source)
    if before is not None:
        query = query.where(COVERAGE.c.at < before)
    ranked = query.subquery()
    return select(ranked).where(ranked.c.place <= last).subquery()
