"""Where a watch sends what it finds, beside its feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

Language = Literal["fr", "en"]

PAUSED, UNSUBSCRIBED, UNCONFIRMED = "pause", "désabonnement", "confirmation attendue"
"""Why a channel is disabled: a person paused it; the owner of the address wants no more mails, or has not
said yet that they are welcome."""


class ChannelKind(StrEnum):
    """What is sent, and how."""

    MAIL = "mail"
    WEBHOOK = "webhook"
    SLACK = "slack"
    TEAMS = "teams"
    PUSH = "push"


class Rhythm(StrEnum):
    """When a mail is sent: at once, or at seven in the morning in Paris, each day or each Monday."""

    INSTANT = "instant"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret that signs webhooks, ``whsec_…``; ``until`` is the end of one that was replaced."""

    value: str
    until: datetime | None = None

    def stands(self, at: datetime) -> bool:
        """Whether messages are signed with it."""
        return self.until is None or at < self.until


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a watch; ``target`` is an address of mail or of the web.

    ``due_at`` is when the next digest is made. ``failures`` counts the attempts that failed since the last
    that did not, ``failing_since`` is the first of them; nobody tries before ``retry_at``. ``warned_at`` is
    when people were told that it will be disabled, ``disabled_for`` why it was.
    """

    id: str
    watch: str
    kind: ChannelKind
    target: str
    created_at: datetime
    rhythm: Rhythm = Rhythm.INSTANT
    language: Language = "fr"
    secrets: tuple[Secret, ...] = ()
    due_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    retry_at: datetime | None = None
    warned_at: datetime | None = None
    disabled_at: datetime | None = None
    disabled_for: str = ""

    @property
    def unsubscribed(self) -> bool:
        """Whether the owner of the address has ended it, who alone takes it up again."""
        return self.disabled_at is not None and self.disabled_for == UNSUBSCRIBED

    @property
    def unconfirmed(self) -> bool:
        """Whether the owner of the address has been asked, and has not answered."""
        return self.disabled_at is not None and self.disabled_for == UNCONFIRMED
