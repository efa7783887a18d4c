"""What the database knows, for ``/metrics``: the same at every process of an installation.

Alerts take the ``max`` over instances of what is told here, and the ``sum`` of what ``meters`` counts.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, func, select

from core.storage.runs import RunState
from core.storage.schema import DOCUMENT, OUTBOX, REFUSAL, RUN, WORK
from core.storage.work import WorkState
from workers.freshness import State, freshness_of
from workers.health import Health
from workers.meters import REGISTRY
from workers.policy import POLICIES, QUEUES, queue_of

_Key = TypeVar("_Key", bound=tuple[str, ...])
"""The values of the labels of a sample."""

_SLOW_SECONDS = 60.0
"""Counts over whole tables are told again for so long."""


def exposition(health: Health, memory: Memory) -> bytes:
    """The text of ``/metrics``: what this process counts, then what the database knows."""
    registry = CollectorRegistry()
    registry.register(_Known(health, memory))
    return generate_latest(REGISTRY) + generate_latest(registry)


@dataclass
class Memory:
    """The counts of whole tables, and when they were made (monotonic seconds)."""

    at: float = float("-inf")
    families: list[Metric] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class _Known(Collector):
    health: Health
    memory: Memory

    def describe(self) -> Iterable[Metric]:
        """Nothing: registering must not ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Every family; where the database is away, only that it is."""
        checks = self.health.checks()
        yield _gauge(
            "veille_ready",
            "Whether each thing that this process needs is well.",
            ["check"],
            {(check.name,): float(check.good) for check in checks},
        )
        if not next(check.good for check in checks if check.name == "database"):
            return
        with self.health.db.read() as tx:
            now = self.health.now()
            yield from _queue(tx, now)
            yield from self._sources(tx, now)
            if time.monotonic() - self.memory.at > _SLOW_SECONDS:
                self.memory.families = list(_whole_tables(tx))
                self.memory.at = time.monotonic()
        yield from self.memory.families

    def _sources(self, tx: Connection, now: datetime) -> Iterator[Metric]:
        known = {(name,): freshness_of(tx, source, now) for name, source in self.health.sources.items()}
        label = ["source"]
        success = {key: each.complete.started.timestamp() for key, each in known.items() if each.complete}
        yield _gauge(
            "veille_source_last_success_timestamp_seconds",
            "Start of the last complete run of a source, Unix time.",
            label,
            success,
        )
        cadence = {key: each.source.cadence.total_seconds() for key, each in known.items()}
        yield _gauge(
            "veille_source_cadence_seconds", "The longest silence of a source that is normal.", label, cadence
        )
        late = {key: float(each.state is State.LATE) for key, each in known.items()}
        yield _gauge(
            "veille_source_late",
            "Whether the newest publication of a source is older than that.",
            label,
            late,
        )
        alarms = {
            key: float(each.last is not None and each.last.state is RunState.REFUSED)
            for key, each in known.items()
        }
        yield _gauge("veille_guard_alarm", "Whether a guard held the last run of a source.", label, alarms)


def _queue(tx: Connection, now: datetime) -> Iterator[Metric]:
    """Rows that are open or parked, by queue of the broker; the age of the oldest due row, by stage."""
    shown = [WorkState.READY, WorkState.LEASED, WorkState.PARKED]
    query = select(WORK.c.stage, WORK.c.state, func.count()).where(WORK.c.state.in_(shown))
    rows: dict[tuple[str, str], float] = {(queue, state.value): 0.0 for queue in QUEUES for state in shown}
    for stage, state, count in tx.execute(query.group_by(WORK.c.stage, WORK.c.state)):
        rows[queue_of(stage), state] += count
    yield _gauge(
        "veille_queue_rows", "Rows of the queue of record, by queue and state.", ["queue", "state"], rows
    )
    due = select(WORK.c.stage, func.min(WORK.c.run_at).label("since")).where(
        WORK.c.state.in_(shown[:2]), WORK.c.run_at <= now
    )
    oldest = {(stage,): 0.0 for stage in POLICIES}
    for row in tx.execute(due.group_by(WORK.c.stage)):
        oldest[row.stage,] = (now - row.since).total_seconds()
    yield _gauge(
        "veille_queue_oldest_seconds", "Age of the oldest row that is due, by stage.", ["stage"], oldest
    )


def _whole_tables(tx: Connection) -> Iterator[Metric]:
    documents = select(DOCUMENT.c.source, DOCUMENT.c.state, func.count())
    yield _gauge(
        "veille_documents",
        "Documents, by source and outcome.",
        ["source", "outcome"],
        _counted(tx.execute(documents.group_by(DOCUMENT.c.source, DOCUMENT.c.state))),
    )
    refusals = select(REFUSAL.c.source, REFUSAL.c.code, func.count())
    yield _gauge(
        "veille_refusals",
        "What was refused of documents, by source and code.",
        ["source", "code"],
        _counted(tx.execute(refusals.group_by(REFUSAL.c.source, REFUSAL.c.code))),
    )
    runs = select(RUN.c.source, RUN.c.state, func.count())
    yield _gauge(
        "veille_runs",
        "Runs, by source and state.",
        ["source", "state"],
        _counted(tx.execute(runs.group_by(RUN.c.source, RUN.c.state))),
    )
    messages = select(OUTBOX.c.channel, OUTBOX.c.state, func.count())
    yield _gauge(
        "veille_messages",
        "Messages to readers, by channel and state.",
        ["channel", "state"],
        _counted(tx.execute(messages.group_by(OUTBOX.c.channel, OUTBOX.c.state))),
    )


def _counted(rows: Iterable[Any]) -> dict[tuple[str, str], float]:
    return {(one, other): float(count) for one, other, count in rows}


def _gauge(name: str, told: str, labels: list[str], values: Mapping[_Key, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, told, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family
