"""The end of a mail channel: a page with a button, or one click in the mail program (RFC 8058).

Who ended it takes it up again on the same page: the token in the address, which stands in the mails of that
address only, is the consent of its owner.
"""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from console.web.render import page
from console.web.site import base_site
from core.model.channel import UNSUBSCRIBED, Channel
from core.model.watch import Watch
from core.storage.channels import Channels
from core.storage.consents import Answer, Consents
from core.storage.watches import Watches
from workers.delivery.resuming import subscribe_again
from workers.delivery.unsubscribing import channel_of


def asked(request: Request) -> Response:
    """Answer ``GET /desabonnement/{token}``: nothing ends yet, for mail scanners follow links."""
    with base_site(request).database.read() as tx:
        channel = _channel(request, tx)
        watch = Watches(tx).get(channel.watch)
    return _told(request, channel, watch, over=channel.unsubscribed)


def ended(request: Request) -> Response:
    """Answer ``POST /desabonnement/{token}``: its signature is all that it needs."""
    site = base_site(request)
    with site.database.write_durably() as tx:
        channel = _channel(request, tx)
        if not channel.unsubscribed:
            Channels(tx).disable(channel.id, site.now(), UNSUBSCRIBED)
            Consents(tx).note(channel.target, Answer.STOPPED, channel.id, site.now())
        watch = Watches(tx).get(channel.watch)
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse("")
    return _told(request, channel, watch, over=True)


def taken_up(request: Request, _form: FormData) -> Response:
    """Answer ``POST /desabonnement/{token}/reprise``: its owner wants the mails again."""
    site = base_site(request)
    with site.database.write_durably() as tx:
        channel = _channel(request, tx)
        if channel.unsubscribed:
            subscribe_again(tx, channel, site.now())
        watch = Watches(tx).get(channel.watch)
    return _told(request, channel, watch, again=True)


def _told(
    request: Request, channel: Channel, watch: Watch | None, *, over: bool = False, again: bool = False
) -> Response:
    name = watch.name if watch else ""
    token = request.path_params["token"]
    return page(
        request, "watches/unsubscribe.html", name=name, to=channel.target, token=token, over=over, again=again
    )


def _channel(request: Request, tx: Connection) -> Channel:
    channel = channel_of(tx, request.path_params["token"])
    if channel is None:
        raise HTTPException(404)
    return channel
