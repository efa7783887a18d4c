"""The administrator's pages: who may do what, teams, invitations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import signed_in
from console.web.render import page
from console.web.site import base_site, site_of
from core.model.dataset import Profile
from core.model.person import ALL_DATASETS, Person, Role
from core.storage.credentials import Invitations
from core.storage.leaving import close_account
from core.storage.people import EmailTaken, People, Teams

HERE = "/acces"
INVITED_FOR = timedelta(days=7)


def people(request: Request) -> Response:
    """Answer ``/acces``."""
    return _list(request)


def invite(request: Request, form: FormData) -> Response:
    """Make an account; the link to set its password is shown in this answer and never again."""
    email, site = text(form, "email", 320), base_site(request)
    if "@" not in email.strip("@") or " " in email:
        return _list(request, wrong="access.email_wrong")
    roles, datasets, profile = _rights(request, form)
    try:
        with site.database.write_durably() as tx:
            made = People(tx).add(
                email, name=text(form, "name", 200), roles=roles, datasets=datasets, profile=profile,
                at=site.now(),
            )  # fmt: skip
            _note(request, tx, "person added", made, _told(made))
            secret = Invitations(tx).add(made.id, site.now(), INVITED_FOR)
    except EmailTaken:
        return _list(request, wrong="access.email_taken")
    return _list(request, link=_link(request, secret), about=made)


def person(request: Request) -> Response:
    """Answer ``/acces/personnes/{person}``."""
    with base_site(request).database.read() as tx:
        one = _named(request, tx)
    return _one(request, one)


def change(request: Request, form: FormData) -> Response:
    """Change rights, close or open an account, invite again: what the button pressed says."""
    site, deed = base_site(request), text(form, "deed", 20)
    link = ""
    with site.database.write_durably() as tx:
        one = _named(request, tx)
        if deed == "rights":
            People(tx).set_rights(one.id, *_rights(request, form))
            after = People(tx).get(one.id) or one
            _note(request, tx, "rights changed", one, f"{_told(one)} → {_told(after)}")
        elif deed == "close":
            paused = close_account(tx, one.id, site.now())
            _note(request, tx, "account closed", one, f"{len(paused)} watches paused" if paused else "")
        elif deed == "open":
            People(tx).disable(one.id, None)
            _note(request, tx, "account opened", one)
        elif deed == "invite" and one.disabled_at is None:
            link = _link(request, Invitations(tx).add(one.id, site.now(), INVITED_FOR))
            _note(request, tx, "person invited", one)
        else:
            raise HTTPException(400)
        if not People(tx).has_administrator():
            raise LastAdministrator
        one = People(tx).get(one.id) or one
    return _one(request, one, link=link)


class LastAdministrator(HTTPException):
    """Nobody would be left who can run the installation; nothing is changed."""

    def __init__(self) -> None:
        super().__init__(409, "last administrator")


def change_team(request: Request, form: FormData) -> Response:
    """Make a team or say who belongs to it."""
    name = text(form, "name", 100)
    members = [int(each) for each in map(str, form.getlist("member")) if each.isdecimal() and len(each) < 18]
    if not name:
        return _list(request, wrong="access.team_unnamed")
    with base_site(request).database.write_durably() as tx:
        known = {each.id for each in People(tx).all()}
        team = Teams(tx).add(name)
        Teams(tx).set_members(team.id, [each for each in members if each in known])
        who = signed_in(request).person
        noted(request, tx, who.email if who else "", "team changed", name, f"{len(members)} members")
    return RedirectResponse(f"{request.scope.get('root_path', '')}{HERE}#equipes", 303)


def _rights(request: Request, form: FormData) -> tuple[set[Role], set[str], Profile]:
    known = {*base_site(request).datasets, ALL_DATASETS}
    roles, datasets = form.getlist("role"), {str(each) for each in form.getlist("dataset")}
    try:
        chosen = {Role(str(each)) for each in roles}
        profile = Profile(text(form, "profile", 20) or Profile.PUBLIC)
    except ValueError as error:
        raise HTTPException(400) from error
    if not datasets <= known:
        raise HTTPException(400)
    return chosen, datasets, profile


def _told(one: Person) -> str:
    of = f" ({', '.join(sorted(one.datasets))})" if one.datasets else ""
    return f"{', '.join(sorted(one.roles)) or 'viewer'}{of}, {one.profile}"


def _note(request: Request, tx: Connection, action: str, one: Person, detail: str = "") -> None:
    who = signed_in(request).person
    noted(request, tx, who.email if who else "", action, one.email, detail)


def _link(request: Request, secret: str) -> str:
    return f"{site_of(request).address(request)}/bienvenue/{secret}"


def _named(request: Request, tx: Connection) -> Person:
    found = People(tx).get(request.path_params["person"])
    if found is None:
        raise HTTPException(404)
    return found


def _list(request: Request, *, wrong: str = "", link: str = "", about: Person | None = None) -> Response:
    site = base_site(request)
    with site.database.read() as tx:
        everyone, teams = People(tx).all(), Teams(tx).all()
    response = page(
        request,
        "access/people.html",
        400 if wrong else 200,
        people=everyone,
        teams=teams,
        names={each.id: each.label for each in everyone},
        about=about,
        link=link,
        wrong=wrong,
        **_choices(request),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _one(request: Request, one: Person, *, link: str = "") -> Response:
    response = page(request, "access/person.html", person=one, link=link, **_choices(request))
    response.headers["Cache-Control"] = "no-store"
    return response


def _choices(request: Request) -> dict[str, Any]:
    return {
        "roles": [role for role in Role if role is not Role.VIEWER],
        "profiles": list(Profile),
        "datasets": base_site(request).datasets,
    }
