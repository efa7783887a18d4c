"""Who undid a correction, and why one was made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns; corrections made before have neither."""
    op.add_column("correction", sa.Column("undone_by", sa.Text(), nullable=True))
    op.add_column("correction", sa.Column("note", sa.Text(), nullable=True))
