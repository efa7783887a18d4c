"""Sign-in by an identity provider, and what is refused of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc.jwk import RSAKey

from console.web.site import Access, SignOn, Site
from core.model.person import Role
from core.storage.people import People
from tests.console.web.access.provider import CLIENT, SECRET, Provider, provider
from tests.console.web.people import browser_of, person
from tests.console.web.seeding import NOW, open_empty

ANA = "ana@ville.example"


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Provider, str]]:
    with provider() as made:
        yield made


@pytest.fixture
def idp(running: tuple[Provider, str]) -> Provider:
    running[0].signing = None
    running[0].claims = {
        "sub": "42",
        "email": ANA,
        "email_verified": True,
        "exp": int((NOW + timedelta(minutes=5)).timestamp()),
    }
    return running[0]


@pytest.fixture
def site(tmp_path: Path, running: tuple[Provider, str]) -> Iterator[Site]:
    shelf = open_empty(tmp_path)
    sign_on = SignOn(running[1], CLIENT, SECRET, "Annuaire")
    yield replace(shelf.site, access=Access(sign_on=sign_on))
    shelf.site.database.close()


def come(client: Any, idp: Provider, **changed: str) -> Any:
    """Go to the provider and come back with its answer."""
    led = client.get("/connexion/fournisseur?suite=/compte")
    assert led.status_code == 303
    idp.asked = dict(parse_qsl(urlsplit(led.headers["location"]).query))
    answer = {"state": idp.asked["state"], "code": "abc", **changed}
    return client.get("/connexion/retour", params=answer)


def test_a_known_person_is_signed_in(site: Site, idp: Provider) -> None:
    person(site, ANA, Role.OPERATOR)
    client = browser_of(site)
    assert "Annuaire" in client.get("/connexion").text
    answer = come(client, idp)
    assert (answer.status_code, answer.headers["location"]) == (303, "/compte")
    assert idp.asked["code_challenge_method"] == "S256"
    assert client.get("/exploitation").status_code == 200
    idp.claims = {**idp.claims, "email": "nouvelle@ville.example"}  # known by its subject from now on
    assert come(browser_of(site), idp).status_code == 303


@pytest.mark.parametrize(
    "changed",
    [
        {"email_verified": False},
        {"email": "qui@ville.example"},
        {"aud": "another"},
        {"iss": "https://evil.example"},
        {"nonce": "another"},
        {"exp": int((NOW - timedelta(hours=1)).timestamp())},
    ],
)
def test_what_the_provider_does_not_vouch_for_opens_nothing(
    site: Site, idp: Provider, changed: dict[str, Any]
) -> None:
    person(site, ANA)
    idp.claims = {**idp.claims, **changed}
    client = browser_of(site)
    assert come(client, idp).status_code == 403
    assert client.get("/compte").status_code == 303


def test_another_signature_is_refused(site: Site, idp: Provider) -> None:
    person(site, ANA)
    idp.signing = RSAKey.generate_key(2048)
    assert come(browser_of(site), idp).status_code == 403


def test_an_answer_is_good_once_and_in_one_browser(site: Site, idp: Provider) -> None:
    person(site, ANA)
    client, other = browser_of(site), browser_of(site)
    assert come(client, idp, state="invented").status_code == 403
    assert come(client, idp).status_code == 303
    assert (
        client.get("/connexion/retour", params={"state": idp.asked["state"], "code": "x"}).status_code == 403
    )
    client.get("/connexion/fournisseur")
    led = client.get("/connexion/fournisseur")
    idp.asked = dict(parse_qsl(urlsplit(led.headers["location"]).query))
    other.get("/connexion")
    answer = other.get("/connexion/retour", params={"state": idp.asked["state"], "code": "x"})
    assert answer.status_code == 403


def test_accounts_are_opened_where_the_installation_says_so(site: Site, idp: Provider) -> None:
    assert site.access.sign_on is not None
    wide = replace(site, access=Access(sign_on=replace(site.access.sign_on, opens=True)))
    assert come(browser_of(site), idp).status_code == 403
    assert come(browser_of(wide), idp).status_code == 303
    with site.database.write() as tx:
        made = People(tx).by_email(ANA)
        assert made is not None
        assert made.roles == {Role.SUBSCRIBER}
        People(tx).disable(made.id, NOW)
    assert come(browser_of(wide), idp).status_code == 403


def test_a_provider_that_is_away_is_said(site: Site) -> None:
    away = replace(site, access=Access(sign_on=SignOn("http://127.0.0.1:9", CLIENT, SECRET, "Annuaire")))
    assert browser_of(away).get("/connexion/fournisseur").status_code == 503
