"""Make the aggregated datasets anew each night, after the day's publications."""

from __future__ import annotations

from datetime import time

from core.errors import Unprotected
from core.model.timetable import Hours
from workers.context import Context
from workers.duties import Duty
from workers.statistics import ended, make_statistics, years


def perform(context: Context) -> None:
    """The years that are over; one that has not changed writes nothing.

    Raises:
        Unprotected: of the last year that keeps its former release; the others have been made.
    """
    if "attributions-marches" not in context.db.catalogue:
        return
    with context.db.read() as tx:
        known = ended(years(tx, context.db.catalogue), context.now())
    held: Unprotected | None = None
    for year in known:
        try:
            make_statistics(context.db, year, context.now())
        except Unprotected as error:
            held = Unprotected(f"{year}: {error}", hint=error.hint)
    if held is not None:
        raise held


DUTY = Duty("statistics", Hours((time(3, 30),)), perform, heavy=True)
