"""Slots: which moment of each timetable was taken last, so that any number of schedulers agree."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.storage.types import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, empty: at the next tick everything is due."""
    op.create_table(
        "slot",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slot", UtcDateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("taken_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_slot")),
    )


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("slot")
