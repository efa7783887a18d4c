"""Readings by the digest of their document: what a person who may see the document is asked first."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index."""
    op.create_index(op.f("ix_reading_sha256"), "reading", ["sha256"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(op.f("ix_reading_sha256"), "reading")
