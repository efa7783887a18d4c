"""Alembic's entry: the connection is opened and locked by ``core.storage.migrate``."""

from __future__ import annotations

from alembic import context

from core.storage.channel_schema import CHANNEL
from core.storage.erasure_schema import ERASURE
from core.storage.review_schema import REPORT
from core.storage.thread_schema import THREAD_MEMBER

DECLARED = (REPORT, CHANNEL, ERASURE, THREAD_MEMBER)
"""Tables of every module that declares some, in one schema."""

context.configure(connection=context.config.attributes["connection"], target_metadata=DECLARED[0].metadata)
context.run_migrations()
