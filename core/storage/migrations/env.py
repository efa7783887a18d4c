"""Alembic's entry: the connection is opened and locked by ``core.storage.migrate``."""

from __future__ import annotations

from alembic import context

from core.storage.review_schema import REPORT

context.configure(connection=context.config.attributes["connection"], target_metadata=REPORT.metadata)
context.run_migrations()
