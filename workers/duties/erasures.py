"""Carry out the erasures that documents or people asked for, each quarter of an hour."""

from __future__ import annotations

from datetime import timedelta

from core.model.timetable import Pace
from workers.context import Context
from workers.duties import Duty
from workers.erasing import carry_out


def perform(context: Context) -> None:
    """Nothing where nothing was erased."""
    carry_out(context.db, context.blobs, context.now())


DUTY = Duty("erasures", Pace(timedelta(minutes=15)), perform, heavy=True)
