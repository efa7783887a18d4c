"""Make a channel of what a person types, and change its secrets."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import parse_qs, urlsplit

from core.errors import InputError
from core.model.channel import Channel, ChannelKind, Language, Rhythm, Secret
from workers.delivery.rhythms import next_digest
from workers.feeds.signing import new_secret

OVERLAP = timedelta(hours=24)
"""How long the secret before a rotation is still signed with."""


def open_channel(
    watch: str,
    kind: ChannelKind,
    target: str,
    now: datetime,
    *,
    rhythm: Rhythm = Rhythm.INSTANT,
    language: Language = "fr",
) -> Channel:
    """A new channel; whether its host may be sent to is seen when it is.

    Raises:
        InputError: the target is none of its kind.
    """
    _check(kind, target)
    rhythm = rhythm if kind is ChannelKind.MAIL else Rhythm.INSTANT
    return Channel(
        id=secrets.token_hex(8),
        watch=watch,
        kind=kind,
        target=target,
        created_at=now,
        rhythm=rhythm,
        language=language,
        secrets=(Secret(new_secret()),),
        due_at=next_digest(rhythm, now),
    )


def rotated(channel: Channel, now: datetime) -> tuple[Secret, ...]:
    """A new secret before those that still stand; both sign until the older ones end."""
    standing = [each for each in channel.secrets if each.stands(now)]
    return (Secret(new_secret()), *(replace(each, until=each.until or now + OVERLAP) for each in standing))


def _check(kind: ChannelKind, target: str) -> None:
    if kind is ChannelKind.MAIL:
        address = parseaddr(target)[1]
        if address != target or not all(address.rpartition("@")[::2]) or not target.isprintable():
            raise InputError(f"{target!r} is no mail address", hint="Give the address alone: nom@exemple.fr.")
        return
    try:
        parts = urlsplit(target)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.username is not None:
        raise InputError(f"{target!r} is no address of the web")
    if kind is ChannelKind.PUSH and not (
        parts.path.endswith("/push/") and parse_qs(parts.query).get("pushkey")
    ):
        hint = "Give https://PORTAL/api/push/1.0/DATASET/RESOURCE/push/?pushkey=KEY."
        raise InputError(f"{host} is no address to push to", hint=hint)
