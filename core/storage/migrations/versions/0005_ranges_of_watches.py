"""Bounds that watches put to amounts and days, and the index by which a matcher finds those that changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.storage.types import JsonText

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; watches made before have no bounds."""
    op.add_column("watch", sa.Column("ranges", JsonText(), nullable=False, server_default="{}"))
    op.create_index(op.f("ix_watch_updated_at"), "watch", ["updated_at"], unique=False)


def downgrade() -> None:
    """Drop the bounds."""
    op.drop_index(op.f("ix_watch_updated_at"), table_name="watch")
    op.drop_column("watch", "ranges")
