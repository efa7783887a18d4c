"""What one notice more costs, when so many are in threads already."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from sqlalchemy import Connection, Table, insert

from benchmarks.linking.composed import Composed
from core.storage.database import open_database
from core.storage.thread_schema import THREAD_KEY, THREAD_LINK, THREAD_MEMBER, THREAD_NAME, THREAD_WORD
from normalizers.datasets import datasets
from normalizers.linking.facts import Facts, facts_of, stored
from normalizers.linking.keys import CROWDED, keys_of
from normalizers.linking.links import linked, names_of
from workers.threads import RARE_WORDS, Threading

MEASURED = 500
_AT = datetime(2026, 3, 12, 12, tzinfo=UTC)
_CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class Milliseconds:
    """CPU time of one notice: the median, and what 95 in 100 stay under."""

    median: float
    most: float


def milliseconds(records: Sequence[Composed]) -> Milliseconds:
    """The time of the last notices, put into threads one by one beside all the others."""
    facts = [facts_of(each.dataset, each.row) for each in records]
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'threads.sqlite'}"
        with open_database(address, datasets().values()) as db:
            with db.write() as tx:
                _fill(tx, facts[:-MEASURED])
            with db.write() as tx:
                spent = [_spent(Threading(tx, _AT), one) for one in facts[-MEASURED:]]
    return Milliseconds(median(spent), quantiles(spent, n=20)[-1])


def _spent(threading: Threading, facts: Facts) -> float:
    start = time.process_time()
    threading.enter([facts])
    return 1000 * (time.process_time() - start)


def _fill(tx: Connection, facts: Sequence[Facts]) -> None:
    """What putting them in one by one would have stored, but for the names of threads."""
    words = Counter(stem for one in facts for stem in one.title.stems)
    keys: Counter[int] = Counter()
    members, found, names = [], [], []
    for number, one in enumerate(facts, 1):
        told = {"dataset": one.dataset, "record": one.record, "thread": one.record, "facts": stored(one)}
        members.append({"id": number, **told})
        rarest = sorted(one.title.stems, key=lambda each: (words[each], each))[:RARE_WORDS]
        own = {key for place in keys_of(one, rarest) for key in place if keys[key] <= CROWDED}
        keys.update(own)
        found += [{"key": key, "member": number} for key in own]
        names += [{"name": name, "member": number} for _, name in names_of(one)]
    _insert(tx, THREAD_MEMBER, members)
    _insert(tx, THREAD_KEY, found)
    _insert(tx, THREAD_NAME, names)
    _insert(tx, THREAD_WORD, [{"word": word, "members": count} for word, count in words.items()])
    _insert(tx, THREAD_LINK, [_link(each) for each in linked(facts)])


def _link(link: Any) -> dict[str, Any]:
    ends = {"one": link.one + 1, "other": link.other + 1}
    return {**ends, "score": link.score, "rule": link.rule, "reasons": link.reasons, "at": _AT}


def _insert(tx: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _CHUNK):
        tx.execute(insert(table), rows[start : start + _CHUNK])
