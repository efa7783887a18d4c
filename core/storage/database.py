"""One database, SQLite or PostgreSQL, behind three kinds of transaction."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from core.errors import DatabaseDown, InputError
from core.model.dataset import Dataset
from core.storage.beside import reading
from core.storage.catalogue import Catalogue, catalogue_of, ensure_dataset_tables
from core.storage.finding import has_words
from core.storage.locks import writing, writing_durably
from core.storage.memory import count_no_memory
from core.storage.migrate import migrate
from core.storage.rest import ask_after_rest

count_no_memory()

BUSY_MS = 60_000
"""How long a writer waits for another one, in milliseconds: longer than the publication of a large run."""

_STARTERS = 10
"""How often setting the log of SQLite is tried."""

_KEPT_ALIVE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A server that is cut off is noticed within fifteen seconds; by default it would take hours."""


@dataclass(frozen=True)
class Database:
    """An open, migrated database with the tables of the datasets it was opened for.

    ``read`` sees one consistent state. ``write`` survives the death of any process; after a loss of power
    SQLite may come back without its last moments, which is work done again, never a damaged file.
    ``write_durably`` is on the disk when it returns: for what a person typed and for what is told to others
    (corrections, watches, the ledger, the outbox), because those can't be read again in the archive.
    """

    engine: Engine
    catalogue: Catalogue
    _writer: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def sqlite(self) -> bool:
        """Whether this is SQLite, which has one writer at a time."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self.engine.connect() as tx, tx.begin():
            yield tx

    @contextmanager
    def read_at_large(self) -> Iterator[Connection]:
        """The same for a walk through a whole dataset, which processors may share (:mod:`beside`)."""
        with reading(self.engine) as tx:
            yield tx

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes."""
        with self._turn(), writing(self.engine) as tx:
            yield tx

    @contextmanager
    def write_durably(self) -> Iterator[Connection]:
        """A transaction that is on the disk when it returns."""
        with self._turn(), writing_durably(self.engine) as tx:
            yield tx

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _turn(self) -> Any:
        # In one process the threads queue here: SQLite's own waiting is by sleeping and trying again.
        return self._writer if self.sqlite else nullcontext()


def open_database(url: str, datasets: Iterable[Dataset] = ()) -> Database:
    """Open, create or migrate a database; two starters at once do it one after the other.

    Args:
        url: a path or ``sqlite:///…``, or ``postgresql://…``.
        datasets: those whose tables are created or given their new columns.

    Raises:
        InputError: the URL is of another database.
        DatabaseDown: it does not answer, cannot be written, or is of a newer release.
    """
    engine = _engine(_parsed(url))
    declared = tuple(datasets)
    try:
        _prepare(engine, declared)
    except DatabaseDown:
        engine.dispose()
        raise
    except DatabaseError as error:
        engine.dispose()
        if type(error) not in _AWAY:
            raise
        raise DatabaseDown(f"{engine.url!r}: {str(error).splitlines()[0]}") from error
    return Database(engine, catalogue_of(declared))


_AWAY = (OperationalError, DatabaseError)
"""Said of a database that cannot be had, or of a file that is none; others tell of a wrong statement."""


def _prepare(engine: Engine, datasets: tuple[Dataset, ...]) -> None:
    migrate(engine)
    ensure_dataset_tables(engine, datasets)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url) if "://" in url else make_url(f"sqlite:///{url}")
    except ArgumentError as error:
        raise InputError(
            "the address of the database is none", hint="Give sqlite:///PATH or postgresql://…"
        ) from error
    family = parsed.drivername.partition("+")[0]
    if family in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if family == "sqlite":
        return parsed.set(drivername="sqlite")
    raise InputError(f"cannot store in {family!r}", hint="Give sqlite:///PATH or postgresql://…")


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        engine = create_engine(url, pool_size=20, connect_args=_KEPT_ALIVE)
        event.listen(engine, "connect", _prepare_postgresql)
        ask_after_rest(engine)
        return engine
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


_SERVED = (
    # The server, too, must notice soon that a host is cut off: what it was at holds rows locked.
    "tcp_keepalives_idle = 5",
    "tcp_keepalives_interval = 3",
    "tcp_keepalives_count = 3",
    "tcp_user_timeout = 15000",
    # A question is planned for its values: one plan for Paris and for a hamlet is wrong for one of them.
    "plan_cache_mode = force_custom_plan",
    # Compiling takes longer than most questions.
    "jit = off",
    # A list of rows found that does not fit is kept by pages, of which each row is looked at: the four
    # megabytes of a server as it is delivered are 65 000 pages, these half a million.
    "work_mem = '32MB'",
)
"""Settings of a connection to PostgreSQL."""


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    for setting in _SERVED:
        connection.execute(f"SET {setting}")
    connection.commit()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.create_function("has_words", 2, has_words, deterministic=True)
    _keep_a_log(connection)
    for pragma in (
        "synchronous=NORMAL",
        "secure_delete=ON",  # what is deleted or overwritten leaves no bytes in the file
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _keep_a_log(connection: Any) -> None:
    """Set WAL; who does so while another starter does is refused at once, whatever it would wait."""
    for attempt in range(_STARTERS):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if attempt == _STARTERS - 1:
                raise
            time.sleep(0.05 * (attempt + 1))


def _begin_sqlite(tx: Connection) -> None:
    immediate = tx.get_execution_options().get("immediate", False)
    # Said to the driver itself: through SQLAlchemy it takes as long as a small transaction.
    tx.connection.cursor().execute("BEGIN IMMEDIATE" if immediate else "BEGIN")
