"""What the archive knows of some bytes, and whether they may be shown."""

from __future__ import annotations

from sqlalchemy import Connection, select

from core.errors import ProtectedText
from core.model.document import Snapshot
from core.storage.refusals import Refusals
from core.storage.schema import SNAPSHOT
from core.storage.snapshots import Snapshots


def snapshots_of(tx: Connection, sha256: str) -> list[Snapshot]:
    """The fetched answers that had these bytes, latest first."""
    query = select(SNAPSHOT.c.id).where(SNAPSHOT.c.sha256 == sha256).order_by(SNAPSHOT.c.id.desc())
    found = [Snapshots(tx).get(number) for number in tx.execute(query).scalars()]
    return [snapshot for snapshot in found if snapshot is not None]


def protected_paths(tx: Connection, snapshots: list[Snapshot]) -> list[str]:
    """The parts of the document that the law forbids to index; ``""`` is the whole of it (law 10)."""
    refusals = [each for one in snapshots for each in Refusals(tx).of_document(one.source, one.key)]
    return [each.path for each in refusals if each.code == ProtectedText.code]
