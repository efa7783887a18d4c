"""What people mended in the tables of documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.storage.types import JsonText, UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "table_edit",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("anchor", JsonText(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_edit")),
    )
    op.create_index(op.f("ix_table_edit_sha256"), "table_edit", ["sha256"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(op.f("ix_table_edit_sha256"), "table_edit")
    op.drop_table("table_edit")
