"""A test of a channel for programs; the page of the channels has a button."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.web.site import base_site
from console.web.watches.rights import own_watch
from core.storage.channels import Channels
from workers.delivery.testing import test_message


def trial(request: Request, _form: FormData) -> Response:
    """Answer ``POST /veilles/{watch}/canaux/{channel}/essai``: a worker sends the test (202).

    For who owns the watch; for a watch of the installation, for administrators.
    """
    site = base_site(request)
    with site.database.write_durably() as tx:
        watch = own_watch(request, tx)
        channel = Channels(tx).get(request.path_params["channel"])
        if channel is None or channel.watch != watch.id:
            raise HTTPException(404)
        message = test_message(tx, channel, watch, site.now())
    return JSONResponse({"message": message.id, "channel": channel.id}, 202)
