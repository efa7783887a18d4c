"""The figures of a run, counted in the queue."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Text, and_, cast, exists, func, select

from core.errors import DocumentError
from core.storage.schema import DOCUMENT, READING, SNAPSHOT, STAGED, WORK
from core.storage.work import Queue, Work, WorkState
from workers.notes import note


def _codes(kind: type[DocumentError]) -> Iterable[str]:
    yield kind.code
    for each in kind.__subclasses__():
        yield from _codes(each)


VERDICTS = frozenset(_codes(DocumentError))
"""The codes that are a verdict on a document; any other parked work is a gap of the run."""


def work_figures(tx: Connection, run: int) -> dict[str, int]:
    """How many documents were fetched, read, refused by name, parked for another reason, and gone."""
    query = select(WORK.c.stage, WORK.c.state, func.count()).where(WORK.c.run_id == run)
    tally = {(stage, state): n for stage, state, n in tx.execute(query.group_by(WORK.c.stage, WORK.c.state))}
    parked = _parked(tx, run)
    return {
        "fetched": tally.get(("fetch", WorkState.DONE), 0),
        "extracted": tally.get(("extract", WorkState.DONE), 0),
        "refused": sum(1 for work in parked if not _is_gap(work)),
        "parked": sum(1 for work in parked if _is_gap(work)),
        "gone": _gone(tx, run),
    }


def gaps(tx: Connection, run: int) -> list[str]:
    """What the run expected and did not get, in words."""
    missing = [work for work in _parked(tx, run) if _is_gap(work)]
    return [
        note("parked", stage=work.stage, subject=work.subject, error=work.last_error) for work in missing[:20]
    ]


def unlisted(tx: Connection, run: int) -> bool:
    """Whether the listing itself could not be read, so that nothing is known of the run's documents."""
    return any(work.stage == "discover" for work in _parked(tx, run))


def unsaid(tx: Connection, run: int) -> list[tuple[str, str, str]]:
    """What the run's documents said when the same bytes were read before, and no longer say.

    Returns:
        (document, dataset, record), in order.
    """
    document = SNAPSHOT.c.source + "/" + SNAPSHOT.c.key
    said = select(READING.c.document, READING.c.dataset, READING.c.record).select_from(
        WORK.join(SNAPSHOT, WORK.c.subject == cast(SNAPSHOT.c.id, Text)).join(
            READING, and_(READING.c.document == document, READING.c.sha256 == SNAPSHOT.c.sha256)
        )
    )
    mine = (WORK.c.run_id == run, WORK.c.stage == "normalise", WORK.c.state == WorkState.DONE)
    again = exists().where(
        STAGED.c.source == SNAPSHOT.c.source,
        STAGED.c.key == SNAPSHOT.c.key,
        STAGED.c.dataset == READING.c.dataset,
        STAGED.c.record == READING.c.record,
    )
    rows = tx.execute(said.where(*mine, ~again).order_by(READING.c.document, READING.c.record))
    return [(row.document, row.dataset, row.record) for row in rows]


def _gone(tx: Connection, run: int) -> int:
    """How many documents that the run was to fetch are no more at the publisher."""
    subject = DOCUMENT.c.source + "/" + DOCUMENT.c.key
    mine = (WORK.c.run_id == run, WORK.c.stage == "fetch", DOCUMENT.c.state == "gone")
    query = select(func.count()).select_from(WORK.join(DOCUMENT, WORK.c.subject == subject)).where(*mine)
    return tx.execute(query).scalar_one()


def _is_gap(work: Work) -> bool:
    return work.stage == "discover" or work.last_error_code not in VERDICTS


def _parked(tx: Connection, run: int) -> list[Work]:
    return Queue(tx).rows(WORK.c.run_id == run, WORK.c.state == WorkState.PARKED)
