"""Whether this process can do its work: the database, the broker, the sandbox, the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from core.clock import utc_now
from core.model.source import Source
from core.sandbox import Report, probe
from core.storage.database import Database
from core.storage.migrate import HEAD, revision
from workers.skew import TOLERANCE, skew

_BROKER_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what was found."""

    name: str
    good: bool
    said: str = ""


Look = Callable[[], Check]


@dataclass(frozen=True)
class Health:
    """What is looked at for ``/readyz`` and ``/metrics``; ``more`` are looks of this process alone."""

    db: Database
    sources: Mapping[str, Source]
    redis_url: str | None = None
    allow_weak_sandbox: bool = False
    token: str = ""
    now: Callable[[], datetime] = utc_now
    more: tuple[Look, ...] = field(default=())

    def checks(self) -> list[Check]:
        """Every look; none raises."""
        looks = (self._database, self._clock, self._broker, self._sandbox, *self.more)
        return [check for look in looks for check in _calmly(look)]

    def _database(self) -> Check:
        with self.db.read() as tx:
            at = revision(tx)
        # A newer schema is that of a rolling upgrade: additions only, which this release does not mind.
        return Check("database", (at or "") >= HEAD, f"schema {at}, this release has {HEAD}")

    def _clock(self) -> Check:
        off = skew(self.db, self.now)
        return Check("clock", abs(off) <= TOLERANCE, f"{off.total_seconds():+.1f} s from the database")

    def _broker(self) -> Check:
        if self.redis_url is None:
            return Check("broker", good=True, said="in the process")
        with Redis.from_url(self.redis_url, socket_timeout=_BROKER_SECONDS) as client:
            client.ping()
        return Check("broker", good=True, said="Redis answers")

    def _sandbox(self) -> Check:
        report = _probed()
        said = "confined" if report.strong else report.problem or f"lacks {', '.join(report.lacking)}"
        return Check("sandbox", report.strong or self.allow_weak_sandbox, said)


def _calmly(look: Look) -> Iterator[Check]:
    try:
        yield look()
    except (SQLAlchemyError, RedisError, OSError) as error:
        told = (str(error).splitlines() or [""])[0]
        yield Check(look.__name__.strip("_"), good=False, said=f"{type(error).__name__}: {told}")


@cache
def _probed() -> Report:
    """The kernel does not change under a process."""
    return probe()
