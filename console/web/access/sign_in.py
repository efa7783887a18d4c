"""Sign-in by password: slow to guess, the same answer for a wrong password and an unknown person."""

from __future__ import annotations

from datetime import timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from console.web.access import passwords
from console.web.access.asker import address_of
from console.web.access.entering import entered, left, noted
from console.web.access.forms import text
from console.web.access.gates import THEN, local_path
from console.web.render import page
from console.web.site import base_site
from core.model.person import Person
from core.storage.attempts import Attempts, Limit
from core.storage.people import People, folded_email

PER_ACCOUNT = Limit("sign-in account", 10, timedelta(minutes=15))
PER_ADDRESS = Limit("sign-in address", 50, timedelta(minutes=15))


def sign_in_page(request: Request) -> Response:
    """Answer ``/connexion``."""
    return _shown(request, local_path(request.query_params.get(THEN, "/")))


def sign_in(request: Request, form: FormData) -> Response:
    """Answer the form of ``/connexion``."""
    email, then = folded_email(text(form, "email", 320)), local_path(text(form, THEN, 2_000))
    password = form.get("password")
    wait = _attempted(request, email)
    if wait:
        return _shown(request, then, email=email, wrong="too_many", wait=wait)
    person = _recognised(request, email, password if isinstance(password, str) else "")
    with base_site(request).database.write_durably() as tx:
        if person is None:
            noted(request, tx, email, "sign-in refused", email)
            return _shown(request, then, email=email, wrong="wrong")
        Attempts(tx).forget(PER_ACCOUNT, email)
        return entered(request, tx, person, "password", then)


def sign_out(request: Request, form: FormData) -> Response:
    """Answer the form that signs out."""
    with base_site(request).database.write_durably() as tx:
        return left(request, tx)


def _attempted(request: Request, email: str) -> timedelta:
    """Count an attempt before it is made, or say how long to wait: attempts at once don't slip through."""
    site = base_site(request)
    with site.database.write() as tx:
        attempts = Attempts(tx)
        wait = max(attempts.wait(limit, subject, site.now()) for limit, subject in _limits(request, email))
        if not wait:
            for limit, subject in _limits(request, email):
                attempts.note(limit, subject, site.now())
    return wait


def _limits(request: Request, email: str) -> tuple[tuple[Limit, str], ...]:
    return ((PER_ACCOUNT, email), (PER_ADDRESS, address_of(request)))


def _recognised(request: Request, email: str, password: str) -> Person | None:
    site = base_site(request)
    with site.database.read() as tx:
        person = People(tx).by_email(email) if email else None
        stored = People(tx).password(person.id) if person else None
    if not passwords.right(stored, password[: passwords.MOST]) or person is None or person.disabled_at:
        return None
    if stored and passwords.outdated(stored):
        with site.database.write_durably() as tx:
            People(tx).set_password(person.id, passwords.hashed(password))
    return person


def _shown(
    request: Request, then: str, *, email: str = "", wrong: str = "", wait: timedelta = timedelta(0)
) -> Response:
    status = {"": 200, "wrong": 403, "too_many": 429}[wrong]
    response = page(
        request,
        "access/sign_in.html",
        status,
        then=then,
        email=email,
        wrong=wrong,
        minutes=int(wait.total_seconds() // 60) + 1,
        sign_on=base_site(request).access.sign_on,
    )
    response.headers["Cache-Control"] = "no-store"
    if wait:
        response.headers["Retry-After"] = str(int(wait.total_seconds()) + 1)
    return response
