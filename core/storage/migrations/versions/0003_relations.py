"""Which rows name which: a rectificatif is found from the notice that it mends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, empty: the next reading of a row fills it."""
    op.create_table(
        "relation",
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("dataset", "record", "target", name=op.f("pk_relation")),
    )
    op.create_index(op.f("ix_relation_dataset_target"), "relation", ["dataset", "target"], unique=False)
