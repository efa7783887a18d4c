"""Counting rows without keeping a reader waiting: on a large dataset a count reads every row.

The counts of a page share a little time; those that it does not suffice for are left to a thread beside the
pages and told at the next visit. One that is a minute old, or of an earlier state of a large dataset, is told
while it is made anew.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from core.storage.database import Database
from core.storage.patience import Share, TooLong, within
from core.storage.queries import Condition, Rows

_KEPT = 500
_FRESH = timedelta(minutes=1)
_WAITING = 50
"""Counts that may wait to be made: more of them are asked for again by those who still want them."""
COUNTED_AT_ONCE = 20_000
"""Rows of a dataset whose counts are always waited for, as is what a reader has asked for."""
LONG = 3.0
"""Seconds of such a count."""
_LONGEST = 20.0
"""Seconds of a count beside the pages."""

Counted = list[tuple[Any, int]]
Ask = Callable[[Rows], Any]


@dataclass(frozen=True, slots=True)
class _Answer:
    at: datetime
    state: int
    told: Any


@dataclass(frozen=True)
class Memory:
    """Answers by question, the last asked ones; safe for threads."""

    now: Callable[[], datetime]
    _answers: OrderedDict[str, _Answer] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _asked: set[str] = field(default_factory=set)
    _beside: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="tally")
    )

    def known(self, question: str, state: int) -> tuple[Any, bool] | None:
        """The answer to a question and whether it is fresh: of that state, and not older than a minute."""
        with self._lock:
            answer = self._answers.get(question)
            if answer is None:
                return None
            self._answers.move_to_end(question)
            return answer.told, answer.state == state and self.now() - answer.at < _FRESH

    def keep(self, question: str, state: int, told: Any) -> Any:
        """Keep an answer, and give it back."""
        with self._lock:
            self._answers[question] = _Answer(self.now(), state, told)
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return told

    def is_asked(self, question: str) -> bool:
        """Whether a question is being answered beside the pages."""
        with self._lock:
            return question in self._asked

    def ask_beside(self, question: str, work: Callable[[], None]) -> None:
        """Have a question answered beside the pages, once at a time."""
        with self._lock:
            if question in self._asked or len(self._asked) >= _WAITING:
                return
            self._asked.add(question)
        self._beside.submit(self._run, question, work)

    def _run(self, question: str, work: Callable[[], None]) -> None:
        try:
            work()
        except SQLAlchemyError:
            pass  # the next reader who wants it has it asked again
        finally:
            with self._lock:
                self._asked.discard(question)


@dataclass(frozen=True)
class Tally:
    """The counts of a dataset at one of its states; ``state`` is the position of its last version.

    ``share`` is how long a page waits for all its counts together.
    """

    rows: Rows
    memory: Memory
    database: Database
    dataset: str
    state: int
    share: Share = field(default_factory=lambda: Share(0.04))

    @cached_property
    def is_large(self) -> bool:
        """Whether counts of the dataset are worth being left to others."""
        return self.rows.exceeds(self.dataset, COUNTED_AT_ONCE)

    def count(self, conditions: Sequence[Condition]) -> int | None:
        """How many rows fulfil conditions; None where that is not known yet."""
        question = repr((self.dataset, conditions))
        share = self.share if self.is_large else Share(LONG)
        told = self._told(question, lambda rows: rows.count(self.dataset, conditions), share)
        return None if told is None else int(told)

    def facets(
        self, column: str, conditions: Sequence[Condition], limit: int, *, awaited: bool = False
    ) -> Counted | None:
        """The most frequent values of a column under conditions; None where they are not known yet.

        ``awaited``: a reader has asked for them, and waits for them longer.
        """
        question = repr((self.dataset, column, limit, conditions))
        ask: Ask = lambda rows: rows.facets(self.dataset, column, conditions, limit)  # noqa: E731
        told = self._told(question, ask, Share(LONG) if awaited or not self.is_large else self.share)
        return None if told is None else list(told)

    def _told(self, question: str, ask: Ask, share: Share) -> Any:
        known = self.memory.known(question, self.state)
        if known is not None and (known[1] or self.memory.is_asked(question)):
            return known[0]
        if self.memory.is_asked(question) and share is self.share:
            return None
        try:
            told = share.within(self.rows.tx, lambda: ask(self.rows))
        except TooLong:
            self.memory.ask_beside(question, lambda: self._count_beside(question, ask))
            return known[0] if known else None
        return self.memory.keep(question, self.state, told)

    def _count_beside(self, question: str, ask: Ask) -> None:
        with self.database.read() as tx:
            rows = Rows(tx, self.rows.catalogue)
            try:
                told = within(tx, _LONGEST, lambda: ask(rows))
            except TooLong:
                told = None  # kept as long as an answer: asking again at each visit would find no more
        self.memory.keep(question, self.state, told)
