"""A question to the database that is given up when it takes too long."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

_Told = TypeVar("_Told")

_STEPS = 2_000
"""Instructions of SQLite between two looks at the clock: about a tenth of a millisecond."""
_LEAST = 0.002
"""Seconds below which no question is asked any more."""
_WAITING = 5
"""Time is that of the processor: on a busy machine a quick question is quick. Waiting counts a fifth."""


class TooLong(Exception):
    """The question took longer than its share, and was stopped."""


@dataclass
class Share:
    """What is left of the time that some questions share, in seconds of the processor."""

    left: float

    def within(self, tx: Connection, ask: Callable[[], _Told]) -> _Told:
        """The answer, if it comes in what is left.

        Raises:
            TooLong: it did not, or nothing was left.
        """
        if self.left < _LEAST:
            raise TooLong
        clock = clock_of(tx)
        begun = clock()
        try:
            told = within(tx, self.left, ask)
        except TooLong:
            self.left = 0.0  # also where the time went by in waiting
            raise
        self.left -= clock() - begun
        return told


def clock_of(tx: Connection) -> Callable[[], float]:
    """What time is told by, in seconds: SQLite works in this thread, PostgreSQL elsewhere."""
    return time.monotonic if tx.dialect.name == "postgresql" else time.thread_time


def within(tx: Connection, seconds: float, ask: Callable[[], _Told]) -> _Told:
    """The answer, if it comes in time; the transaction goes on either way.

    Raises:
        TooLong: it did not.
    """
    if tx.dialect.name == "postgresql":
        return _on_postgresql(tx, seconds, ask)
    driver: Any = tx.connection.driver_connection
    until, at_last = time.thread_time() + seconds, time.monotonic() + seconds * _WAITING
    driver.set_progress_handler(lambda: time.thread_time() > until or time.monotonic() > at_last, _STEPS)
    try:
        return ask()
    except DBAPIError as error:
        if "interrupted" in str(error.orig):
            raise TooLong from None
        raise
    finally:
        driver.set_progress_handler(None, 0)


def _on_postgresql(tx: Connection, seconds: float, ask: Callable[[], _Told]) -> _Told:
    before = tx.execute(text("SHOW statement_timeout")).scalar_one()
    point = tx.begin_nested()
    try:
        tx.execute(text(f"SET LOCAL statement_timeout = {max(1, int(1000 * seconds))}"))
        told = ask()
        tx.execute(text("SELECT set_config('statement_timeout', :before, true)"), {"before": before})
    except DBAPIError as error:
        point.rollback()
        if getattr(error.orig, "sqlstate", "") == "57014":  # query_canceled
            raise TooLong from None
        raise
    point.commit()
    return told
