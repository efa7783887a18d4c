"""Who may open what: each role, others' watches, keys, columns of other profiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.testclient import TestClient

from console.web.access.asker import asker_of
from console.web.site import Site
from core.model.dataset import Profile
from core.model.person import Role
from core.model.watch import Watch
from core.storage.ownership import Owner, Ownership
from core.storage.people import People, Teams
from core.storage.watches import Watches
from tests.console.web.pages import parsed
from tests.console.web.people import browser_of, person, send, signed_in, token
from tests.console.web.seeding import NOW, PDF_NOTICE, Shelf, open_empty, seed

AVIS = "avis-marches"
ROOMS = {
    "/compte": None,
    "/revue": Role.OWNER,
    "/revue/suivante": Role.OWNER,
    f"/revue/{AVIS}/{PDF_NOTICE}": Role.OWNER,
    "/exploitation": Role.OPERATOR,
    "/acces": Role.ADMINISTRATOR,
    "/acces/journal": Role.ADMINISTRATOR,
    "/acces/personnes/1": Role.ADMINISTRATOR,
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Shelf]:
    shelf = open_empty(tmp_path)
    seed(shelf, notices=6)
    yield shelf
    shelf.site.database.close()


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_rooms_and_no_other(desk: Shelf, role: Role) -> None:
    client = signed_in(desk.site, "moi@ville.example", role, datasets=[AVIS])
    for address, needed in ROOMS.items():
        allowed = needed in (None, role) or role is Role.ADMINISTRATOR
        assert (client.get(address).status_code != 403) is allowed, address
    for address in ("/exploitation/relance", "/acces", "/acces/equipes", "/compte/cles"):
        answer = client.post(address, data={"jeton": token(client, "/compte"), "name": "x", "code": "x"})
        needed = {"/exploitation/relance": Role.OPERATOR, "/compte/cles": Role.SUBSCRIBER}.get(address)
        allowed = role in (needed, Role.ADMINISTRATOR)
        assert (answer.status_code != 403) is allowed, address


@pytest.mark.parametrize("address", ROOMS)
def test_who_is_not_signed_in_is_led_to_the_sign_in(desk: Shelf, address: str) -> None:
    assert browser_of(desk.site).get(address).headers["location"].startswith("/connexion?suite=")


def test_the_last_administrator_stays(desk: Shelf) -> None:
    client = signed_in(desk.site, "chef@ville.example", Role.ADMINISTRATOR)
    for fields in ({"deed": "rights", "role": "viewer"}, {"deed": "close"}):
        assert send(client, "/acces/personnes/1", **fields).status_code == 409
    assert client.get("/acces").status_code == 200


def test_an_administrator_invites_and_closes(desk: Shelf) -> None:
    client = signed_in(desk.site, "chef@ville.example", Role.ADMINISTRATOR)
    rights: dict[str, Any] = {"role": ["owner"], "dataset": [AVIS], "profile": "partner"}
    page = parsed(send(client, "/acces", email="Neuf@Ville.example", **rights).text)
    link = page.xpath("//input[@id='secret']/@value")[0].removeprefix("https://veille.example")
    guest = browser_of(desk.site)
    phrase = "ma phrase bien à moi"
    assert send(guest, link, name="Neuf", password=phrase, again=phrase).status_code == 303
    assert guest.get("/revue").status_code == 200
    with desk.site.database.read() as tx:
        made = People(tx).by_email("neuf@ville.example")
    assert made is not None
    assert (made.datasets, made.profile) == (frozenset({AVIS}), Profile.PARTNER)
    assert send(client, f"/acces/personnes/{made.id}", deed="close").status_code == 200
    assert guest.get("/revue").status_code == 303


def test_the_watches_of_who_leaves_tell_nobody_anything_more(desk: Shelf) -> None:
    chef = signed_in(desk.site, "chef@ville.example", Role.ADMINISTRATOR)
    eve = person(desk.site, "eve@ville.example", Role.SUBSCRIBER)
    with desk.site.database.write() as tx:
        team = Teams(tx).add("Voirie")
    own(desk.site, "seule", Owner(person=eve.id))
    own(desk.site, "partagee", Owner(person=eve.id, team=team.id))
    reader = browser_of(desk.site)
    assert reader.get("/veilles/secret-seule.atom").status_code == 200
    assert send(chef, f"/acces/personnes/{eve.id}", deed="close").status_code == 200
    assert reader.get("/veilles/secret-seule.atom").status_code == 404
    assert reader.get("/veilles/secret-partagee.atom").status_code == 200
    with desk.site.database.read() as tx:
        paused = {name: watch.paused_at for name in ("seule", "partagee") if (watch := Watches(tx).get(name))}
    assert paused["seule"] is not None
    assert paused["partagee"] is None


def own(site: Site, watch: str, owner: Owner) -> None:
    with site.database.write() as tx:
        Watches(tx).put(Watch(watch, f"Veille {watch}", (AVIS,), "toiture", token=f"secret-{watch}"), NOW)
        Ownership(tx).put(watch, owner)


def test_watches_of_others_are_not_there(desk: Shelf) -> None:
    ana = person(desk.site, "ana2@ville.example", Role.SUBSCRIBER)
    with desk.site.database.write() as tx:
        team = Teams(tx).add("Bâtiments")
        Teams(tx).set_members(team.id, [ana.id])
    own(desk.site, "a-ana", Owner(person=ana.id))
    own(desk.site, "a-equipe", Owner(team=team.id))
    luc = signed_in(desk.site, "luc@ville.example", Role.SUBSCRIBER)
    bea = signed_in(desk.site, "bea@ville.example", Role.SUBSCRIBER)
    with desk.site.database.write() as tx:
        known = People(tx).by_email("bea@ville.example")
        assert known is not None
        Teams(tx).set_members(team.id, [ana.id, known.id])
    for stranger in (luc, browser_of(desk.site)):
        for address in ("/veilles/a-ana", "/veilles/a-equipe", "/veilles/a-ana.atom", "/veilles/a-ana.ics"):
            assert stranger.get(address).status_code == 404, address
        assert "a-ana" not in stranger.get("/veilles").text
        assert stranger.get("/veilles/secret-a-ana.atom").status_code == 200  # whoever was given the address
        assert stranger.get("/veilles/toiture").status_code == 200  # the installation's own
    assert bea.get("/veilles/a-equipe").status_code == 200
    assert bea.get("/veilles/a-ana").status_code == 404
    chief = signed_in(desk.site, "chef@ville.example", Role.ADMINISTRATOR)
    assert chief.get("/veilles/a-ana").status_code == 200


def test_who_follows_a_link_to_a_watch_of_a_team_is_shown_the_sign_in_and_not_whether_it_exists(
    desk: Shelf,
) -> None:
    def way_in(client: TestClient, address: str) -> tuple[list[str], str]:
        answer = client.get(address)
        assert answer.status_code == 404
        main = parsed(answer.text).xpath("//main")[0]
        return main.xpath(".//a/@href[contains(., 'connexion')]"), main.text_content()

    ana = signed_in(desk.site, "ana@ville.example", Role.SUBSCRIBER)
    luc = person(desk.site, "luc@ville.example", Role.SUBSCRIBER)
    own(desk.site, "equipe", Owner(person=luc.id))
    guest = browser_of(desk.site)
    there, told = way_in(guest, "/veilles/equipe")
    none, same = way_in(guest, "/veilles/aucune")
    assert there == ["/connexion?suite=%2Fveilles%2Fequipe"]
    assert none == ["/connexion?suite=%2Fveilles%2Faucune"]
    assert told == same
    assert way_in(ana, "/veilles/equipe")[0] == []


def hide(site: Site, column: str) -> Site:
    """A site whose column only partners see."""
    one = site.datasets[AVIS]
    columns = tuple(
        replace(each, profile=Profile.PARTNER) if each.name == column else each for each in one.columns
    )
    return replace(site, datasets={**site.datasets, AVIS: replace(one, columns=columns)})


def test_a_column_of_another_profile_is_nowhere(desk: Shelf) -> None:
    site = hide(desk.site, "montant_estime")
    partner = signed_in(site, "p@ville.example", Role.OWNER, datasets=[AVIS], profile=Profile.PARTNER)
    owner = signed_in(site, "o@ville.example", Role.OWNER, datasets=[AVIS])
    addresses = [
        f"/datasets/{AVIS}?col=objet", f"/datasets/{AVIS}/{PDF_NOTICE}.json", f"/datasets/{AVIS}.csv",
        f"/datasets/{AVIS}.jsonl", f"/datasets/{AVIS}/dictionary", f"/datasets/{AVIS}/schema.json",
        f"/datasets/{AVIS}/{PDF_NOTICE}", f"/revue/{AVIS}/{PDF_NOTICE}",
    ]  # fmt: skip
    for address in addresses:
        for reader in (browser_of(site), owner):
            told = reader.get(address).text.replace("\u202f", " ").replace("\xa0", " ")
            assert "1250000" not in told and "1 250 000" not in told, address
            assert "Montant estim" not in told, address
    for address in (addresses[1], addresses[2], addresses[6], addresses[7]):
        assert "250" in partner.get(address).text, address
    etags = {each.get(f"/datasets/{AVIS}.csv").headers["etag"] for each in (owner, partner)}
    assert len(etags) == 2
    page = f"/revue/{AVIS}/{PDF_NOTICE}"
    sent = {"jeton": token(owner, page), "decision": "corriger", "colonne": "montant_estime", "valeur": "1"}
    assert owner.post(page, data=sent).status_code == 404
    assert owner.get(f"/revue/{AVIS}/aide?colonne=montant_estime&valeur=1").status_code == 404


def ask(site: Site, authorization: str = "", query: str = "") -> Any:
    client = browser_of(site)
    headers = [(b"authorization", authorization.encode())] if authorization else []
    scope = {
        "type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": query.encode(),
        "app": client.app, "client": ("192.0.2.7", 1), "scheme": "https", "server": ("veille.example", 443),
    }  # fmt: skip
    return asker_of(Request(scope))


def test_a_key_says_who_asks_with_which_profile_and_how_often(desk: Shelf) -> None:
    client = signed_in(desk.site, "p@ville.example", Role.SUBSCRIBER, profile=Profile.PARTNER)
    made = send(client, "/compte/cles", page="/compte", name="tableur", scope="read", life="30")
    (secret,) = parsed(made.text).xpath("//input[@id='secret']/@value")
    assert secret not in client.get("/compte").text
    for asker in (ask(desk.site, f"Bearer {secret}"), ask(desk.site, query=f"apikey={secret}")):
        assert (asker.subject, asker.profile, asker.quota) == ("key:1", Profile.PARTNER, 50_000)
    nobody = ask(desk.site)
    assert (nobody.subject, nobody.profile, nobody.quota) == ("address:192.0.2.7", Profile.PUBLIC, 5_000)
    with pytest.raises(HTTPException, match="403"):
        browser = ask  # a key without the scope
        feeds = send(client, "/compte/cles", page="/compte", name="flux", scope="feeds", life="30")
        (other,) = parsed(feeds.text).xpath("//input[@id='secret']/@value")
        browser(desk.site, f"Apikey {other}")
    later = replace(desk.site, now=lambda: NOW + timedelta(days=31))
    for site, key in ((later, secret), (desk.site, f"{secret}x"), (desk.site, "veille_x")):
        with pytest.raises(HTTPException, match="401"):
            ask(site, f"Bearer {key}")
    stranger = signed_in(desk.site, "luc@ville.example", Role.SUBSCRIBER)
    assert send(stranger, "/compte/cles/fin", page="/compte", key="1").status_code == 404
    assert send(client, "/compte/cles/fin", page="/compte", key="1").status_code == 303
    with pytest.raises(HTTPException, match="401"):
        ask(desk.site, f"Bearer {secret}")
