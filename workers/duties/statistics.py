"""Make the aggregated datasets anew each night, after the day's publications."""

from __future__ import annotations

from datetime import time

from core.model.timetable import Hours
from workers.context import Context
from workers.duties import Duty
from workers.statistics import make_statistics, years


def perform(context: Context) -> None:
    """All years of which awards are published; one that has not changed writes nothing."""
    if "attributions-marches" not in context.db.catalogue:
        return
    with context.db.read() as tx:
        known = years(tx, context.db.catalogue)
    for year in known:
        make_statistics(context.db, year, context.now())


DUTY = Duty("statistics", Hours((time(3, 30),)), perform, heavy=True)
