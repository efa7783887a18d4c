"""Ask a mirror in the place of a publisher, under the publisher's own addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from core.http.fetched import Fetched


class HttpClient(Protocol):
    """The client of ``core.http``, as far as an origin needs it."""

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer, whatever its status.

        Raises:
            FetchError: there was none.
        """
        ...

    def search(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer to a POST that only asks, whatever its status.

        Raises:
            FetchError: there was none.
        """
        ...


@dataclass(frozen=True, slots=True)
class MirroredClient:
    """A client that asks for an address below a mirrored one at the mirror.

    ``mirrors`` maps beginnings of addresses to those that take their place; the longest that fits counts. The
    answers bear the address that was asked for, so that nothing but the way differs.
    """

    client: HttpClient
    mirrors: Mapping[str, str]

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """See :class:`HttpClient`."""
        return replace(self.client.get(self._place(url), headers=headers), url=url)

    def search(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """See :class:`HttpClient`."""
        return replace(self.client.search(self._place(url), content, headers=headers), url=url)

    def _place(self, url: str) -> str:
        fitting = [start for start in self.mirrors if url.startswith(start)]
        start = max(fitting, key=len, default="")
        return self.mirrors[start] + url[len(start) :] if start else url
