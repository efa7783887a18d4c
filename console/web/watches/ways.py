"""The channels of a watch as its people see them: where to, how they fare, what is tried next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from console.web.watches.troubles import trouble_of
from core.model.channel import PAUSED, Channel
from core.model.watch import Watch
from core.storage.channels import Channels
from core.storage.deliveries import Deliveries, Sent
from core.storage.outbox import Outbox
from workers.delivery.health import host_of


@dataclass(frozen=True, slots=True)
class Way:
    """A channel; ``last`` is the latest attempt, ``next_try`` when the oldest message that waits is tried.

    ``waiting`` counts what no message carries yet: a digest gathers it, a paused channel keeps it.
    """

    watch: Watch
    channel: Channel
    last: Sent | None
    waiting: int
    next_try: datetime | None

    @property
    def to(self) -> str:
        """Where it leads, without what is secret in the address."""
        return host_of(self.channel)

    @property
    def state(self) -> str:
        """``active``, ``failing``, ``paused``, ``unconfirmed``, ``unsubscribed`` or ``disabled``."""
        if self.channel.unsubscribed:
            return "unsubscribed"
        if self.channel.unconfirmed:
            return "unconfirmed"
        if self.channel.disabled_at is not None:
            return "paused" if self.channel.disabled_for == PAUSED else "disabled"
        return "failing" if self.channel.failing_since is not None else "active"

    @property
    def error(self) -> str:
        """What the other side last said, where it is failing or was disabled for it."""
        if self.state == "disabled":
            return self.channel.disabled_for
        return self.last.error if self.state == "failing" and self.last else ""

    @property
    def trouble(self) -> str:
        """The sentence that tells the error; empty where there is none."""
        return trouble_of(self.error) if self.error else ""


def ways_of(tx: Connection, watch: Watch) -> list[Way]:
    """The channels of a watch, oldest first."""
    return [_way(tx, watch, channel) for channel in Channels(tx).of(watch.id)]


def _way(tx: Connection, watch: Watch, channel: Channel) -> Way:
    attempts = Deliveries(tx).attempts(channel.id, 1)
    pending = Outbox(tx).pending(channel.id, limit=1)
    moments = [pending[0].run_at if pending else channel.due_at, channel.retry_at]
    known = [each for each in moments if each is not None]
    return Way(
        watch,
        channel,
        attempts[0] if attempts else None,
        Deliveries(tx).waiting_count(channel.id),
        max(known) if known and channel.disabled_at is None else None,
    )
