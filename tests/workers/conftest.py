"""The servers that the tests of this folder use."""

from tests.servers import database_url, postgres_server, postgres_url, redis_server, redis_url

__all__ = ["database_url", "postgres_server", "postgres_url", "redis_server", "redis_url"]
