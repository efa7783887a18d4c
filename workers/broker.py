"""The broker of wake-up calls: in the process, or a Redis that any number of hosts listen to."""

from __future__ import annotations

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from redis import Redis
from redis.exceptions import RedisError, ResponseError

from core.errors import VeilleError

_HEARTBEAT_MS = 15_000
"""A worker host is dead for the broker after this silence; the default is a minute."""

_MAINTENANCE_CHANCE = 100_000
"""In a million commands: how often the broker looks for dead workers; the default is a hundred times less."""


class UnsafeBroker(VeilleError):
    """The Redis may forget the wake-up calls it was given."""

    code = "unsafe-broker"
    hint = (
        "Set `maxmemory-policy noeviction` and `appendonly yes` (appendfsync everysec) in its configuration."
    )


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
        url=redis_url,
        middleware=[],
        heartbeat_timeout=_HEARTBEAT_MS,
        maintenance_chance=_MAINTENANCE_CHANCE,
    )


def _check(redis_url: str) -> None:
    with Redis.from_url(redis_url, socket_timeout=5) as client:
        try:
            settings = client.config_get("maxmemory-policy", "appendonly")
        except ResponseError:
            return  # a managed server that hides its configuration: its operator answers for it
        except RedisError as error:
            raise BrokerDown(f"Redis does not answer: {error}") from error
    policy, append_only = settings.get("maxmemory-policy", ""), settings.get("appendonly", "")
    if policy.startswith("allkeys-"):
        raise UnsafeBroker(f"Redis may drop any key: maxmemory-policy is {policy}")
    if append_only != "yes":
        raise UnsafeBroker("Redis keeps nothing on disk: appendonly is no")
