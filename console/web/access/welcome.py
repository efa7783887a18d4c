"""A link to set a password: the first administrator's, or that of somebody invited; it is good once."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from console.web.access import passwords
from console.web.access.entering import entered, noted
from console.web.access.forms import text
from console.web.render import page
from console.web.site import base_site
from core.model.person import Person
from core.storage.credentials import Invitations, Sessions
from core.storage.people import EmailTaken, People


def welcome_page(request: Request) -> Response:
    """Answer ``/bienvenue/{secret}``."""
    person = _invited(request)
    return _over(request) if person is None else _shown(request, person)


def welcome(request: Request, form: FormData) -> Response:
    """Answer its form: name, address, password; then the person is signed in."""
    person = _invited(request)
    if person is None:
        return _over(request)
    name, email = text(form, "name", 200), person.email or text(form, "email", 320)
    given = form.get("password")
    password = given if isinstance(given, str) else ""
    wrong = _wrong(form, name, email, password)
    if wrong:
        return _shown(request, person, name=name, email=email, wrong=wrong)
    hashed = passwords.hashed(password)
    site = base_site(request)
    try:
        with site.database.write_durably() as tx:
            if Invitations(tx).person(request.path_params["secret"], site.now()) != person.id:
                return _over(request)  # used meanwhile, in another window
            People(tx).set_identity(person.id, name, email)
            People(tx).set_password(person.id, hashed)
            Invitations(tx).drop(person.id)
            Sessions(tx).end_all(person.id)
            known = People(tx).get(person.id)
            assert known is not None  # noqa: S101 - it was there a line ago
            noted(request, tx, known.email, "password set", known.email)
            return entered(request, tx, known, "invitation", "/compte")
    except EmailTaken:
        return _shown(request, person, name=name, email=email, wrong="access.email_taken")


def _wrong(form: FormData, name: str, email: str, password: str) -> str:
    if not name:
        return "access.name_missing"
    if "@" not in email.strip("@") or not email.isprintable() or " " in email:
        return "access.email_wrong"
    if form.get("again") != password:
        return "access.password_differs"
    return passwords.weakness(password, email)


def _invited(request: Request) -> Person | None:
    site, secret = base_site(request), request.path_params["secret"]
    with site.database.read() as tx:
        number = Invitations(tx).person(secret, site.now())
        person = People(tx).get(number) if number is not None else None
    return person if person is not None and person.disabled_at is None else None


def _over(request: Request) -> Response:
    """The link was used, is out of date or never was one: which of them is not told apart."""
    response = page(request, "access/over.html", 404)
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(request: Request, person: Person, *, name: str = "", email: str = "", wrong: str = "") -> Response:
    response = page(
        request,
        "access/welcome.html",
        400 if wrong else 200,
        person=person,
        name=name or person.name,
        email=email or person.email,
        wrong=wrong,
        least=passwords.LEAST,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
