"""The tables of the review: who is at which row, what readers reported, what was mended in tables."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from core.storage.access_schema import PERSON
from core.storage.schema import METADATA
from core.storage.types import JsonText, UtcDateTime

_SERIAL = BigInteger().with_variant(Integer, "sqlite")

CLAIM = Table(
    "claim",
    METADATA,
    Column("dataset", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("person", _SERIAL, ForeignKey(PERSON.c.id), nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

REPORT = Table(
    "report",
    METADATA,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("dataset", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("column", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("closed_by", Text),
    Index(None, "dataset", "record"),
    Index(None, "closed_at"),
)

TABLE_EDIT = Table(
    "table_edit",
    METADATA,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("sha256", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("anchor", JsonText, nullable=False),
    Column("base", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("note", Text),
    Column("undone_at", UtcDateTime),
    Column("undone_by", Text),
    Column("carried_from", _SERIAL),
    Index(None, "sha256"),
    Index("ix_table_edit_carried_from_sha256", "carried_from", "sha256", unique=True),
)
