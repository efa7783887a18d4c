"""Rows and documents that were erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.storage.types import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "erasure",
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("dataset", "record", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_at"), "erasure", ["at"])
    op.create_table(
        "erased_document",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("gone_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_erased_document")),
    )
    op.create_index(op.f("ix_erased_document_gone_at"), "erased_document", ["gone_at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("erased_document")
    op.drop_table("erasure")
