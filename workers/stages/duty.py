"""Perform what a timetable asks for; the subject is the name of the duty."""

from __future__ import annotations

from core.storage.work import Work
from workers.archive import Write
from workers.context import Context
from workers.duties import duties


def duty(context: Context, work: Work) -> Write:
    """A duty writes in transactions of its own; one that is no more (another release) is nothing to do."""
    asked = duties().get(work.subject)
    if asked is not None:
        asked.perform(context)
    return lambda _tx: None
