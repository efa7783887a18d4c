"""The tables of what was erased: which rows, on which day and why, and which bytes; never what they said."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from core.storage.schema import METADATA
from core.storage.types import UtcDateTime

ERASURE = Table(
    "erasure",
    METADATA,
    Column("dataset", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("cause", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
)

ERASED_DOCUMENT = Table(
    "erased_document",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("gone_at", UtcDateTime),
    Index(None, "gone_at"),
)
"""Bytes that are not kept, and not kept again; ``gone_at`` is when they left the archive."""
