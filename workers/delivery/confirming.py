"""Ask the owner of an address before mails go to it: a link that agrees for a week, or refuses for good.

A person who types the address of another must not be able to fill the other's mailbox (article L. 34-5 of the
code des postes et des communications électroniques; article 7 of the GDPR: who sends must show the consent).
The link is signed with a secret of the channel, and stands in no other place than the mail that asks.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from core.clock import paris
from core.errors import InputError
from core.model.channel import UNCONFIRMED, UNSUBSCRIBED, Channel, ChannelKind
from core.model.watch import Watch
from core.storage.channels import Channels
from core.storage.consents import Answer, Consents
from core.storage.outbox import Message, Outbox
from workers.delivery.prepare import enqueue
from workers.delivery.resuming import subscribe_again
from workers.feeds.wording import Wording

QUESTION = "confirmation"
"""The kind of the message."""

LASTS = timedelta(days=7)
MOST, SPAN = 3, timedelta(days=1)
"""As many questions are sent to one address in that time, for whichever watches."""

_CUT = 32


class AskedOften(InputError):
    """The owner of the address has been asked enough."""

    code = "asked-often"
    hint = "Ask again tomorrow, or talk to the person."


class Refused(InputError):
    """The owner of the address wants to be asked by nobody."""

    code = "refused-consent"
    hint = "Only its owner can add the address, with an account of his own."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a genuine link is about; ``over`` where its week has ended.

    ``asker`` is who wants the mails to be sent; empty where the question is no longer kept.
    """

    channel: Channel
    over: bool
    asker: str = ""


def unconfirmed(channel: Channel, now: datetime) -> Channel:
    """The channel, through which nothing is sent until its owner agrees."""
    return replace(channel, disabled_at=now, disabled_for=UNCONFIRMED)


def ask(tx: Connection, channel: Channel, watch: Watch, asker: str, now: datetime) -> Message:
    """Put the question in the outbox; ``asker`` is the person who wants the mails to be sent.

    Raises:
        Refused: the address wants to be asked by nobody.
        AskedOften: it has been asked several times since yesterday.
    """
    consents = Consents(tx)
    if consents.refused(channel.target):
        raise Refused("the owner of the address has refused")
    if consents.asked_since(channel.target, now - SPAN) >= MOST:
        raise AskedOften(f"the address has been asked {MOST} times since yesterday")
    consents.note(channel.target, Answer.ASKED, channel.id, now)
    say, until = Wording(channel.language), now + LASTS
    rhythm = say(f"mail.rhythm_{channel.rhythm.value}")
    told = {"name": watch.name, "asker": asker, "rhythm": rhythm, "day": f"{paris(until):%d/%m/%Y}"}
    payload = {
        "kind": QUESTION,
        "title": say("mail.question", **told),
        "text": say("mail.question_text", **told),
        "at": now.isoformat(),
        "until": int(until.timestamp()),
        "asker": asker,
    }
    return enqueue(tx, channel.id, payload, now)


def is_question(channel: Channel, message: Message) -> bool:
    """Whether a message may go through a channel that waits for the answer to it."""
    return channel.unconfirmed and message.payload["kind"] == QUESTION


def token_of(channel: Channel, message: Message) -> str:
    """What the address of the answer holds: the id of the channel, the end of the week, a signature."""
    until = int(message.payload["until"])
    return f"{channel.id}.{until}.{_signature(channel, until)}"


def asked(tx: Connection, token: str, now: datetime) -> Asked | None:
    """What a link asks; None for one that is not genuine."""
    name, _, rest = token.partition(".")
    ends, _, signature = rest.partition(".")
    channel = Channels(tx).get(name) if "\0" not in name else None
    if channel is None or channel.kind is not ChannelKind.MAIL or not (ends.isascii() and ends.isdecimal()):
        return None
    until = int(ends[:_CUT])
    if not hmac.compare_digest(_signature(channel, until).encode(), signature.encode()):
        return None
    return Asked(channel, now > datetime.fromtimestamp(until, UTC), _asker(tx, channel, until))


def agree(tx: Connection, channel: Channel, now: datetime) -> None:
    """The owner wants the mails: those of what is found from now on."""
    if channel.unconfirmed:
        subscribe_again(tx, channel, now)


def refuse(tx: Connection, channel: Channel, now: datetime) -> None:
    """The owner wants none: no watch asks this address again."""
    Consents(tx).note(channel.target, Answer.REFUSED, channel.id, now)
    Channels(tx).disable(channel.id, now, UNSUBSCRIBED)


def _asker(tx: Connection, channel: Channel, until: int) -> str:
    """Who put the question of that link; the mail itself says it in words."""
    kept = Outbox(tx).of(channel.id, ("pending", "sent", "dead"))
    told = [one.payload for one in kept if one.payload["kind"] == QUESTION]
    return next((str(one.get("asker", "")) for one in told if one["until"] == until), "")


def _signature(channel: Channel, until: int) -> str:
    key = channel.secrets[0].value.encode()
    signed = f"confirm:{channel.id}:{until}:{channel.target}"
    return hmac.new(key, signed.encode(), "sha256").hexdigest()[:_CUT]
