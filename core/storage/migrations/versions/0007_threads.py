"""Procurement threads: members, what they are looked up by, their links, and the links that people cut."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.storage.types import JsonText, UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables, empty: rows enter them when they are published or read again."""
    op.create_table(
        "thread_member",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("facts", JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_member")),
        sa.UniqueConstraint("dataset", "record", name=op.f("uq_thread_member_dataset_record")),
    )
    op.create_index(op.f("ix_thread_member_thread"), "thread_member", ["thread"], unique=False)
    op.create_table(
        "thread_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member", _SERIAL, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "member", name=op.f("pk_thread_key")),
    )
    op.create_index(op.f("ix_thread_key_member"), "thread_key", ["member"], unique=False)
    op.create_table(
        "thread_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_thread_word")),
    )
    op.create_table(
        "thread_name",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("member", _SERIAL, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name", "member", name=op.f("pk_thread_name")),
    )
    op.create_index(op.f("ix_thread_name_member"), "thread_name", ["member"], unique=False)
    op.create_table(
        "thread_link",
        sa.Column("one", _SERIAL, autoincrement=False, nullable=False),
        sa.Column("other", _SERIAL, autoincrement=False, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("reasons", JsonText(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_thread_link")),
    )
    op.create_index(op.f("ix_thread_link_other"), "thread_link", ["other"], unique=False)
    op.create_table(
        "thread_cut",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("one", _SERIAL, nullable=False),
        sa.Column("other", _SERIAL, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("undone_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_cut")),
    )
    op.create_index(op.f("ix_thread_cut_one"), "thread_cut", ["one"], unique=False)
    op.create_index(op.f("ix_thread_cut_other"), "thread_cut", ["other"], unique=False)
