"""The review: who is at which row, what readers reported; the ledger by record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.storage.types import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables, empty."""
    op.create_table(
        "report",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_closed_at"), "report", ["closed_at"], unique=False)
    op.create_index(op.f("ix_report_dataset_record"), "report", ["dataset", "record"], unique=False)
    op.create_table(
        "claim",
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("person", _SERIAL, nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_claim_person_person")),
        sa.PrimaryKeyConstraint("dataset", "record", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_ledger_dataset_record"), "ledger", ["dataset", "record"], unique=False)
