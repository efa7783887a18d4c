"""Whether a Redis keeps what it is given: version, persistence, eviction, memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from redis import Redis
from redis.exceptions import RedisError, ResponseError

from workers.findings import Finding

OLDEST = (6, 2)
LEAST_MEMORY = 64 * 1024 * 1024
"""Bytes: three times what the window of messages takes when it is full."""

_MEBIBYTE = 1024 * 1024
_NAMES = ("maxmemory-policy", "maxmemory", "appendonly", "appendfsync")
_CONFIGURATION = "dans redis.conf, puis redémarrez Redis"


def look(url: str) -> Iterator[Finding]:
    """What there is to say of the server.

    A managed server that hides its configuration is taken as it is: its operator answers for it.

    Raises:
        RedisError: it does not answer.
    """
    with Redis.from_url(url, socket_timeout=5) as client:
        info: Mapping[str, Any] = client.info()
        try:
            settings: Mapping[str, str] = client.config_get(*_NAMES)
        except ResponseError:
            settings = {}
    yield _version(str(info.get("redis_version", "0")))
    if not settings:
        yield Finding("Redis", "réglages cachés par l’hébergeur", hint="Vérifiez chez lui : AOF, noeviction.")
        return
    yield _eviction(settings["maxmemory-policy"])
    yield _persistence(settings["appendonly"], settings["appendfsync"])
    yield _memory(int(settings["maxmemory"]), int(info.get("used_memory", 0)))


def look_calmly(url: str) -> Iterator[Finding]:
    """The same; a server that does not answer is a finding."""
    try:
        yield from look(url)
    except RedisError as error:
        yield Finding("Redis", str(error), True, "Vérifiez VEILLE_REDIS_URL, et que le serveur est démarré.")


def _version(text: str) -> Finding:
    old = tuple(int(part) for part in text.split(".")[:2] if part.isdigit()) < OLDEST
    wanted = ".".join(map(str, OLDEST))
    return Finding(
        "Redis", f"version {text}", old, f"Installez Redis {wanted} ou plus récent." if old else ""
    )


def _eviction(policy: str) -> Finding:
    what = "Redis, éviction"
    if policy == "noeviction":
        return Finding(what, "aucune")
    hint = f"Écrivez « maxmemory-policy noeviction » {_CONFIGURATION} : sinon il peut oublier des messages."
    return Finding(what, f"maxmemory-policy vaut {policy}", policy.startswith("allkeys-"), hint)


def _persistence(append_only: str, sync: str) -> Finding:
    what = "Redis, persistance"
    if append_only != "yes":
        hint = f"Écrivez « appendonly yes » et « appendfsync everysec » {_CONFIGURATION}."
        return Finding(what, "rien n’est gardé sur disque (appendonly no)", True, hint)
    if sync == "no":
        hint = f"Écrivez « appendfsync everysec » {_CONFIGURATION}."
        return Finding(what, "le disque est écrit quand le système le veut (appendfsync no)", hint=hint)
    return Finding(what, f"AOF, {sync}")


def _memory(limit: int, used: int) -> Finding:
    what, taken = "Redis, mémoire", f"{used // _MEBIBYTE} Mio pris"
    if limit == 0:
        hint = f"Écrivez « maxmemory 256mb » {_CONFIGURATION} : sans borne, il peut prendre celle des autres."
        return Finding(what, f"{taken}, sans borne", hint=hint)
    small = limit < LEAST_MEMORY
    hint = f"Portez maxmemory à {LEAST_MEMORY // _MEBIBYTE} Mio au moins : plein, il ne peut plus se vider."
    full = used > limit * 0.8
    return Finding(what, f"{taken} sur {limit // _MEBIBYTE} Mio", small, hint if small or full else "")
