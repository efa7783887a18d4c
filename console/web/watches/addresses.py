"""The private addresses of a watch's feed: a new one, one closed, one replaced, all closed."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import signed_in
from console.web.site import base_site
from console.web.watches.channels import channels_page
from console.web.watches.rights import own_watch
from core.storage.feed_tokens import FeedTokens, new_token

_DEEDS = ("faire", "remplacer", "fermer", "tout")


def change_addresses(request: Request, form: FormData) -> Response:
    """Answer ``POST /veilles/{watch}/adresses``; a new address is shown in this answer and never again."""
    site, deed, digest = base_site(request), text(form, "geste", 20), text(form, "adresse", 64)
    if deed not in _DEEDS:
        raise HTTPException(400)
    person, made = signed_in(request).person, ""
    with site.database.write_durably() as tx:
        watch, tokens = own_watch(request, tx), FeedTokens(tx)
        if deed in ("remplacer", "fermer") and not tokens.close(watch.id, digest, site.now()):
            raise HTTPException(404)
        if deed == "tout":
            tokens.revoke(watch.id, site.now())
        if deed in ("faire", "remplacer"):
            made = new_token()
            tokens.add(made, watch.id, site.now())
        action = "feed address made" if made else "feed address closed"
        noted(request, tx, person.email if person else "", action, watch.id, watch.name)
    if made:
        return channels_page(request, address=f"{site.address(request)}/veilles/{made}")
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/veilles/{watch.id}/canaux?fait=adresses#adresses", 303)
