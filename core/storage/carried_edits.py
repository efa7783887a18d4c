"""Edits of the tables of a document that follow it to new bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select

from core.model.document import Snapshot
from core.model.table_edit import TableEdit
from core.storage.review_schema import TABLE_EDIT
from core.storage.schema import EXTRACTION, SNAPSHOT
from core.storage.snapshots import Snapshots
from core.storage.table_edits import StoredEdit, stored, stored_edits
from core.storage.upsert import insert_missing


@dataclass(frozen=True, slots=True)
class Waiting:
    """An edit that stands in former bytes; ``ground`` is the one it repeats, where that has a place."""

    last: StoredEdit
    ground: StoredEdit


@dataclass(frozen=True, slots=True)
class CarriedEdits:
    """The edits that are carried over, inside a transaction."""

    tx: Connection

    def waiting(self, snapshot: Snapshot) -> list[Waiting]:
        """The edits of former bytes of a document that are still to be carried over, oldest first.

        Those of bytes that came back have stayed with them. What somebody took back in the bytes between is
        not carried over.
        """
        edits = {each.edit.id: each for each in self._of_document(snapshot)}
        # Nearly every document has none: the second question is for the others.
        latest = Snapshots(self.tx).latest(snapshot.source, snapshot.key) if edits else None
        if latest is None or latest.sha256 != snapshot.sha256:
            return []
        repeated = {each.carried_from for each in edits.values()}
        found = []
        for each in edits.values():
            line = list(_line(each, edits))
            if each.undone_at is not None or each.edit.id in repeated:
                continue
            if not any(one.sha256 == snapshot.sha256 for one in line):
                ground = next((one for one in line if one.edit.anchor.placed), each)
                found.append(Waiting(each, ground))
        return found

    def add(
        self, sha256: str, last: StoredEdit, edit: TableEdit, at: datetime, said_by: str | None = None
    ) -> None:
        """Repeat an edit for other bytes as it is there, at a place or, left behind, at none; once for each.

        It does not stand where ``said_by`` has decided on that place already.
        """
        row = {
            "sha256": sha256,
            "kind": edit.kind.value,
            "anchor": edit.anchor.as_list(),
            "base": edit.base,
            "value": edit.value,
            "author": last.author,
            "at": last.at,
            "note": last.note,
            "undone_at": at if said_by else None,
            "undone_by": said_by,
            "carried_from": last.edit.id,
        }
        insert_missing(self.tx, TABLE_EDIT, [row], ("carried_from", "sha256"))

    def left_behind(self) -> list[StoredEdit]:
        """The edits that have no place in the bytes they were carried over to, and that nobody settled."""
        again = TABLE_EDIT.alias("again")
        carried = select(again.c.id).where(again.c.carried_from == TABLE_EDIT.c.id)
        query = stored_edits().where(
            TABLE_EDIT.c.carried_from.is_not(None), TABLE_EDIT.c.undone_at.is_(None), ~carried.exists()
        )
        return [each for each in map(stored, self.tx.execute(query).mappings()) if each.left_behind]

    def erase(self, digests: Iterable[str]) -> None:
        """Delete the edits of some bytes, with those that repeat them or are repeated by them elsewhere.

        What readers found there with such edits goes too: it may hold their words.
        """
        touched: set[str] = set()
        fresh = self._ids(TABLE_EDIT.c.sha256.in_(sorted(digests)))
        known: set[int] = set()
        while fresh:
            known |= fresh
            touched |= set(self.tx.execute(select(TABLE_EDIT.c.sha256).where(_among(fresh))).scalars())
            parents = select(TABLE_EDIT.c.carried_from).where(
                _among(fresh), TABLE_EDIT.c.carried_from.is_not(None)
            )
            above = set(self.tx.execute(parents).scalars())
            fresh = (above | self._ids(TABLE_EDIT.c.carried_from.in_(sorted(fresh)))) - known
        self.tx.execute(delete(TABLE_EDIT).where(_among(known)))
        others = touched - set(digests)
        with_edits = EXTRACTION.c.sha256.in_(sorted(others)), EXTRACTION.c.reader.contains("+")
        self.tx.execute(delete(EXTRACTION).where(*with_edits))

    def _ids(self, condition: ColumnElement[bool]) -> set[int]:
        return set(self.tx.execute(select(TABLE_EDIT.c.id).where(condition)).scalars())

    def _of_document(self, snapshot: Snapshot) -> list[StoredEdit]:
        here = SNAPSHOT.c.source == snapshot.source, SNAPSHOT.c.key == snapshot.key
        query = stored_edits().where(TABLE_EDIT.c.sha256.in_(select(SNAPSHOT.c.sha256).where(*here)))
        return [stored(row) for row in self.tx.execute(query).mappings()]


def _line(edit: StoredEdit, edits: dict[int, StoredEdit]) -> Iterator[StoredEdit]:
    """An edit, the one it repeats, and so on."""
    at: StoredEdit | None = edit
    while at is not None:
        yield at
        at = edits.get(at.carried_from or 0)


def _among(numbers: Iterable[int]) -> ColumnElement[bool]:
    return TABLE_EDIT.c.id.in_(sorted(numbers))
