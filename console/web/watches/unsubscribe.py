"""The end of a mail channel: a page with a button, or one click in the mail program (RFC 8058)."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from console.web.render import page
from console.web.site import base_site
from core.model.channel import Channel
from core.storage.channels import Channels
from core.storage.watches import Watches
from workers.delivery.unsubscribing import channel_of


def asked(request: Request) -> Response:
    """Answer ``GET /desabonnement/{token}``: nothing ends yet, for mail scanners follow links."""
    with base_site(request).database.read() as tx:
        channel = _channel(request, tx)
        watch = Watches(tx).get(channel.watch)
    name = watch.name if watch else ""
    return page(
        request, "watches/unsubscribe.html", name=name, to=channel.target, over=bool(channel.disabled_at)
    )


def ended(request: Request) -> Response:
    """Answer ``POST /desabonnement/{token}``: its signature is all that it needs."""
    site = base_site(request)
    with site.database.write_durably() as tx:
        channel = _channel(request, tx)
        if channel.disabled_at is None:
            Channels(tx).disable(channel.id, site.now(), "désabonnement")
        watch = Watches(tx).get(channel.watch)
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse("")
    name = watch.name if watch else ""
    return page(request, "watches/unsubscribe.html", name=name, to=channel.target, over=True)


def _channel(request: Request, tx: Connection) -> Channel:
    channel = channel_of(tx, request.path_params["token"])
    if channel is None:
        raise HTTPException(404)
    return channel
