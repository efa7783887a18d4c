"""An answer of a publisher's server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, complete: its length is the one that was announced.

    ``headers`` have names in lower case, ``body`` is without content encoding; it is empty for status 304.
    ``final_url`` differs from ``url`` after a redirect inside the same host.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime
