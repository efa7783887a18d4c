"""Match the rows of the last days again each night, before people come to work."""

from __future__ import annotations

from datetime import time

from core.model.timetable import Hours
from workers.context import Context
from workers.duties import Duty
from workers.sweep import sweep


def perform(context: Context) -> None:
    """The ledger keeps what was told from being told again."""
    sweep(context)


DUTY = Duty("sweep", Hours((time(5, 0),)), perform, heavy=True)
