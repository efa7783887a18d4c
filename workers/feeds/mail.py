"""Mails of a watch: text and HTML of the same entries, and how far each source was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from core.model.channel import Language
from workers.feeds.entry import Entry
from workers.feeds.head import printable, sections
from workers.feeds.wording import Wording

_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the coverage, in words; ``alarm`` where the source was not read as it should be."""

    source: str
    until: str
    state: str
    alarm: bool


@dataclass(frozen=True, slots=True)
class Digest:
    """What a mail tells: entries in groups of one procurement each, or a notice as ``text``.

    ``answer_url`` is the page on which the reader agrees to receive mails, or refuses; empty in other mails.
    """

    title: str
    language: Language
    groups: Sequence[Sequence[Entry]]
    covered: Sequence[Source]
    page_url: str
    unsubscribe_url: str
    text: str = ""
    answer_url: str = ""


def mail_of(digest: Digest, *, sender: str, to: str, number: str, at: Any) -> EmailMessage:
    """The mail; ``number`` is its Message-ID, the same at each attempt, ``at`` the moment it was made.

    One click unsubscribes (RFC 8058), without a page that asks again.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = " ".join(printable(digest.title).split())[:_SUBJECT]
    mail["Date"], mail["Message-ID"] = format_datetime(at), number
    mail["Auto-Submitted"] = "auto-generated"
    if digest.unsubscribe_url:
        mail["List-Unsubscribe"] = f"<{digest.unsubscribe_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(text_of(digest))
    mail.add_alternative(html_of(digest), subtype="html")
    return mail


def html_of(digest: Digest) -> str:
    """The mail as a page."""
    return printable(_environment().get_template("digest.html").render(**_context(digest)))


def text_of(digest: Digest) -> str:
    """The mail as plain text."""
    return printable(_environment().get_template("digest.txt").render(**_context(digest)))


def _context(digest: Digest) -> dict[str, Any]:
    named = {name: getattr(digest, name) for name in Digest.__dataclass_fields__}
    return {**named, "say": Wording(digest.language), "sections": sections}


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
