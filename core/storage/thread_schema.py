"""The tables of threads: their members, what members are found by, their links and cuts."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, Index, Integer, Table, Text, UniqueConstraint

from core.storage.schema import METADATA, SERIAL, serial_id
from core.storage.types import JsonText, UtcDateTime

THREAD_MEMBER = Table(
    "thread_member",
    METADATA,
    serial_id(),
    Column("dataset", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("facts", JsonText, nullable=False),
    UniqueConstraint("dataset", "record"),
    Index(None, "thread"),
)

THREAD_KEY = Table(
    "thread_key",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("member", SERIAL, primary_key=True, autoincrement=False),
    Index(None, "member"),
)

THREAD_WORD = Table(
    "thread_word",
    METADATA,
    Column("word", Text, primary_key=True),
    Column("members", Integer, nullable=False),
)

THREAD_NAME = Table(
    "thread_name",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("member", SERIAL, primary_key=True, autoincrement=False),
    Index(None, "member"),
)

THREAD_LINK = Table(
    "thread_link",
    METADATA,
    Column("one", SERIAL, primary_key=True, autoincrement=False),
    Column("other", SERIAL, primary_key=True, autoincrement=False),
    Column("score", Double, nullable=False),
    Column("rule", Text, nullable=False),
    Column("reasons", JsonText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "other"),
)

THREAD_CUT = Table(
    "thread_cut",
    METADATA,
    serial_id(),
    Column("one", SERIAL, nullable=False),
    Column("other", SERIAL, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("undone_by", Text),
    Index(None, "one"),
    Index(None, "other"),
)
