"""Which edit of the former bytes of a document an edit of its tables was carried over from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ONCE = "ix_table_edit_carried_from_sha256"


def upgrade() -> None:
    """Add the column; an edit is carried over to the same bytes once."""
    op.add_column("table_edit", sa.Column("carried_from", _SERIAL, nullable=True))
    op.create_index(_ONCE, "table_edit", ["carried_from", "sha256"], unique=True)


def downgrade() -> None:
    """Drop it."""
    op.drop_index(_ONCE, "table_edit")
    op.drop_column("table_edit", "carried_from")
