"""A message with all that is needed to write it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from core.model.channel import Channel
from core.model.watch import Watch
from core.storage.outbox import Message
from workers.feeds.telling import Told
from workers.feeds.wording import Wording


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the courier hands over; ``at`` is the moment of this attempt.

    A message without anything told is a notice (``title`` and ``text`` of its payload: a test, a warning), or
    a digest of nothing.
    """

    message: Message
    channel: Channel
    watch: Watch
    told: tuple[Told, ...]
    base_url: str
    at: datetime

    @property
    def number(self) -> str:
        """What the receiver knows the message by, the same at each attempt."""
        return f"msg_{self.message.subject}"

    @property
    def kind(self) -> str:
        """``matches``, ``notice``, ``test`` or ``confirmation``."""
        return str(self.message.payload["kind"])

    @property
    def page_url(self) -> str:
        """Where a person reads the watch."""
        return f"{self.base_url}/veilles/{quote(self.watch.id, safe='')}"

    @property
    def title(self) -> str:
        """The subject of the message."""
        say, name = Wording(self.channel.language), self.watch.name
        if self.kind != "matches":
            return str(self.message.payload["title"])
        if not self.told:
            return say("mail.none", name=name)
        if len(self.told) == 1:
            return say("mail.one", name=name, title=self.told[0].entry.title)
        return say("mail.many", name=name, n=len(self.told))

    @property
    def text(self) -> str:
        """The text of a notice; empty for matches."""
        return str(self.message.payload.get("text", ""))
