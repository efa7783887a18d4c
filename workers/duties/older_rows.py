"""Bring what an older version published up to what this one would publish: once, the first night."""

from __future__ import annotations

from datetime import time

from core.model.timetable import Hours
from core.storage.extractions import Extractions
from core.storage.passages import Passages
from workers.context import Context
from workers.duties import Duty
from workers.older_parts import settle_older_parts

NAME = "parts-follow-their-notice"


_SOME = 500
"""Extractions that are listed in one transaction."""


def perform(context: Context) -> None:
    """Nothing, once it was made to its end."""
    listed = _SOME
    while listed == _SOME:
        with context.db.write() as tx:
            listed = Extractions(tx).list_older(_SOME)
    with context.db.read() as tx:
        if Passages(tx).made(NAME):
            return
    for _ in settle_older_parts(context.db, context.now()):
        pass
    with context.db.write() as tx:
        Passages(tx).keep(NAME, context.now())


DUTY = Duty("older-rows", Hours((time(2, 30),)), perform, heavy=True)
