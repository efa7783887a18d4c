"""Whether the queue of record can stand on a PostgreSQL: version, encoding, durability, limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import structlog
from sqlalchemy import Connection, text

from core.errors import VeilleError
from core.storage.database import Database
from workers.findings import Finding

OLDEST = 140000
"""PostgreSQL 14: the oldest that its makers still mend."""

LEAST_CONNECTIONS = 50
"""A worker process takes up to a score; so do the console and the scheduler."""

_NAMES = (
    "server_version",
    "server_version_num",
    "server_encoding",
    "max_connections",
    "fsync",
    "full_page_writes",
    "default_transaction_isolation",
    "statement_timeout",
    "idle_in_transaction_session_timeout",
)
_WHAT = "PostgreSQL"
_log = structlog.get_logger()


class UnsafeDatabase(VeilleError):
    """The PostgreSQL is too old, or set in a way on which the queue cannot stand; the hint says more."""

    code = "unsafe-database"


def refuse_unsafe(db: Database) -> None:
    """Look at the server when a service starts; what could be better is logged.

    Raises:
        UnsafeDatabase: the queue cannot stand on it.
    """
    with db.read() as tx:
        findings = list(look(tx))
    for finding in findings:
        if finding.broken:
            raise UnsafeDatabase(f"{finding.what} : {finding.found}", hint=finding.hint)
        if finding.hint:
            _log.warning("postgresql settings", what=finding.what, found=finding.found, hint=finding.hint)


def look(tx: Connection) -> Iterator[Finding]:
    """What there is to say of the server; nothing for SQLite."""
    if tx.dialect.name != "postgresql":
        return
    query = text("SELECT name, setting FROM pg_settings WHERE name = ANY(:names)")
    rows = tx.execute(query, {"names": list(_NAMES)})
    settings = {row.name: row.setting for row in rows}
    old = int(settings["server_version_num"]) < OLDEST
    hint = f"Installez PostgreSQL {OLDEST // 10000} ou plus récent." if old else ""
    yield Finding(_WHAT, f"version {settings['server_version']}", old, hint)
    yield from _wrong(settings)


def _wrong(settings: Mapping[str, str]) -> Iterator[Finding]:
    if settings["server_encoding"] != "UTF8":
        hint = "Créez la base avec : createdb --encoding=UTF8 --template=template0 veille."
        yield Finding(f"{_WHAT}, encodage", settings["server_encoding"], True, hint)
    isolation = settings["default_transaction_isolation"]
    if isolation != "read committed":
        hint = "ALTER DATABASE veille SET default_transaction_isolation = 'read committed'; la file l’exige."
        yield Finding(f"{_WHAT}, isolation", isolation, True, hint)
    for name in ("fsync", "full_page_writes"):
        if settings[name] != "on":
            hint = f"ALTER SYSTEM SET {name} = on; puis rechargez : une panne de courant perdrait la base."
            yield Finding(f"{_WHAT}, durabilité", f"{name} vaut {settings[name]}", hint=hint)
    if int(settings["max_connections"]) < LEAST_CONNECTIONS:
        hint = f"ALTER SYSTEM SET max_connections = {2 * LEAST_CONNECTIONS}; puis redémarrez PostgreSQL."
        yield Finding(f"{_WHAT}, connexions", settings["max_connections"], hint=hint)
    for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
        if 0 < int(settings[name]) < 600_000:
            hint = f"ALTER DATABASE veille SET {name} = 0; une grande publication dure plus longtemps."
            yield Finding(f"{_WHAT}, délais", f"{name} vaut {settings[name]} ms", hint=hint)
