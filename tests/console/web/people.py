"""People of the tests, signed in without a browser."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from starlette.testclient import TestClient

from console.app import create_app
from console.web.access import passwords
from console.web.site import Site
from core.model.dataset import Profile
from core.model.person import Person, Role
from core.storage.people import People
from tests.console.web.pages import parsed

PASSWORD = "une phrase assez longue"


def person(
    site: Site,
    email: str,
    *roles: Role,
    datasets: Collection[str] = (),
    profile: Profile = Profile.PUBLIC,
    password: str = PASSWORD,
) -> Person:
    """An account with a password."""
    with site.database.write() as tx:
        made = People(tx).add(
            email, name=email.partition("@")[0].title(), roles=roles, datasets=datasets, profile=profile,
            at=site.now(),
        )  # fmt: skip
        People(tx).set_password(made.id, passwords.hashed(password))
    return made


def browser_of(site: Site, **options: Any) -> TestClient:
    """A browser that has not been here."""
    return TestClient(create_app(site), base_url="https://veille.example", follow_redirects=False, **options)


def token(client: TestClient, address: str) -> str:
    """The token of the forms of a page."""
    found = parsed(client.get(address).text).xpath("//input[@name='jeton']/@value")
    assert found, f"{address} has no form"
    return str(found[0])


def send(client: TestClient, address: str, page: str = "", **fields: Any) -> Any:
    """Send a form as the page that shows it would."""
    return client.post(address, data={"jeton": token(client, page or address), **fields})


def enter(client: TestClient, email: str, password: str = PASSWORD, then: str = "/") -> Any:
    """Sign in."""
    return send(client, "/connexion", email=email, password=password, suite=then)


def signed_in(site: Site, email: str, *roles: Role, **options: Any) -> TestClient:
    """The browser of a new person who has signed in."""
    person(site, email, *roles, **options)
    client = browser_of(site)
    assert enter(client, email).status_code == 303
    return client
