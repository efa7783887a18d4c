"""What a watch sent, what waits and what failed, and once more at the press of a button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.entering import noted
from console.web.access.gates import signed_in
from console.web.language import language_of
from console.web.refusal import BadAddress
from console.web.render import page
from console.web.site import base_site, site_of
from console.web.watches.rights import own_watch
from console.web.watches.troubles import trouble_of
from core.model.channel import Channel
from core.storage.channels import Channels
from core.storage.deliveries import Deliveries
from core.storage.outbox import Message, Outbox
from workers.delivery.health import host_of
from workers.delivery.prepare import replay
from workers.feeds.telling import Teller, Told

_PAGE, _FIRST = 50, 3
_BEFORE, _DONE = "avant", "fait"
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Line:
    """A message: the first things it told, how many more, what became of it and when it is tried next."""

    message: Message
    channel: Channel
    told: tuple[Told, ...]
    more: int

    @property
    def to(self) -> str:
        """Where it goes."""
        return host_of(self.channel)

    @property
    def kind(self) -> str:
        """``matches``, ``notice`` or ``test``."""
        return str(self.message.payload["kind"])

    @property
    def state(self) -> str:
        """``pending``, ``retrying``, ``sent`` or ``dead``."""
        tried = self.message.state == "pending" and self.message.last_error
        return "retrying" if tried else self.message.state

    @property
    def next_try(self) -> datetime | None:
        """When it is tried; None where nobody does by himself."""
        if self.message.state != "pending" or self.channel.disabled_at is not None:
            return None
        return max(self.message.run_at, self.channel.retry_at or self.message.run_at)

    @property
    def trouble(self) -> str:
        """The sentence that tells why it was not taken; empty where it was, or nobody tried."""
        return trouble_of(self.message.last_error) if self.message.last_error else ""

    @property
    def again(self) -> bool:
        """Whether it can be sent once more."""
        return self.message.state != "pending" and self.channel.disabled_at is None


def deliveries(request: Request) -> Response:
    """Answer ``/veilles/{watch}/envois``."""
    site = site_of(request)
    with site.database.read() as tx:
        watch = own_watch(request, tx)
        channels = {each.id: each for each in Channels(tx).of(watch.id)}
        found = Outbox(tx).latest(channels, _PAGE + 1, _before(request))
        lines = _lines(
            tx, Teller(site.datasets, "", site.authority, language_of(request)), channels, found[:_PAGE]
        )
    response = page(
        request,
        "watches/deliveries.html",
        watch=watch,
        lines=lines,
        following=f"?{_BEFORE}={found[_PAGE - 1].id}" if len(found) > _PAGE else "",
        done=_DONE in request.query_params,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def send_again(request: Request, _form: FormData) -> Response:
    """Answer ``POST /veilles/{watch}/envois/{message}``: send it once more, under the same number."""
    site, person = base_site(request), signed_in(request).person
    with site.database.write_durably() as tx:
        watch = own_watch(request, tx)
        message = Outbox(tx).get(int(request.path_params["message"]))
        channel = Channels(tx).get(message.channel) if message else None
        if message is None or channel is None or channel.watch != watch.id:
            raise HTTPException(404)
        if not Line(message, channel, (), 0).again:
            raise HTTPException(409)
        replay(tx, [message], site.now())
        noted(request, tx, person.email if person else "", "message sent again", watch.id, str(message.id))
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/veilles/{watch.id}/envois?{_DONE}=1", 303)


def _lines(
    tx: Connection, teller: Teller, channels: Mapping[str, Channel], messages: list[Message]
) -> list[Line]:
    sizes = Deliveries(tx).sizes([each.id for each in messages])
    return [_line(tx, teller, channels[each.channel], each, sizes.get(each.id, 0)) for each in messages]


def _line(tx: Connection, teller: Teller, channel: Channel, message: Message, size: int) -> Line:
    carried = Deliveries(tx).carried(message.id, _FIRST) if size else []
    return Line(
        message, channel, tuple(teller.told(tx, [each.match for each in carried])), size - len(carried)
    )


def _before(request: Request) -> int | None:
    given = request.query_params.get(_BEFORE)
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal()) or len(given) > _LONGEST:
        raise BadAddress("cursor")
    return int(given)
