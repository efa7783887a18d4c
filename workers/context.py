"""What every stage is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.clock import utc_now
from core.model.source import Source
from core.storage.blobs import Blobs
from core.storage.database import Database
from core.storage.runs import Run
from workers.origins import Fetcher
from workers.route import Route


@dataclass(frozen=True, slots=True)
class Context:
    """The installation, as the stages see it.

    ``origin_for`` gives where a run looks for documents; it is asked at each of them, so it should remember.
    A lease is renewed while its worker lives, so ``lease`` is how long the work of a lost host waits; the
    work of a dead process of this host doesn't.
    """

    db: Database
    blobs: Blobs
    sources: Mapping[str, Source]
    origin_for: Callable[[Run], Fetcher]
    route: Route
    now: Callable[[], datetime] = utc_now
    lease: timedelta = timedelta(seconds=20)
