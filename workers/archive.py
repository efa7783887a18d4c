"""Every answer of a publisher goes to the archive before anybody reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from core.model.document import Snapshot
from core.model.source import Answer
from core.storage.digests import digest
from core.storage.erasures import Erasures
from core.storage.snapshots import Snapshots
from workers.context import Context
from workers.origins import Fetcher

Write = Callable[[Connection], None]
"""What a stage wants to be written; it runs in the transaction that marks the work done."""


@dataclass
class ArchivingOrigin:
    """An origin whose listings are kept, each under its address."""

    context: Context
    source: str
    origin: Fetcher
    seeds: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.seeds = self.origin.seeds

    def get(self, url: str) -> Answer | None:
        """The origin's answer, archived."""
        return self._keep(url, self.origin.get(url))

    def post(self, url: str, body: bytes) -> Answer | None:
        """The origin's answer, archived under the address and the question."""
        question = hashlib.sha256(body).hexdigest()[:16]
        return self._keep(f"{url}#{question}", self.origin.post(url, body))

    def _keep(self, key: str, answer: Answer | None) -> Answer | None:
        if answer is not None:
            snapshot = archived(self.context, self.source, key, answer)
            with self.context.db.write() as tx:
                Snapshots(tx).add(snapshot)
        return answer


def archived(context: Context, source: str, key: str, answer: Answer) -> Snapshot:
    """Archive the bytes of an answer, unless they were erased; the snapshot is still to be stored."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    sha256 = digest(answer.body)
    with context.db.read() as tx:
        kept = not Erasures(tx).is_erased(sha256)
    return Snapshot(
        source=source,
        key=key,
        url=answer.url,
        sha256=context.blobs.put(answer.body) if kept else sha256,
        size=len(answer.body),
        media_type=headers.get("content-type", ""),
        fetched_at=context.now(),
        headers=headers,
    )
