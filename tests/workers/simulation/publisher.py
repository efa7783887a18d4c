"""A publisher in memory, whose answers may fail, and a receiver of what is sent."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from core.errors import FetchError
from core.model.document import Reference
from core.model.source import Answer
from core.storage.outbox import Message
from core.storage.snapshots import Validators
from tests.workers import toy
from tests.workers.simulation.world import World
from workers.origins import Unchanged


@dataclass
class Publisher:
    """Documents by key."""

    world: World
    documents: dict[str, bytes] = field(default_factory=dict)
    seeds: tuple[str, ...] = ()

    def get(self, url: str) -> Answer | None:
        """The listing."""
        self._trouble(url)
        listing = [
            {"key": key, "url": f"https://toy.example/{key}", "published": toy.DAY.isoformat()}
            for key in self.documents
        ]
        return Answer(url, json.dumps(listing).encode(), {})

    def post(self, url: str, body: bytes) -> Answer | None:
        """No search is answered."""
        return None

    def fetch(self, url: str, validators: Validators) -> Answer | Unchanged | None:
        """A document."""
        self.world.boundary("fetch")
        self._trouble(url)
        return Answer(url, self.documents[url.rpartition("/")[2]], {})

    def unlisted(self, source: str) -> Iterable[Reference]:
        """Nothing."""
        return ()

    def _trouble(self, url: str) -> None:
        if self.world.chance(0.05):
            raise FetchError(f"{url} does not answer")


@dataclass
class Receiver:
    """Counts what it is given, by the key that makes a message the only one."""

    world: World
    times: Counter[str] = field(default_factory=Counter)

    def __call__(self, message: Message) -> None:
        """Take it, or not; the sender may die before it knows."""
        self.world.boundary("sending")
        if self.world.chance(0.05):
            raise ConnectionError("nobody there")
        self.times[message.subject] += 1
        self.world.boundary("sent")


@dataclass
class MemoryBlobs:
    """The archive in memory."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, data: bytes) -> str:
        """See ``core.storage.blobs.Blobs``."""
        sha256 = hashlib.sha256(data).hexdigest()
        self.kept[sha256] = data
        return sha256

    def get(self, sha256: str) -> bytes:
        """See ``core.storage.blobs.Blobs``."""
        return self.kept[sha256]

    def exists(self, sha256: str) -> bool:
        """See ``core.storage.blobs.Blobs``."""
        return sha256 in self.kept

    def erase(self, sha256: str) -> None:
        """See ``core.storage.blobs.Blobs``."""
        self.kept.pop(sha256, None)

    def names(self) -> Iterator[str]:
        """See ``core.storage.blobs.Blobs``."""
        return iter(self.kept)
