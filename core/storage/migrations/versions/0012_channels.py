"""Channels of watches, what is owed to them, the log of sendings; tokens of feeds as digests."""

from __future__ import annotations

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from core.storage.types import JsonText, UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables; the private addresses given out before stay good."""
    op.create_table(
        "channel",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("secrets", JsonText(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", UtcDateTime(timezone=True), nullable=True),
        sa.Column("retry_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("warned_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("disabled_for", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
    )
    op.create_index(op.f("ix_channel_watch"), "channel", ["watch"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("message", _SERIAL, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "watch",
            "channel",
            "dataset",
            "record",
            "version",
            name=op.f("uq_delivery_watch_channel_dataset_record_version"),
        ),
    )
    op.create_index(op.f("ix_delivery_channel_message"), "delivery", ["channel", "message"], unique=False)
    op.create_index(op.f("ix_delivery_message"), "delivery", ["message"], unique=False)
    op.create_table(
        "sending",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message", _SERIAL, nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
    )
    op.create_index(op.f("ix_sending_channel_id"), "sending", ["channel", "id"], unique=False)
    tokens = op.create_table(
        "feed_token",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_feed_token")),
    )
    op.create_index(op.f("ix_feed_token_watch"), "feed_token", ["watch"], unique=False)
    watch = sa.table(
        "watch",
        sa.column("id", sa.Text()),
        sa.column("token", sa.Text()),
        sa.column("created_at", UtcDateTime(timezone=True)),
    )
    for row in op.get_bind().execute(sa.select(watch).where(watch.c.token != "")).all():
        digest = sha256(row.token.encode()).hexdigest()
        op.bulk_insert(tokens, [{"digest": digest, "watch": row.id, "created_at": row.created_at}])
    op.execute(watch.update().values(token=""))
