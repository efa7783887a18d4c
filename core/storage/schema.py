"""The fixed tables; those of the datasets are made from their declarations in ``catalogue``."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from core.storage.types import JsonText, UtcDateTime

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SERIAL = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column declared INTEGER PRIMARY KEY."""


def serial_id() -> Column[int]:
    """The number of a row."""
    return Column("id", SERIAL, primary_key=True, autoincrement=True)


DOCUMENT = Table(
    "document",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("published", Date),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("state", Text, nullable=False),
    Index(None, "source", "published"),
)

SNAPSHOT = Table(
    "snapshot",
    METADATA,
    serial_id(),
    Column("source", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("headers", JsonText, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    UniqueConstraint("source", "key", "sha256"),
    Index(None, "sha256"),
    Index(
        "ix_snapshot_source_key_begins", "source", "key", postgresql_ops={"key": "text_pattern_ops"}
    ).ddl_if(dialect="postgresql"),
)

RUN = Table(
    "run",
    METADATA,
    serial_id(),
    Column("source", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("quiet", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("started", UtcDateTime, nullable=False),
    Column("finished", UtcDateTime),
    Column("counts", JsonText, nullable=False),
    Column("reasons", JsonText, nullable=False),
    Index(None, "source", "state"),
)

WORK = Table(
    "work",
    METADATA,
    serial_id(),
    Column("stage", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("run_id", SERIAL, ForeignKey("run.id"), nullable=True),
    Column("state", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("host_key", Text, nullable=False),
    Column("run_at", UtcDateTime, nullable=False),
    Column("owner", Text),
    Column("lease_until", UtcDateTime),
    Column("dispatched_at", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("last_error_code", Text),
    Column("last_error", Text),
    Column("updated_at", UtcDateTime, nullable=False),
    UniqueConstraint("stage", "subject"),
    Index(None, "state", "priority", "run_at"),
    Index(None, "run_id", "state"),
)

EXTRACTION = Table(
    "extraction",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("reader", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("listed", Boolean),
    Index(
        "ix_extraction_unlisted",
        "sha256",
        sqlite_where=text("listed IS NULL"),
        postgresql_where=text("listed IS NULL"),
    ),
)
"""``listed``: its records stand in ``extracted``; unknown of what an older release stored."""

EXTRACTED = Table(
    "extracted",
    METADATA,
    Column("dataset", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Index(None, "sha256"),
)
"""In which bytes readings of a record were found, whatever became of them."""

STAGED = Table(
    "staged",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("dataset", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("run_id", SERIAL, ForeignKey("run.id"), nullable=False),
    Column("data", JsonText, nullable=False),
    Index(None, "run_id", "dataset", "record", "key"),
)

READING = Table(
    "reading",
    METADATA,
    Column("dataset", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("document", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("precedence", Integer, nullable=False),
    Column("published", Date),
    Column("data", JsonText, nullable=False),
    Index(None, "document"),
    Index(None, "sha256"),
    Index(
        "ix_reading_dataset_record_begins",
        "dataset",
        "record",
        postgresql_ops={"record": "text_pattern_ops"},
    ).ddl_if(dialect="postgresql"),
)

REVISION = Table(
    "revision",
    METADATA,
    serial_id(),
    Column("dataset", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("cause", Text, nullable=False),
    Column("data", JsonText, nullable=False),
    Column("changes", JsonText, nullable=False),
    UniqueConstraint("dataset", "record", "version"),
    Index(None, "dataset", "id"),
)

CORRECTION = Table(
    "correction",
    METADATA,
    serial_id(),
    Column("dataset", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("column", Text, nullable=False),
    Column("base", JsonText),
    Column("value", JsonText),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("undone_by", Text),
    Column("note", Text),
    Index(None, "dataset", "record"),
)

BASIS = Table(
    "basis",
    METADATA,
    Column("dataset", Text, primary_key=True),
    Column("part", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("data", JsonText, nullable=False),
)

PASSAGE = Table(
    "passage", METADATA, Column("name", Text, primary_key=True), Column("at", UtcDateTime, nullable=False)
)

RELATION = Table(
    "relation",
    METADATA,
    Column("dataset", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Index(None, "dataset", "target"),
)

WITHDRAWAL = Table(
    "withdrawal",
    METADATA,
    Column("dataset", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("cause", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

REFUSAL = Table(
    "refusal",
    METADATA,
    serial_id(),
    Column("source", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("source", "key", "sha256", "code", "path"),
)

UNMAPPED = Table(
    "unmapped",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

COVERAGE = Table(
    "coverage",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("form", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("read", Integer, nullable=False),
    Column("ignored", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "source", "form", "at"),
)

WATCH = Table(
    "watch",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("datasets", JsonText, nullable=False),
    Column("words", Text, nullable=False),
    Column("accept", JsonText, nullable=False),
    Column("ranges", JsonText, nullable=False, server_default="{}"),
    Column("token", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("paused_at", UtcDateTime),
    Column("channels", JsonText),
    Column("suspended", Text, nullable=False, server_default=""),
    Column("updated_at", UtcDateTime, nullable=False),
    Index(None, "token"),
    Index(None, "updated_at"),
)

LEDGER = Table(
    "ledger",
    METADATA,
    serial_id(),
    Column("watch", Text, nullable=False),
    Column("dataset", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("matched_at", UtcDateTime, nullable=False),
    Column("reasons", JsonText, nullable=False),
    UniqueConstraint("watch", "dataset", "record", "version"),
    Index(None, "watch", "id"),
    Index(None, "dataset", "record"),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    serial_id(),
    Column("channel", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload", JsonText, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("run_at", UtcDateTime, nullable=False),
    Column("last_error", Text),
    Column("sent_at", UtcDateTime),
    UniqueConstraint("channel", "subject"),
    Index(None, "state", "run_at"),
)

SLOT = Table(
    "slot",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("slot", UtcDateTime, nullable=False),
    Column("owner", Text, nullable=False),
    Column("taken_at", UtcDateTime, nullable=False),
)

RELEASE = Table(
    "release",
    METADATA,
    serial_id(),
    Column("dataset", Text, nullable=False),
    Column("data_version", BigInteger, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("hidden", JsonText, nullable=False),
    Column("tables", JsonText, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_by", Text),
    Column("decided_at", UtcDateTime),
    Index(None, "dataset", "id"),
)
