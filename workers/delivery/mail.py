"""Mails: entries of one procurement together, and the state of the sources at the moment of sending."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from core.clock import paris
from core.errors import InputError
from core.model.source import Source
from core.storage.database import Database
from core.storage.threads import Threads
from workers.delivery.confirming import QUESTION, token_of
from workers.delivery.coverage import Covered, coverage
from workers.delivery.errors import NotTaken
from workers.delivery.parcel import Parcel
from workers.delivery.unsubscribing import unsubscribe_token
from workers.feeds import mail as written
from workers.feeds.entry import Entry
from workers.feeds.mail import Digest, mail_of
from workers.feeds.wording import Wording
from workers.freshness import State

Hand = Callable[[EmailMessage], str]
"""Hands a mail to a server and gives back what was answered; raises NotTaken."""

_SECONDS = 20.0
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailWay:
    """How mails are sent; ``sources`` are those whose coverage is told."""

    db: Database
    sources: Iterable[Source]
    sender: str
    hand: Hand

    def __call__(self, parcel: Parcel) -> str:
        """Write the mail and hand it over."""
        host = parseaddr(self.sender)[1].rpartition("@")[2] or "localhost"
        mail = mail_of(
            self.digest(parcel),
            sender=self.sender,
            to=parcel.channel.target,
            number=f"<{parcel.message.subject}@{host}>",
            at=paris(parcel.at),
        )
        return self.hand(mail)

    def digest(self, parcel: Parcel) -> Digest:
        """What the mail tells."""
        if parcel.kind == QUESTION:
            return _question(parcel)
        language, token = parcel.channel.language, unsubscribe_token(parcel.channel)
        say, told = Wording(language), parcel.kind == "matches"
        with self.db.read() as tx:
            threads = [Threads(tx).member(*each.affair) for each in parcel.told]
            covered = coverage(tx, self.sources, parcel.watch, parcel.at) if told else []
        names = [
            member.thread if member else " ".join(each.affair)
            for member, each in zip(threads, parcel.told, strict=True)
        ]
        return Digest(
            title=parcel.title,
            language=language,
            groups=_grouped(names, [each.entry for each in parcel.told]),
            covered=[_in_words(each, say) for each in covered],
            page_url=parcel.page_url,
            unsubscribe_url=f"{parcel.base_url}/desabonnement/{token}{_spoken(parcel)}",
            text=parcel.text or (say("mail.nothing") if told and not parcel.told else ""),
        )


def _question(parcel: Parcel) -> Digest:
    """Whether the reader wants the mails; who reads it may have no account to see the watch with."""
    token = token_of(parcel.channel, parcel.message)
    return Digest(
        title=parcel.title,
        language=parcel.channel.language,
        groups=[],
        covered=[],
        page_url="",
        unsubscribe_url="",
        text=parcel.text,
        answer_url=f"{parcel.base_url}/confirmation/{token}{_spoken(parcel)}",
    )


def _spoken(parcel: Parcel) -> str:
    """What makes our page speak the language of the mail: its reader may never have been there."""
    return "?lang=en" if parcel.channel.language == "en" else ""


def _grouped(names: Sequence[str], entries: Sequence[Entry]) -> list[list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for name, entry in zip(names, entries, strict=True):
        groups.setdefault(name, []).append(entry)
    return list(groups.values())


def _in_words(covered: Covered, say: Wording) -> written.Source:
    day = f"{paris(covered.since):%d/%m/%Y}" if covered.since else ""
    title = covered.source.title if say.language == "fr" else covered.source.title_en
    until = f"{covered.until:%d/%m/%Y}" if covered.until else "—"
    state = say(f"mail.{covered.state.value}", day=day)
    return written.Source(title, until, state, covered.state is not State.FRESH)


def smtp(address: str) -> Hand:
    """A mail server: ``smtp://host:25``, ``smtp+tls://`` (STARTTLS, demanded) or ``smtps://``.

    Raises:
        InputError: the address is of another kind.
    """
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise InputError("VEILLE_SMTP_URL is none", hint="Give smtp://, smtp+tls:// or smtps://HOST:PORT.")
    host, port = parts.hostname, parts.port or _PORTS[parts.scheme]

    def hand(mail: EmailMessage) -> str:
        try:
            with _connected(parts.scheme, host, port) as server:
                if parts.username:
                    server.login(unquote(parts.username), unquote(parts.password or ""))
                server.send_message(mail)
        except (smtplib.SMTPException, OSError) as error:
            raise NotTaken(f"{host}: {type(error).__name__}: {error}") from error
        return f"taken by {host}"

    return hand


def no_server(_mail: EmailMessage) -> str:
    """There is no mail server: what is to be sent waits."""
    raise NotTaken("no mail server is set: VEILLE_SMTP_URL and VEILLE_MAIL_FROM")


def _connected(scheme: str, host: str, port: int) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=_SECONDS)
    if scheme == "smtp+tls":
        server.starttls(context=ssl.create_default_context())
    return server
