"""The address that ends a mail channel: signed with a secret of the channel, good for that channel only."""

from __future__ import annotations

import hmac

from sqlalchemy import Connection

from core.model.channel import Channel, ChannelKind
from core.storage.channels import Channels

_CUT = 32


def unsubscribe_token(channel: Channel) -> str:
    """What the address holds: the id of the channel and a signature of it."""
    return f"{channel.id}.{_signature(channel)}"


def channel_of(tx: Connection, token: str) -> Channel | None:
    """The mail channel that a token ends; None for a token that is not genuine."""
    name, _, signature = token.partition(".")
    channel = Channels(tx).get(name) if "\0" not in name else None
    if channel is None or channel.kind is not ChannelKind.MAIL:
        return None
    return channel if hmac.compare_digest(_signature(channel).encode(), signature.encode()) else None


def _signature(channel: Channel) -> str:
    key = channel.secrets[0].value.encode()
    return hmac.new(key, f"unsubscribe:{channel.id}".encode(), "sha256").hexdigest()[:_CUT]
