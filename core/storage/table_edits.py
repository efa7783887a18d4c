"""Edits of the tables of documents, for ever: one is undone, never deleted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from core.model.table_edit import Anchor, EditKind, TableEdit
from core.storage.review_schema import TABLE_EDIT

_FORMER = TABLE_EDIT.alias("former")


@dataclass(frozen=True, slots=True)
class StoredEdit:
    """An edit with its line of the audit trail.

    ``carried_from`` is the number of the edit that it repeats for other bytes of the same document, and
    ``former`` the digest of those bytes.
    """

    edit: TableEdit
    sha256: str
    author: str
    at: datetime
    note: str | None = None
    undone_at: datetime | None = None
    undone_by: str | None = None
    carried_from: int | None = None
    former: str | None = None

    @property
    def left_behind(self) -> bool:
        """Whether it was made in former bytes and has no place in these."""
        return self.carried_from is not None and not self.edit.anchor.placed


@dataclass(frozen=True, slots=True)
class TableEdits:
    """The edits, inside a transaction (``write_durably`` where one is made)."""

    tx: Connection

    def add(self, sha256: str, edit: TableEdit, *, author: str, at: datetime, note: str | None = None) -> int:
        """Store an edit of the document of those bytes and give its number."""
        values = {**_columns(edit), "sha256": sha256, "author": author, "at": at, "note": note}
        made = self.tx.execute(insert(TABLE_EDIT).values(**values).returning(TABLE_EDIT.c.id))
        return int(made.scalar_one())

    def undo(self, sha256: str, number: int, *, author: str, at: datetime) -> bool:
        """Take an edit of that document back; False if there is none in force. The first undoing stands."""
        here = (TABLE_EDIT.c.id == number, TABLE_EDIT.c.sha256 == sha256, TABLE_EDIT.c.undone_at.is_(None))
        done = self.tx.execute(update(TABLE_EDIT).where(*here).values(undone_at=at, undone_by=author))
        return done.rowcount > 0

    def log(self, sha256: str) -> list[StoredEdit]:
        """Every edit of a document, undone ones too, oldest first."""
        query = stored_edits().where(TABLE_EDIT.c.sha256 == sha256)
        return [stored(row) for row in self.tx.execute(query).mappings()]

    def in_force(self, sha256: str) -> tuple[TableEdit, ...]:
        """The edits that stand, oldest first; those left behind in former bytes are none."""
        return tuple(
            each.edit for each in self.log(sha256) if each.undone_at is None and not each.left_behind
        )

    def all_in_force(self) -> list[StoredEdit]:
        """The edits that stand, of every document, oldest first."""
        query = stored_edits().where(TABLE_EDIT.c.undone_at.is_(None))
        return [stored(row) for row in self.tx.execute(query).mappings()]


def read_with(reader: str, edits: tuple[TableEdit, ...]) -> str:
    """The name of a reader together with the edits that it replays; the reader's own where there are none."""
    if not edits:
        return reader
    numbers = " ".join(str(edit.id) for edit in edits)
    return f"{reader}+{hashlib.sha256(numbers.encode()).hexdigest()[:8]}"


def _columns(edit: TableEdit) -> dict[str, Any]:
    raw = edit.as_dict()
    return {name: raw[name] for name in ("kind", "anchor", "base", "value")}


def stored_edits() -> Select[Any]:
    """The question for edits, oldest first; each row is for :func:`stored`."""
    former = TABLE_EDIT.c.carried_from == _FORMER.c.id
    query = select(TABLE_EDIT, _FORMER.c.sha256.label("former"))
    return query.outerjoin(_FORMER, former).order_by(TABLE_EDIT.c.id)


def stored(row: RowMapping) -> StoredEdit:
    """A row of :func:`stored_edits`."""
    anchor = Anchor.from_list(row["anchor"])
    edit = TableEdit(EditKind(row["kind"]), anchor, row["base"], row["value"], row["id"])
    return StoredEdit(edit, **{name: row[name] for name in _TOLD})


_TOLD = ("sha256", "author", "at", "note", "undone_at", "undone_by", "carried_from", "former")
