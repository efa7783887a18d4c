"""One's own account: password, browsers signed in, keys of programs."""

from __future__ import annotations

from datetime import timedelta

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access import cookies, passwords
from console.web.access.asker import READ, SCOPES
from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import Refused, signed_in
from console.web.render import page
from console.web.site import base_site
from core.model.person import Person, Role
from core.storage.credentials import ApiKeys, Sessions
from core.storage.people import People, Teams

HERE = "/compte"
LIVES = {"30": timedelta(days=30), "90": timedelta(days=90), "365": timedelta(days=365)}
"""How long a key may live, in days; there is none for ever."""


def account(request: Request) -> Response:
    """Answer ``/compte``."""
    return _shown(request)


def change_password(request: Request, form: FormData) -> Response:
    """Set another password; every other browser is signed out."""
    visitor = signed_in(request)
    person, session = _known(request), visitor.session
    site = base_site(request)
    with site.database.read() as tx:
        stored = People(tx).password(person.id)
    new = str(form.get("password") or "")
    if stored is not None and not passwords.right(stored, str(form.get("current") or "")[: passwords.MOST]):
        return _shown(request, wrong="access.password_wrong")
    wrong = passwords.weakness(new, person.email)
    if form.get("again") != new:
        wrong = "access.password_differs"
    if wrong:
        return _shown(request, wrong=wrong)
    hashed = passwords.hashed(new)
    with site.database.write_durably() as tx:
        People(tx).set_password(person.id, hashed)
        Sessions(tx).end_all(person.id, but=session.digest if session else "")
        noted(request, tx, person.email, "password set", person.email)
    return _back(request)


def end_sessions(request: Request, form: FormData) -> Response:
    """Sign out every other browser."""
    person, session = _known(request), signed_in(request).session
    with base_site(request).database.write_durably() as tx:
        Sessions(tx).end_all(person.id, but=session.digest if session else "")
        noted(request, tx, person.email, "sessions ended", person.email)
    return _back(request)


def make_key(request: Request, form: FormData) -> Response:
    """Make a key; its secret is shown in this answer and never again."""
    person, site = _known(request), base_site(request)
    if not person.may(Role.SUBSCRIBER):
        raise Refused
    name, scopes = text(form, "name", 100), {str(each) for each in form.getlist("scope")}
    lasting = LIVES.get(text(form, "life"))
    if lasting is None or not scopes <= set(SCOPES):
        raise HTTPException(400)
    if not name:
        return _shown(request, wrong="access.key_unnamed")
    now = site.now()
    with site.database.write_durably() as tx:
        secret, key = ApiKeys(tx).add(person.id, name, scopes or {READ}, now, now + lasting)
        noted(request, tx, person.email, "key made", key.prefix, ", ".join(sorted(key.scopes)))
    return _shown(request, secret=secret)


def revoke_key(request: Request, form: FormData) -> Response:
    """Close a key of one's own; another person's is not found."""
    person, site, number = _known(request), base_site(request), text(form, "key", 18)
    with site.database.write_durably() as tx:
        if not number.isdecimal() or not ApiKeys(tx).revoke(person.id, int(number), site.now()):
            raise HTTPException(404)
        noted(request, tx, person.email, "key revoked", number)
    return _back(request)


def _known(request: Request) -> Person:
    person = signed_in(request).person
    if person is None:
        raise Refused
    return person


def _back(request: Request) -> Response:
    return RedirectResponse(request.scope.get("root_path", "") + HERE, 303)


def _shown(request: Request, *, wrong: str = "", secret: str = "") -> Response:
    person, site = _known(request), base_site(request)
    with site.database.read() as tx:
        teams = [team for team in Teams(tx).all() if person.id in team.members]
        response = page(
            request,
            "access/account.html",
            400 if wrong else 200,
            person=person,
            teams=teams,
            sessions=Sessions(tx).of(person.id, site.now()),
            here=Sessions(tx).get(cookies.read(request, cookies.SESSION), site.now()),
            keys=ApiKeys(tx).of(person.id),
            has_password=People(tx).password(person.id) is not None,
            now=site.now(),
            lives=LIVES,
            scopes=SCOPES,
            wrong=wrong,
            secret=secret,
            least=passwords.LEAST,
            datasets=site.datasets,
        )
    response.headers["Cache-Control"] = "no-store"
    return response
