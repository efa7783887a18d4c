"""A mirror is asked in the publisher's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.http.fetched import Fetched
from workers.mirrors import MirroredClient


@dataclass
class Server:
    asked: list[str] = field(default_factory=list)

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        self.asked.append(url)
        return Fetched(url, url, 200, {}, b"", datetime.now(UTC))

    def search(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Fetched:
        return self.get(url)


def test_the_longest_mirror_is_asked_under_the_publishers_address() -> None:
    server = Server()
    mirrors = {"https://a.example/": "http://m/a/", "https://a.example/b/": "http://m/b/"}
    client = MirroredClient(server, mirrors)
    urls = ["https://a.example/x?y=1", "https://a.example/b/c", "https://other.example/"]
    assert [client.get(url).url for url in urls] == urls
    assert client.search(urls[0], b"{}").url == urls[0]
    assert server.asked == ["http://m/a/x?y=1", "http://m/b/c", "https://other.example/", "http://m/a/x?y=1"]
