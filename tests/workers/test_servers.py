"""What is said of a Redis and of a PostgreSQL before work is entrusted to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import SecretStr
from redis import Redis
from sqlalchemy import text
from sqlalchemy.engine import make_url

from core.settings import Settings
from core.storage.database import open_database
from workers import postgres_server, redis_server
from workers.broker import UnsafeBroker, open_broker
from workers.checkup import checkup
from workers.findings import Finding


@pytest.fixture
def configured(redis_url: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The Redis with other settings, put back after."""
    changed: Mapping[str, str] = request.param
    with Redis.from_url(redis_url, decode_responses=True) as client:
        before = client.config_get(*changed)
        for name, value in changed.items():
            client.config_set(name, value)
        yield redis_url
        for name, value in before.items():
            client.config_set(name, value)


def test_a_redis_as_we_want_it(redis_url: str) -> None:
    findings = {finding.what: finding for finding in redis_server.look(redis_url)}
    assert not any(finding.broken for finding in findings.values())
    assert findings["Redis, éviction"].found == "aucune"
    assert findings["Redis, persistance"].found == "AOF, everysec"
    assert "maxmemory 256mb" in findings["Redis, mémoire"].hint  # the server of the tests has no limit


@pytest.mark.parametrize(
    ("configured", "what", "broken", "hint"),
    [
        ({"maxmemory-policy": "allkeys-lru"}, "Redis, éviction", True, "maxmemory-policy noeviction"),
        ({"maxmemory-policy": "volatile-lru"}, "Redis, éviction", False, "maxmemory-policy noeviction"),
        ({"appendonly": "no"}, "Redis, persistance", True, "appendonly yes"),
        ({"appendfsync": "no"}, "Redis, persistance", False, "appendfsync everysec"),
        ({"maxmemory": "32mb"}, "Redis, mémoire", True, "64 Mio"),
    ],
    indirect=["configured"],
)
def test_what_is_set_wrong_is_named_with_what_to_do(
    configured: str, what: str, broken: bool, hint: str
) -> None:
    (finding,) = [each for each in redis_server.look(configured) if each.what == what]
    assert finding.broken is broken
    assert hint in finding.hint
    if broken:
        with pytest.raises(UnsafeBroker) as raised:
            open_broker(configured)
        assert hint in raised.value.hint
    else:
        open_broker(configured).close()


@pytest.mark.parametrize(("version", "old"), [("6.0.16", True), ("6.2.0", False), ("7.0.15", False)])
def test_an_old_redis_is_refused(version: str, old: bool) -> None:
    assert redis_server._version(version).broken is old


GOOD = {
    "server_encoding": "UTF8",
    "max_connections": "100",
    "fsync": "on",
    "full_page_writes": "on",
    "default_transaction_isolation": "read committed",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}


@pytest.mark.parametrize(
    ("changed", "broken", "hint"),
    [
        ({"server_encoding": "SQL_ASCII"}, True, "--encoding=UTF8"),
        ({"default_transaction_isolation": "serializable"}, True, "read committed"),
        ({"fsync": "off"}, False, "fsync = on"),
        ({"max_connections": "20"}, False, "max_connections"),
        ({"statement_timeout": "5000"}, False, "statement_timeout = 0"),
    ],
)
def test_a_postgresql_set_wrong_is_named(changed: dict[str, str], broken: bool, hint: str) -> None:
    assert list(postgres_server._wrong(GOOD)) == []
    (finding,) = postgres_server._wrong({**GOOD, **changed})
    assert finding.broken is broken
    assert hint in finding.hint


def test_a_real_postgresql_is_looked_at_when_a_service_starts(postgres_url: str) -> None:
    with open_database(postgres_url) as db:
        postgres_server.refuse_unsafe(db)
        with db.read() as tx:
            found = list(postgres_server.look(tx))
        assert found[0].found.startswith("version ")
        assert {finding.found for finding in found} >= {"fsync vaut off"}  # as our throw-away servers are
        name = make_url(postgres_url).database
        with db.write() as tx:
            tx.execute(text(f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'"))
    with open_database(postgres_url) as db, pytest.raises(postgres_server.UnsafeDatabase, match="isolation"):
        postgres_server.refuse_unsafe(db)


def test_the_doctor_tells_of_both(postgres_url: str, redis_url: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=SecretStr(postgres_url), redis_url=SecretStr(redis_url))
    said = _by_what(checkup(settings))
    assert {"PostgreSQL", "Redis", "Redis, éviction", "Redis, persistance", "Redis, mémoire"} <= set(said)
    away = Settings(home=tmp_path, redis_url=SecretStr("redis://127.0.0.1:1/0"))
    assert _by_what(checkup(away))["Redis"].broken


def _by_what(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.what: finding for finding in findings}
