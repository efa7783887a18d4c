"""A worker of the release to come, whose migration comes on top of ours: the arguments of ``worker``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from core.storage import migrate
from tests.hosts.worker import run

NEXT = "9000"

MIGRATION = f'''
"""What migrations of this project do: they add."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{migrate.HEAD}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("work", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("revision", sa.Column("weight", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ledger", sa.Column("seen_at", sa.Text(), nullable=True))
    op.create_table("novelty", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_index("ix_outbox_last_error", "outbox", ["last_error"])
'''


def main(arguments: list[str]) -> None:
    """Migrate and work."""
    with tempfile.TemporaryDirectory(prefix="veille-next-") as folder:
        migrations = Path(folder) / "migrations"
        shutil.copytree(migrate._FOLDER, migrations)
        (migrations / "versions" / f"{NEXT}_next.py").write_text(MIGRATION, encoding="utf-8")
        migrate._FOLDER, migrate.HEAD = migrations, NEXT
        run(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
