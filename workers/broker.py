"""The broker of wake-up calls: in the process, or a Redis that any number of hosts listen to."""

from __future__ import annotations

from typing import Any

import dramatiq
import structlog
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from redis import Redis
from redis.exceptions import RedisError

from core.errors import VeilleError
from workers.redis_server import look

_HEARTBEAT_MS = 15_000
"""A worker host is dead for the broker after this silence; the default is a minute."""

_MAINTENANCE_CHANCE = 100_000
"""In a million commands: how often the broker looks for dead workers; the default is a hundred times less."""


_CONNECTION: dict[str, Any] = {
    "socket_connect_timeout": 3,
    "socket_timeout": 10,
    "socket_keepalive": True,
    "health_check_interval": 15,
}
"""No command waits for long, so that silence means that the server is cut off."""

_log = structlog.get_logger()


class UnsafeBroker(VeilleError):
    """The Redis may forget the wake-up calls it was given, or is too old or too small; the hint says more."""

    code = "unsafe-broker"


class BrokerDown(VeilleError):
    """The Redis does not answer."""

    code = "broker"
    hint = "Check VEILLE_REDIS_URL and that the server runs; no work is lost in the meantime."


def open_broker(redis_url: str | None) -> dramatiq.Broker:
    """The broker of an installation.

    It has no middleware: retries, limits of time and results are the business of the queue of record and of
    the child processes.

    Raises:
        BrokerDown: the Redis does not answer.
        UnsafeBroker: the Redis evicts keys, or keeps nothing on disk.
    """
    if redis_url is None:
        return StubBroker(middleware=[])
    _check(redis_url)
    return RedisBroker(  # type: ignore[no-untyped-call]
        client=Redis.from_url(redis_url, **_CONNECTION),
        middleware=[],
        heartbeat_timeout=_HEARTBEAT_MS,
        maintenance_chance=_MAINTENANCE_CHANCE,
    )


def waits(actor: dramatiq.Actor[[list[int]], None]) -> bool:
    """Whether a message for an actor waits at its broker, taken by no listener yet.

    Raises:
        RedisError: the Redis does not answer.
    """
    broker, queue = actor.broker, actor.queue_name
    if isinstance(broker, RedisBroker):
        return bool(broker.client.llen(f"{broker.namespace}:{queue}"))
    if isinstance(broker, StubBroker):
        return not broker.queues[queue].empty()
    raise TypeError(f"no broker of ours: {broker!r}")


def _check(redis_url: str) -> None:
    try:
        findings = list(look(redis_url))
    except RedisError as error:
        raise BrokerDown(f"Redis does not answer: {error}") from error
    for finding in findings:
        if finding.broken:
            raise UnsafeBroker(f"{finding.what} : {finding.found}", hint=finding.hint)
        if finding.hint:
            _log.warning("redis settings", what=finding.what, found=finding.found, hint=finding.hint)
