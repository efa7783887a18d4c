"""One request to a host at a time, and a pause before the next."""

from __future__ import annotations

import threading

from core.clock import SYSTEM, Clock


class Pace:
    """Spaces out the requests to each host.

    Args:
        seconds: the least time between two requests to one host.
        clock: tells the time and waits.
    """

    def __init__(self, seconds: float, clock: Clock = SYSTEM) -> None:
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def wait(self, host: str, at_least: float = 0.0) -> None:
        """Wait for this caller's turn at the host; turns are given in the order of calling."""
        with self._lock:
            now = self._clock.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + max(self._seconds, at_least)
        if turn > now:
            self._clock.sleep(turn - now)
