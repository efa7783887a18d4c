"""Webhooks, Slack and Teams: one POST through the guarded client, no redirect followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from core.clock import utc_now
from core.errors import FetchError
from core.http import Client, Fetched
from core.http.retry import retry_after
from core.settings import Settings
from workers.delivery.errors import NotTaken
from workers.delivery.parcel import Parcel
from workers.feeds.signing import signed
from workers.feeds.slack import slack_message
from workers.feeds.teams import teams_message
from workers.feeds.webhook import TEST, match_event, notice_event

_GONE = 410
_SHOWN = 200
_NOTICE = "veille.notice"


class Post(Protocol):
    """Sends a body to an address."""

    def __call__(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer, whatever its status."""
        ...


def delivery_client(settings: Settings) -> Client:
    """A client for deliveries: impatient, and let into no house but those of VEILLE_WEBHOOK_HOSTS."""
    own = {"allowed_hosts": settings.webhook_hosts, "read_timeout": 10.0, "connect_timeout": 5.0}
    return Client.from_settings(settings.model_copy(update={**own, "fetch_timeout": 15.0}))


def send_webhook(post: Post, parcel: Parcel) -> str:
    """One signed event (standardwebhooks.com)."""
    if parcel.kind == "matches":
        if not parcel.told:
            return "nothing to tell: the version is gone"
        body = match_event(parcel.watch, parcel.told[0])
    else:
        kind, made = (TEST if parcel.kind == "test" else _NOTICE), parcel.message.payload["at"]
        body = notice_event(kind, made, parcel.watch, parcel.title, parcel.text)
    keys = [each.value for each in parcel.channel.secrets if each.stands(parcel.at)]
    return taken(post, parcel.channel.target, body, signed(parcel.number, parcel.at, body, keys))


def send_slack(post: Post, parcel: Parcel) -> str:
    """One message of Slack's blocks."""
    entries = [told.entry for told in parcel.told]
    return taken(post, parcel.channel.target, slack_message(parcel.title, entries, parcel.text), {})


def send_teams(post: Post, parcel: Parcel) -> str:
    """One adaptive card."""
    entries = [told.entry for told in parcel.told]
    body = teams_message(parcel.title, entries, parcel.page_url, parcel.text)
    return taken(post, parcel.channel.target, body, {})


def taken(post: Post, url: str, body: bytes, headers: Mapping[str, str]) -> str:
    """Send JSON; what was answered if it was taken.

    Raises:
        NotTaken: the answer was not 2xx, or none came; the address, which may hold a secret, is not told.
    """
    told = {"content-type": "application/json; charset=utf-8", **headers}
    try:
        answer = post(url, body, headers=told)
    except FetchError as error:
        raise NotTaken(str(error).replace(url, "the address")) from error
    said = answer.body[:_SHOWN].decode("utf-8", "replace")
    if 200 <= answer.status < 300:
        return f"{answer.status} {said}".strip()
    wait = retry_after(answer.headers.get("retry-after", ""), utc_now()) or 0.0
    raise NotTaken(f"answered {answer.status} {said}".strip(), gone=answer.status == _GONE, wait=wait)
