"""Edits of the tables of a document follow it when its publisher replaces its bytes.

Each goes where its ground is in the new reading; one whose ground is gone is left behind, and told to the
owners until one of them has settled it. It is done before the new bytes are read, so that no row is published
without what a person said of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import orjson
from sqlalchemy import Connection

from core.errors import DocumentError
from core.model.document import Snapshot
from core.model.table_edit import NOWHERE, TableEdit, edits_of
from core.sandbox import Sandbox
from core.storage.audit import Audit
from core.storage.carried_edits import CarriedEdits, Waiting
from core.storage.table_edits import TableEdits
from extractors.ocr import route
from workers.context import Context
from workers.stages.subjects import file_name, is_erased

_GROUNDS, _PLACES = "extractors.ocr.grounds:grounds_answer", "extractors.ocr.grounds:places_answer"


def carry_edits(context: Context, snapshot: Snapshot) -> None:
    """Carry over the edits that stand in former bytes of a document; a second time changes nothing."""
    with context.db.read() as tx:
        waiting = CarriedEdits(tx).waiting(snapshot)
    if not waiting or is_erased(context, snapshot.sha256):
        return
    try:
        found = _places(context, snapshot, waiting)
    except DocumentError:
        return  # the reading that follows says what is wrong; the edits wait for bytes that can be read
    with context.db.write_durably() as tx:
        _store(context, tx, snapshot, waiting, found)


def places_in(
    sandbox: Sandbox, former: bytes, now: bytes, *, name: str, edits: Sequence[TableEdit]
) -> Mapping[int, TableEdit]:
    """Where edits of former bytes go in new ones, found in limited child processes.

    Raises:
        DocumentError: the new bytes cannot be read. Where the former ones cannot, no edit has a place.
    """
    asked = {"name": name, "edits": [edit.as_dict() for edit in edits]}
    try:
        grounds = orjson.loads(route.run(sandbox, _GROUNDS, former, asked))
    except DocumentError:
        grounds = []
    answer = route.run(sandbox, _PLACES, now, {"name": name, "grounds": grounds})
    return {edit.id: edit for edit in edits_of(orjson.loads(answer))}


def _places(context: Context, snapshot: Snapshot, waiting: Sequence[Waiting]) -> dict[int, TableEdit]:
    """The place of each edit, by the number of its ground; edits without one are left out."""
    now, name = context.blobs.get(snapshot.sha256), file_name(snapshot.url, snapshot.key)
    found: dict[int, TableEdit] = {}
    for sha256 in dict.fromkeys(each.ground.sha256 for each in waiting):
        edits = [each.ground.edit for each in waiting if each.ground.sha256 == sha256]
        try:
            former = context.blobs.get(sha256)
        except KeyError:
            continue  # a store that was copied without its archive
        found |= context.route.carry(former, now, name=name, edits=edits)
    return found


def _store(
    context: Context,
    tx: Connection,
    snapshot: Snapshot,
    asked: Sequence[Waiting],
    found: Mapping[int, TableEdit],
) -> None:
    """What was undone or erased since is not brought over; what a person said of these bytes stands."""
    now, edits = context.now(), CarriedEdits(tx)
    numbers = {each.last.edit.id for each in asked}
    said = {
        (each.edit.kind, each.edit.anchor): each.author
        for each in TableEdits(tx).log(snapshot.sha256)
        if each.undone_at is None and each.edit.anchor.placed
    }
    placed = []
    for each in edits.waiting(snapshot):
        if each.last.edit.id in numbers:
            edit = found.get(each.ground.edit.id, replace(each.ground.edit, anchor=NOWHERE))
            edits.add(snapshot.sha256, each.last, edit, now, said.get((edit.kind, edit.anchor)))
            placed.append(edit.anchor.placed)
    if placed:
        detail = f"{sum(placed)} carried, {len(placed) - sum(placed)} left behind"
        Audit(tx).add("veille", "table mendings carried", snapshot.sha256, now, detail=detail)
