"""What this process counts for ``/metrics``, in its own memory; the rest is asked of the database."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
"""Ours alone: nothing of other libraries is told by chance."""

STEPS = Counter(
    "veille_steps",
    "Steps taken by this process, by stage and verdict.",
    ["stage", "verdict"],
    registry=REGISTRY,
)
SECONDS = Histogram(
    "veille_step_seconds",
    "Seconds that steps of this process took, by stage.",
    ["stage"],
    buckets=(0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
    registry=REGISTRY,
)
MATCH_LATENCY = Histogram(
    "veille_match_latency_seconds",
    "Seconds from the publication of rows to the end of their matching.",
    buckets=(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900),
    registry=REGISTRY,
)
REDISPATCHED = Counter(
    "veille_redispatched",
    "Rows of the queue that were told of again, because their message was lost or is late.",
    registry=REGISTRY,
)
RELEASED = Counter(
    "veille_released", "Rows that were taken back from workers that are no more.", registry=REGISTRY
)
KILLED = Counter(
    "veille_sandbox_kills",
    "Readings of documents that were ended, by the limit they passed.",
    ["reason"],
    registry=REGISTRY,
)
THREADS = Gauge("veille_worker_threads", "Threads of this process that take steps.", registry=REGISTRY)
THREADS_WANTED = Gauge(
    "veille_worker_threads_configured", "Threads of this process that should take steps.", registry=REGISTRY
)
