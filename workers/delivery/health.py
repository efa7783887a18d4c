"""A channel that keeps failing: it is left alone for a while, its people are warned, then it is disabled."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection

from core.clock import paris
from core.model.channel import Channel, ChannelKind
from core.storage.channels import Channels
from core.storage.watches import Watches
from workers.delivery.errors import NotTaken
from workers.delivery.prepare import enqueue
from workers.feeds.wording import Wording

WARNED_AFTER = timedelta(days=1)
DISABLED_AFTER = timedelta(days=5)
"""Of failing without a break; longer than the 54 hours for which one message is tried."""

GRACE = timedelta(days=1)
"""Nothing is disabled sooner after the warning."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
"""A host that is down costs one attempt a pause, however many messages wait for it."""

_LONGEST = 300


def failed(tx: Connection, channel: Channel, failure: NotTaken, now: datetime) -> datetime:
    """Note that an attempt failed, warn or disable; gives back before when nobody tries again."""
    pause = min(FIRST_PAUSE * (1 << min(channel.failures, 10)), LONGEST_PAUSE)
    retry_at = now + max(pause, timedelta(seconds=min(failure.wait, LONGEST_PAUSE.total_seconds())))
    Channels(tx).failed(channel, now, retry_at)
    if channel.unconfirmed:  # nothing to warn of, and only its owner may change its state
        return retry_at
    failing = now - (channel.failing_since or now)
    if failure.gone:
        _disable(tx, channel, failure, now)
    elif channel.warned_at is None:
        if failing >= WARNED_AFTER:
            Channels(tx).warned(channel.id, now)
            _tell(tx, channel, "warning", failure, now)
    elif failing >= DISABLED_AFTER and now - channel.warned_at >= GRACE:
        _disable(tx, channel, failure, now)
    return retry_at


def _disable(tx: Connection, channel: Channel, failure: NotTaken, now: datetime) -> None:
    Channels(tx).disable(channel.id, now, str(failure)[:_LONGEST])
    _tell(tx, channel, "disabled", failure, now)


def _tell(tx: Connection, channel: Channel, what: str, failure: NotTaken, now: datetime) -> None:
    """Through the other channels of the watch that people read."""
    watch = Watches(tx).get(channel.watch)
    if watch is None:
        return
    since = channel.failing_since or now
    until = max(since + DISABLED_AFTER, now + GRACE)
    for other in Channels(tx).of(channel.watch):
        readable = other.kind not in (ChannelKind.PUSH, ChannelKind.WEBHOOK)
        if other.id == channel.id or other.disabled_at is not None or not readable:
            continue
        say = Wording(other.language)
        parts = {
            "name": watch.name,
            "kind": channel.kind.value,
            "host": host_of(channel),
            "error": str(failure)[:_LONGEST],
            "since": f"{paris(since):%d/%m/%Y %H:%M}",
            "until": f"{paris(until):%d/%m/%Y %H:%M}",
        }
        title, text = say(f"mail.{what}", **parts), say(f"mail.{what}_text", **parts)
        notice = {"kind": "notice", "title": title, "text": text, "at": now.isoformat()}
        enqueue(tx, other.id, notice, now)


def host_of(channel: Channel) -> str:
    """Where a channel leads, without what is secret in its address."""
    if channel.kind is ChannelKind.MAIL:
        return channel.target
    return urlsplit(channel.target).hostname or ""
