"""What robots.txt allows (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from core.clock import Clock
from core.errors import FetchError

TOKEN = "veille"  # noqa: S105  the name that robots.txt calls us by
KEPT_SECONDS = 24 * 3600.0
MAX_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB must be read."""

MAX_DELAY = 60.0

Fetch = Callable[[httpx.URL], tuple[int, bytes]]
"""Status and body of a robots.txt; raises FetchError where there is no answer."""


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego
    until: float


class Robots:
    """The rules of each host, fetched once a day."""

    def __init__(self, fetch: Fetch, clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._rules: dict[str, _Rules] = {}

    def allows(self, url: httpx.URL) -> bool:
        """Whether we may fetch an address.

        Raises:
            FetchError: the host could not tell; RFC 9309 then forbids to go on.
        """
        return bool(self._of(url).can_fetch(str(url), TOKEN))

    def delay(self, url: httpx.URL) -> float:
        """Seconds between two requests that the host asks for, at most a minute."""
        return min(float(self._of(url).crawl_delay(TOKEN) or 0.0), MAX_DELAY)

    def _of(self, url: httpx.URL) -> Protego:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        with self._lock:
            known = self._rules.get(origin)
        if known is None or known.until < self._clock.monotonic():
            known = _Rules(
                self._ask(httpx.URL(f"{origin}/robots.txt")), self._clock.monotonic() + KEPT_SECONDS
            )
            with self._lock:
                self._rules[origin] = known
        return known.parsed

    def _ask(self, url: httpx.URL) -> Protego:
        status, body = self._fetch(url)
        if 200 <= status < 300:
            return Protego.parse(body.decode("utf-8-sig", "replace"))
        if 400 <= status < 500 and status != 429:
            return Protego.parse("")
        raise FetchError(f"{url} answered {status}: it is not known what may be fetched")
