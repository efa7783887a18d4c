"""The answer of an address that somebody proposed: its owner agrees or refuses, on one page."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.render import page
from console.web.site import base_site
from core.storage.channels import Channels
from core.storage.watches import Watches
from workers.delivery.confirming import Asked, agree, refuse
from workers.delivery.confirming import asked as asked_by


def question(request: Request) -> Response:
    """Answer ``GET /confirmation/{token}``: nothing is decided yet, for mail scanners follow links."""
    with base_site(request).database.read() as tx:
        return _told(request, tx, _asked(request, tx))


def agreed(request: Request, _form: FormData) -> Response:
    """Answer ``POST /confirmation/{token}``: the mails begin, unless the week is over."""
    site = base_site(request)
    with site.database.write_durably() as tx:
        found = _asked(request, tx)
        if not found.over:
            agree(tx, found.channel, site.now())
        return _told(request, tx, found)


def refused(request: Request, _form: FormData) -> Response:
    """Answer ``POST /confirmation/{token}/refus``: nobody asks this address again."""
    site = base_site(request)
    with site.database.write_durably() as tx:
        found = _asked(request, tx)
        refuse(tx, found.channel, site.now())
        return _told(request, tx, found)


def _asked(request: Request, tx: Connection) -> Asked:
    found = asked_by(tx, request.path_params["token"], base_site(request).now())
    if found is None:
        raise HTTPException(404)
    return found


def _told(request: Request, tx: Connection, found: Asked) -> Response:
    channel = Channels(tx).get(found.channel.id) or found.channel
    watch = Watches(tx).get(channel.watch)
    return page(
        request,
        "watches/confirm.html",
        name=watch.name if watch else "",
        channel=channel,
        over=found.over,
        asker=found.asker,
        token=request.path_params["token"],
    )
