"""The erasures on the operator's page: which rows, when and why; and the form that erases one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.erasures import REQUESTS, erase_rows
from console.web.access.forms import text
from console.web.access.gates import signed_in
from console.web.operations.address import HERE
from console.web.site import site_of
from core.errors import InputError
from core.storage.erasures import Erasure, Erasures
from core.storage.work import Queue, Task
from workers.duties.erasures import DUTY
from workers.policy import POLICIES

_LATEST = 50
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Erased:
    """The latest erasures, and how many documents are still to leave the archive."""

    latest: Sequence[Erasure]
    waiting: int
    requests: Sequence[str] = tuple(REQUESTS)


def erased_of(tx: Connection) -> Erased:
    """What the page shows of them."""
    return Erased(Erasures(tx).latest(_LATEST), len(Erasures(tx).waiting()))


def erase(request: Request, form: FormData) -> Response:
    """Erase a row; what is in files goes when a worker comes to it, a moment later."""
    site, who = site_of(request), signed_in(request).person
    if not form.get("definitif"):
        raise HTTPException(400)
    now, dataset = site.now(), text(form, "jeu", _LONGEST)
    by = who.email if who else ""
    try:
        with site.database.write_durably() as tx:
            catalogue = site.database.catalogue
            gone = erase_rows(
                tx, catalogue, dataset, text(form, "id", _LONGEST), text(form, "demande", 40), by, now
            )
            Queue(tx).arm(Task(DUTY.stage, DUTY.name, "", None, POLICIES[DUTY.stage].priority), now)
    except InputError:
        return _back(request, "introuvable")
    return _back(request, str(len(gone)))


def _back(request: Request, told: str) -> Response:
    root = request.scope.get("root_path", "")
    address = f"{root}{HERE}?effacees={told}#effacements"
    return RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})
