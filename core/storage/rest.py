"""Connections that have lain unused are asked whether they still live before they are lent again.

SQLAlchemy's own ``pool_pre_ping`` asks each time: for a worker, whose transactions follow one another
within milliseconds, a twentieth of its time. What dies while it is in use is found out by the statement that
fails, as with ``pool_pre_ping``: the pool then drops all connections that are older than that.
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

REST = 1.0
"""Seconds after which a connection is asked."""

_SINCE = "resting_since"


def ask_after_rest(engine: Engine) -> None:
    """Make the pool of an engine ask connections that have rested."""

    def rests(_connection: Any, record: Any) -> None:
        record.info[_SINCE] = time.monotonic()

    def asked(connection: Any, record: Any, _lent: Any) -> None:
        if time.monotonic() - record.info.get(_SINCE, time.monotonic()) < REST:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error  # all are replaced: they are no younger

    event.listen(engine, "checkin", rests)
    event.listen(engine, "checkout", asked)
