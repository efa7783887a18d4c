"""Counting rows, each count once a minute at most: on a large dataset a count reads every row."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from core.storage.queries import Condition, Rows

_KEPT = 500
_FRESH = timedelta(minutes=1)

Counted = list[tuple[Any, int]]


@dataclass(frozen=True)
class Memory:
    """Answers by question, the last asked ones; safe for threads."""

    now: Callable[[], datetime]
    _answers: OrderedDict[str, tuple[datetime, Any]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def recall(self, question: str, ask: Callable[[], Any]) -> Any:
        """The answer to a question, asked anew where it is older than a minute."""
        with self._lock:
            known = self._answers.get(question)
            if known is not None and self.now() - known[0] < _FRESH:
                self._answers.move_to_end(question)
                return known[1]
        answer = ask()
        with self._lock:
            self._answers[question] = (self.now(), answer)
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return answer


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a dataset at one of its states; ``state`` is the position of its last version."""

    rows: Rows
    memory: Memory
    dataset: str
    state: int

    def count(self, conditions: Sequence[Condition]) -> int:
        """How many rows fulfil conditions."""
        question = repr((self.dataset, self.state, conditions))
        return int(self.memory.recall(question, lambda: self.rows.count(self.dataset, conditions)))

    def facets(self, column: str, conditions: Sequence[Condition], limit: int) -> Counted:
        """The most frequent values of a column under conditions."""
        question = repr((self.dataset, self.state, column, limit, conditions))
        ask: Callable[[], Counted] = lambda: self.rows.facets(self.dataset, column, conditions, limit)  # noqa: E731
        return list(self.memory.recall(question, ask))
