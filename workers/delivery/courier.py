"""Send one message of the outbox through its channel, and note what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.clock import utc_now
from core.model.channel import Channel, ChannelKind
from core.storage.channels import Channels
from core.storage.database import Database
from core.storage.deliveries import Deliveries, Sent
from core.storage.outbox import Message
from core.storage.watches import Watches
from workers.delivery.confirming import is_question
from workers.delivery.errors import GivenUp, NotTaken, Postponed
from workers.delivery.health import failed
from workers.delivery.parcel import Parcel
from workers.feeds.telling import Teller

Send = Callable[[Parcel], str]
"""Sends a parcel and gives back what the other side answered; raises NotTaken."""

_LONGEST = 500


@dataclass(frozen=True)
class Courier:
    """Delivers messages; ``ways`` are how each kind of channel is sent to.

    What the receiver knows a message by is the same at each attempt, so that one that was taken just before
    we died is known again when it comes a second time.
    """

    db: Database
    teller: Teller
    ways: Mapping[ChannelKind, Send]
    now: Callable[[], datetime] = utc_now

    def __call__(self, message: Message) -> str:
        """Deliver a message; gives back what was answered.

        Raises:
            Postponed: the channel is left alone for a while.
            GivenUp: the channel is gone or disabled.
            NotTaken: the channel did not take it.
        """
        parcel = self._parcel(message)
        started = self.now()
        try:
            answer = self.ways[parcel.channel.kind](parcel)
        except NotTaken as failure:
            self._failed(parcel, failure, started)
            raise
        except Exception as error:
            named = NotTaken(f"{type(error).__name__}: {error}")
            self._failed(parcel, named, started)
            raise named from error
        self._taken(parcel, answer, started)
        return answer

    def _parcel(self, message: Message) -> Parcel:
        now = self.now()
        with self.db.read() as tx:
            channel = Channels(tx).get(message.channel)
            watch = Watches(tx).get(channel.watch) if channel else None
            if channel is None or watch is None:
                raise GivenUp("the channel was removed")
            if channel.disabled_at is not None and not is_question(channel, message):
                raise GivenUp(f"the channel is disabled: {channel.disabled_for}")
            if channel.retry_at is not None and channel.retry_at > now:
                raise Postponed("the channel failed a moment ago", channel.retry_at)
            teller = replace(self.teller, language=channel.language)
            carried = Deliveries(tx).carried(message.id)
            told = teller.told(tx, [each.match for each in carried])
        return Parcel(message, channel, watch, tuple(told), teller.base_url, now)

    def _taken(self, parcel: Parcel, answer: str, started: datetime) -> None:
        channel = parcel.channel
        with self.db.write() as tx:
            Deliveries(tx).log(self._sent(parcel, started, answer=answer[:_LONGEST]))
            if channel.failures or channel.warned_at:
                Channels(tx).took(channel.id)

    def _failed(self, parcel: Parcel, failure: NotTaken, started: datetime) -> None:
        with self.db.write() as tx:
            Deliveries(tx).log(self._sent(parcel, started, error=str(failure)[:_LONGEST]))
            channel: Channel | None = Channels(tx).get(parcel.channel.id)
            if channel is not None:
                failed(tx, channel, failure, self.now())

    def _sent(self, parcel: Parcel, started: datetime, *, answer: str = "", error: str = "") -> Sent:
        took = (self.now() - started) / timedelta(milliseconds=1)
        return Sent(parcel.channel.id, parcel.message.id, started, int(took), answer, error)
