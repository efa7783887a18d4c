"""The rows that releases of aggregated tables count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.storage.types import JsonText

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "basis",
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("data", JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("dataset", "part", "record", name=op.f("pk_basis")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("basis")
