"""Take an archive apart; each member goes on as a document of its own."""

from __future__ import annotations

from sqlalchemy import Connection

from core.model.document import Snapshot
from core.model.reading import Extraction
from core.model.source import Answer
from core.storage.extractions import Extractions
from core.storage.snapshots import Snapshots
from core.storage.work import Work
from workers.archive import Write, archived
from workers.context import Context
from workers.stages.subjects import (
    ARCHIVE,
    file_name,
    is_erased,
    read_on,
    snapshot_of,
    stage_again,
    stage_of,
)

MEMBER = "!"
"""Stands between the key of an archive and the name of its member."""


def unpack(context: Context, work: Work) -> Write:
    """The subject is the number of the archive's snapshot."""
    parent = snapshot_of(context, work)
    if is_erased(context, parent.sha256):
        return _known_members(context, work, parent)
    data = context.blobs.get(parent.sha256)
    members = context.route.members(data, file_name(parent.url, parent.key)) or ()
    next_steps = [_member(context, parent, name, body) for name, body in members]

    def write(tx: Connection) -> None:
        for snapshot, stage in next_steps:
            stored, fresh = Snapshots(tx).add(snapshot)
            read_on(context, tx, work, stored, stage, fresh=fresh)
        # An archive holds no reading of its own; this says that it was taken apart for this reader.
        taken_apart = Extraction(parent.source, ARCHIVE, parent.sha256, ())
        Extractions(tx).put(taken_apart, context.route.reader, context.now())

    return write


def _known_members(context: Context, work: Work, parent: Snapshot) -> Write:
    """The members of an archive whose bytes were erased, as they were taken out of it before."""

    def write(tx: Connection) -> None:
        for member in Snapshots(tx).below(parent.source, parent.key):
            if member.key != parent.key:
                read_on(context, tx, work, member, stage_again(tx, member), fresh=False)

    return write


def _member(context: Context, parent: Snapshot, name: str, body: bytes) -> tuple[Snapshot, str]:
    """The snapshot of a member, whose bytes are archived at once, and the step that reads it."""
    answer = Answer(f"{parent.url}{MEMBER}{name}", body, {})
    snapshot = archived(context, parent.source, f"{parent.key}{MEMBER}{name}", answer)
    return snapshot, stage_of(context, snapshot, body)
