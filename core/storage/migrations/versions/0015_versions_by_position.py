"""Versions of a dataset by their position: its last one is asked for by each of its pages."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index."""
    op.create_index(op.f("ix_revision_dataset_id"), "revision", ["dataset", "id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(op.f("ix_revision_dataset_id"), "revision")
