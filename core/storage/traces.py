"""Where the values of a row are beside the row itself: in what was read, typed, found and sent of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, or_, select, update

from core.storage.channel_schema import DELIVERY, SENDING
from core.storage.folding import folded
from core.storage.review_schema import REPORT
from core.storage.schema import (
    BASIS,
    CORRECTION,
    LEDGER,
    OUTBOX,
    READING,
    STAGED,
)
from core.storage.thread_schema import (
    THREAD_CUT,
    THREAD_KEY,
    THREAD_LINK,
    THREAD_MEMBER,
    THREAD_NAME,
    THREAD_WORD,
)

_HOLDING = (READING, STAGED, CORRECTION, REPORT)
"""What is only there for the values it holds."""


def erase_traces(tx: Connection, dataset: str, records: Sequence[str]) -> None:
    """Erase them; what was told to whom, and when, stays without its words."""
    for table in _HOLDING:
        tx.execute(delete(table).where(*_of(table, dataset, records)))
    tx.execute(update(LEDGER).where(*_of(LEDGER, dataset, records)).values(reasons=[]))
    _erase_sent(tx, dataset, records)
    _erase_thread(tx, dataset, records)
    _erase_basis(tx, records)


def _of(table: Table, dataset: str, records: Sequence[str]) -> tuple[Any, ...]:
    return table.c.dataset == dataset, table.c.record.in_(records)


def _erase_sent(tx: Connection, dataset: str, records: Sequence[str]) -> None:
    """What waits without a message is told to nobody; what others answered may repeat what they were sent."""
    here = _of(DELIVERY, dataset, records)
    tx.execute(delete(DELIVERY).where(*here, DELIVERY.c.message.is_(None)))
    carrying = select(DELIVERY.c.message).where(*here)
    tx.execute(update(SENDING).where(SENDING.c.message.in_(carrying)).values(answer="", error=""))
    tx.execute(update(OUTBOX).where(OUTBOX.c.id.in_(carrying)).values(last_error=None))


def _erase_thread(tx: Connection, dataset: str, records: Sequence[str]) -> None:
    """The row leaves its thread, with its links and the words that no other member has."""
    query = select(THREAD_MEMBER.c.id, THREAD_MEMBER.c.facts).where(*_of(THREAD_MEMBER, dataset, records))
    for member, facts in tx.execute(query).all():
        for table in (THREAD_KEY, THREAD_NAME):
            tx.execute(delete(table).where(table.c.member == member))
        for ends in (THREAD_LINK, THREAD_CUT):
            tx.execute(delete(ends).where(or_(ends.c.one == member, ends.c.other == member)))
        words = sorted({word for said in _strings(facts) for word in folded(said).split()})
        alone = THREAD_WORD.c.word.in_(words), THREAD_WORD.c.members <= 1
        tx.execute(delete(THREAD_WORD).where(*alone))
        tx.execute(delete(THREAD_MEMBER).where(THREAD_MEMBER.c.id == member))


def _erase_basis(tx: Connection, records: Sequence[str]) -> None:
    """The winner that an aggregated table counted keeps a number of its own: secrecy counts winners."""
    query = select(BASIS).where(BASIS.c.record.in_(records))
    for row in tx.execute(query).mappings().all():
        here = [BASIS.c[name] == row[name] for name in ("dataset", "part", "record")]
        tx.execute(update(BASIS).where(*here).values(data={**row["data"], "winner": row["record"]}))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (said for each in value.values() for said in _strings(each))
    elif isinstance(value, list):
        yield from (said for each in value for said in _strings(each))
