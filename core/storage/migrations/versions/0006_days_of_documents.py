"""Documents are counted by their day of publication."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index."""
    op.create_index(op.f("ix_document_source_published"), "document", ["source", "published"], unique=False)
