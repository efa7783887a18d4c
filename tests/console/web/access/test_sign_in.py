"""Sign-in by password: sessions, guessing, forged forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from console.web.access.first_start import first_link
from console.web.access.sign_in import PER_ACCOUNT, PER_ADDRESS
from console.web.site import Access, Site
from core.model.person import Role
from core.storage.access_schema import PERSON, SESSION
from core.storage.audit import Audit
from core.storage.people import People
from tests.console.web.pages import parsed
from tests.console.web.people import PASSWORD, browser_of, enter, person, send, signed_in, token
from tests.console.web.seeding import open_empty

ANA = "ana@ville.example"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    shelf = open_empty(tmp_path)
    yield shelf.site
    shelf.site.database.close()


def test_the_first_start_makes_an_administrator_once(site: Site) -> None:
    stale, secret = first_link(site.database, site.now()), first_link(site.database, site.now())
    client = browser_of(site)
    assert client.get(f"/bienvenue/{stale}").status_code == 404
    fields = {"name": "Ana", "email": ANA, "password": PASSWORD, "again": PASSWORD}
    answer = send(client, f"/bienvenue/{secret}", **fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/compte")
    assert client.get("/acces").status_code == 200
    used = client.get(f"/bienvenue/{secret}")
    assert (used.status_code, "a déjà servi" in used.text) == (404, True)
    assert "ask the administrator" in client.get(f"/bienvenue/{secret}?lang=en").text
    assert first_link(site.database, site.now()) == ""


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"password": "court", "again": "court"}, "12"),
        ({"password": "aaaaaaaaaaaaaaa", "again": "aaaaaaaaaaaaaaa"}, "deviner"),
        ({"again": "autre chose encore"}, "pas les mêmes"),
        ({"name": " "}, "votre nom"),
        ({"email": "ana"}, "pas une adresse"),
    ],
)
def test_a_weak_beginning_is_refused_and_says_why(site: Site, changed: dict[str, str], told: str) -> None:
    secret, client = first_link(site.database, site.now()), browser_of(site)
    fields = {"name": "Ana", "email": ANA, "password": PASSWORD, "again": PASSWORD, **changed}
    answer = send(client, f"/bienvenue/{secret}", **fields)
    assert answer.status_code == 400
    assert told in parsed(answer.text).xpath("string(//*[@role='alert'])")
    with site.database.read() as tx:
        assert not People(tx).has_administrator()


def test_signing_in_leads_on_and_out_again(site: Site) -> None:
    person(site, ANA)
    client = browser_of(site)
    led = client.get("/compte?lang=fr")
    assert led.status_code == 303
    assert led.headers["location"] == "/connexion?suite=%2Fcompte%3Flang%3Dfr"
    answer = enter(client, ANA.upper(), then="/compte?lang=fr")
    assert answer.headers["location"] == "/compte?lang=fr"
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("__Host-veille=", "HttpOnly", "SameSite=lax", "Secure", "Path=/"))
    assert client.get("/compte").status_code == 200
    assert send(client, "/deconnexion", page="/compte").status_code == 303
    assert client.get("/compte").status_code == 303


def test_secrets_are_not_in_the_database(site: Site) -> None:
    client = signed_in(site, ANA)
    secret = client.cookies["__Host-veille"]
    with site.database.read() as tx:
        stored = str([*tx.execute(select(SESSION)), *tx.execute(select(PERSON))])
    assert secret not in stored
    assert PASSWORD not in stored
    assert "$argon2id$" in stored


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: 1"])
def test_the_way_on_stays_on_the_site(site: Site, where: str) -> None:
    person(site, ANA)
    answer = enter(browser_of(site), ANA, then=where)
    assert answer.headers["location"] == "/"
    assert "x" not in answer.headers


def test_a_session_brought_along_is_not_taken_over(site: Site) -> None:
    """Session fixation: neither an invented secret nor the session of before the sign-in lives on."""
    person(site, ANA)
    person(site, "mallory@ailleurs.example")
    mallory = browser_of(site)
    enter(mallory, "mallory@ailleurs.example")
    for planted in ("invented", mallory.cookies["__Host-veille"]):
        victim = browser_of(site)
        victim.cookies.set("__Host-veille", planted, domain="veille.example", path="/")
        answer = enter(victim, ANA)
        assert answer.status_code == 303
        fresh = answer.headers["set-cookie"].partition("__Host-veille=")[2].partition(";")[0]
        assert fresh not in ("", planted)
        attacker = browser_of(site)
        attacker.cookies.set("__Host-veille", planted)
        assert attacker.get("/compte").status_code == 303


def test_a_session_ends_by_itself(site: Site) -> None:
    client = signed_in(site, ANA)
    later = browser_of(replace(site, now=lambda: site.now() + timedelta(hours=13)))
    later.cookies.set("__Host-veille", client.cookies["__Host-veille"])
    assert client.get("/compte").status_code == 200
    assert later.get("/compte").status_code == 303


def test_guessing_is_slowed_down_for_an_account_and_an_address(site: Site) -> None:
    person(site, ANA)
    client = browser_of(site)
    for _ in range(PER_ACCOUNT.most):
        assert enter(client, ANA, "pas le bon").status_code == 403
    answer = enter(client, ANA)  # even the right one
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 15 * 60 + 1
    for number in range(PER_ADDRESS.most - PER_ACCOUNT.most):
        enter(client, f"p{number}@ville.example", "pas le bon")
    assert enter(client, "encore@ville.example", "pas le bon").status_code == 429
    later = browser_of(replace(site, now=lambda: site.now() + timedelta(minutes=16)))
    assert enter(later, ANA).status_code == 303


def test_an_unknown_person_and_a_wrong_password_look_the_same(site: Site) -> None:
    person(site, ANA)
    one, other = enter(browser_of(site), ANA, "pas le bon"), enter(browser_of(site), "qui@b.example", "x")
    clean = [answer.text.replace(ANA, "").replace("qui@b.example", "") for answer in (one, other)]
    shown = [parsed(text).xpath("string(//main)") for text in clean]
    assert shown[0] == shown[1]
    assert one.status_code == other.status_code == 403


def test_a_closed_account_and_a_changed_password_open_nothing(site: Site) -> None:
    client = signed_in(site, ANA)
    other = browser_of(site)
    enter(other, ANA)
    new = "une autre phrase encore"
    fields = {"current": PASSWORD, "password": new, "again": new}
    assert send(client, "/compte/mot-de-passe", page="/compte", **fields).status_code == 303
    assert client.get("/compte").status_code == 200
    assert other.get("/compte").status_code == 303
    assert enter(other, ANA).status_code == 403
    with site.database.write() as tx:
        known = People(tx).by_email(ANA)
        assert known is not None
        People(tx).disable(known.id, site.now())
    assert client.get("/compte").status_code == 303
    assert enter(browser_of(site), ANA, new).status_code == 403


FORGED = [
    ({"jeton": "0" * 64}, {}),
    ({}, {}),
    (None, {"origin": "https://evil.example"}),
    (None, {"sec-fetch-site": "cross-site"}),
    (None, {"sec-fetch-site": "same-site"}),
]


@pytest.mark.parametrize(("fields", "headers"), FORGED)
def test_a_form_of_another_site_is_refused(
    site: Site, fields: dict[str, str] | None, headers: dict[str, str]
) -> None:
    client = signed_in(site, ANA)
    data = {"jeton": token(client, "/compte")} if fields is None else fields
    assert client.post("/compte/sessions", data=data, headers=headers).status_code == 403
    assert client.get("/compte").status_code == 200


def test_the_token_of_one_browser_is_none_in_another(site: Site) -> None:
    one, other = signed_in(site, ANA), signed_in(site, "luc@ville.example")
    assert other.post("/compte/sessions", data={"jeton": token(one, "/compte")}).status_code == 403


def test_every_form_of_the_site_asks_for_its_token(site: Site) -> None:
    """Whatever route takes a form refuses one without its token, also from an administrator.

    But the one click of RFC 8058, which a mail program makes: the address itself is the secret there.
    """
    client = signed_in(site, ANA, Role.ADMINISTRATOR)
    app: Any = client.app
    taking = [route for route in app.routes if "POST" in (getattr(route, "methods", None) or ())]
    taking = [route for route in taking if not route.path.startswith("/desabonnement/")]
    assert len(taking) >= 9
    for route in taking:
        address = route.path.replace("{dataset}", "avis-marches")
        address = re.sub(r"\{\w+(:\w+)?\}", lambda part: "1" if part[1] == ":int" else "x", address)
        assert client.post(address, data={}).status_code == 403, address


def test_too_large_a_form_is_refused_unread(site: Site) -> None:
    client = signed_in(site, ANA)
    assert client.post("/compte/sessions", data={"jeton": "x" * 2_000_000}).status_code == 413


def test_what_was_done_is_in_the_log_without_secrets(site: Site) -> None:
    client = signed_in(site, ANA, Role.ADMINISTRATOR)
    enter(browser_of(site), "<script>alert(1)</script>", PASSWORD)
    with site.database.read() as tx:
        lines = Audit(tx).lines(10)
    assert [line.action for line in lines] == ["sign-in refused", "sign-in"]
    assert PASSWORD not in str(lines)
    page = parsed(client.get("/acces/journal").text)
    assert not page.xpath("//main//script")
    assert "Connexion refusée" in page.text_content()


def test_a_closed_site_shows_nothing_without_signing_in(site: Site) -> None:
    closed = replace(site, access=Access(open_reading=False))
    client = browser_of(closed)
    for address in ("/", "/datasets/avis-marches", "/datasets/avis-marches.csv", "/sources", "/veilles"):
        assert client.get(address).headers["location"].startswith("/connexion"), address
    assert client.get("/health").status_code == 200
    person(closed, ANA)
    enter(client, ANA)
    assert client.get("/datasets/avis-marches").status_code == 200


def test_the_token_of_an_anonymous_form_is_tied_to_its_browser(site: Site) -> None:
    person(site, ANA)
    one, other = browser_of(site), browser_of(site)
    foreign = token(one, "/connexion")
    token(other, "/connexion")
    data = {"jeton": foreign, "email": ANA, "password": PASSWORD}
    assert other.post("/connexion", data=data).status_code == 403
