"""Alembic's entry: the connection is opened and locked by ``core.storage.migrate``."""

from __future__ import annotations

from alembic import context

from core.storage.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
