"""Which parts of an archived document may not be shown."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from core.errors import ProtectedText
from core.model.document import Snapshot
from core.storage.readings import Readings
from core.storage.refusals import Refusals
from core.storage.snapshots import Snapshots
from normalizers.datasets import is_restricted


def protected_paths(tx: Connection, snapshots: list[Snapshot]) -> list[str]:
    """The parts of the document that the law forbids to index; ``""`` is the whole of it (law 10).

    An archive may not be shown if one of its members may not; nor a document that rows of a restricted
    dataset were read from.
    """
    read = {name for snapshot in snapshots for name in Readings(tx).datasets_of(snapshot.sha256)}
    if any(map(is_restricted, read)):
        return [""]
    return sorted({path for snapshot in snapshots for path in _protected(tx, snapshot)})


def _protected(tx: Connection, snapshot: Snapshot) -> Iterator[str]:
    for part in Snapshots(tx).below(snapshot.source, snapshot.key):
        for refusal in Refusals(tx).of_document(part.source, part.key):
            if refusal.code == ProtectedText.code:
                yield refusal.path if part.key == snapshot.key else ""
