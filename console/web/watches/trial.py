"""The test button of a watch's channels."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.web.access.gates import require
from console.web.access.visitor import visitor_of
from console.web.site import base_site
from console.web.watches.lookup import watch_of
from core.model.person import Role
from core.storage.channels import Channels
from core.storage.ownership import Ownership
from workers.delivery.testing import test_message


def trial(request: Request, _form: FormData) -> Response:
    """Answer ``POST /veilles/{watch}/canaux/{channel}/essai``: a worker sends the test (202).

    For who owns the watch; for a watch of the installation, for administrators.
    """
    site, visitor = base_site(request), visitor_of(request)
    with site.database.write_durably() as tx:
        watch = watch_of(request, tx)
        owner = Ownership(tx).of(watch.id)
        require(allowed=visitor.reaches(owner) if owner.private else visitor.may(Role.ADMINISTRATOR))
        channel = Channels(tx).get(request.path_params["channel"])
        if channel is None or channel.watch != watch.id:
            raise HTTPException(404)
        message = test_message(tx, channel, watch, site.now())
    return JSONResponse({"message": message.id, "channel": channel.id}, 202)
