"""In which bytes readings of a record were found; beginnings of keys and ids have indexes on PostgreSQL.

What is stored already is listed at night (duty ``older-rows``), and searched whole until then.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_BEGINNINGS = (("snapshot", "source", "key"), ("reading", "dataset", "record"))


def upgrade() -> None:
    """Create the table, the mark of what stands in it, and the indexes."""
    op.create_table(
        "extracted",
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("dataset", "record", "sha256", name=op.f("pk_extracted")),
    )
    op.create_index(op.f("ix_extracted_sha256"), "extracted", ["sha256"])
    op.add_column("extraction", sa.Column("listed", sa.Boolean(), nullable=True))
    unlisted = sa.text("listed IS NULL")
    op.create_index(
        "ix_extraction_unlisted", "extraction", ["sha256"], sqlite_where=unlisted, postgresql_where=unlisted
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, first, begun in _BEGINNINGS:
            name, kinds = f"ix_{table}_{first}_{begun}_begins", {begun: "text_pattern_ops"}
            op.create_index(name, table, [first, begun], postgresql_ops=kinds)


def downgrade() -> None:
    """Drop them."""
    if op.get_bind().dialect.name == "postgresql":
        for table, first, begun in _BEGINNINGS:
            op.drop_index(f"ix_{table}_{first}_{begun}_begins", table)
    op.drop_index("ix_extraction_unlisted", "extraction")
    op.drop_column("extraction", "listed")
    op.drop_table("extracted")
