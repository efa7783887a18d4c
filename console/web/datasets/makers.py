"""How many downloads are made at once: a large one fills a disk and a processor."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException

_UNAVAILABLE = 503


class Makers:
    """A few places; who waits too long for one is asked to come back.

    Args:
        places: how many files are made at once.
        patience: how long a request waits for a place, in seconds.
    """

    def __init__(self, places: int = 2, patience: float = 20.0) -> None:
        self._places = threading.BoundedSemaphore(places)
        self._patience = patience

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place to make a file.

        Raises:
            HTTPException: 503, with when to try again.
        """
        if not self._places.acquire(timeout=self._patience):
            raise HTTPException(_UNAVAILABLE, headers={"Retry-After": "60"})
        try:
            yield
        finally:
            self._places.release()
