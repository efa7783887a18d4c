"""A watch made of a search, looked at before it is saved, changed, narrowed, shared, paused, deleted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from console.web.watches.troubles import trouble_of
from core.model.channel import ChannelKind, Rhythm
from core.model.dataset import Profile
from core.model.person import Role
from core.model.watch import Watch
from core.storage.feed_tokens import FeedTokens
from core.storage.ledger import Ledger
from core.storage.ownership import Ownership
from core.storage.people import People, Teams
from core.storage.watches import Watches
from tests.console.web.pages import parsed, words
from tests.console.web.people import browser_of, send, signed_in
from tests.console.web.seeding import NOW, open_empty
from tests.console.web.watches.conftest import AVIS, Desk

ANA = "ana@ville.example"
NEW = "/veilles/nouvelle"
KEY = "0123456789abcdef"


@pytest.fixture
def ana(desk: Desk) -> TestClient:
    return signed_in(desk.site, ANA, Role.SUBSCRIBER)


def make(client: TestClient, **fields: Any) -> Any:
    sent = {"cle": KEY, "nom": "Toitures", "q": "toiture", "jeu": AVIS, "geste": "enregistrer", **fields}
    return send(client, NEW, **sent)


def stored(desk: Desk, key: str = KEY) -> Watch | None:
    with desk.site.database.read() as tx:
        return Watches(tx).get(key)


def found(desk: Desk, key: str = KEY) -> int:
    with desk.site.database.read() as tx:
        return Ledger(tx).count(key)


def test_a_search_leads_to_the_same_question(ana: TestClient) -> None:
    table = f"/datasets/{AVIS}?q=toiture&type_avis=consultation&code_departement=17&du=2026-01-01"
    (href,) = parsed(ana.get(table).text).xpath("//a[starts-with(@href, '/veilles/nouvelle')]/@href")
    page = parsed(ana.get(href).text)
    assert page.xpath("//input[@name='q']/@value") == ["toiture"]
    assert page.xpath("//input[@name='jeu' and @checked]/@value") == [AVIS]
    values = page.xpath("//input[@name='valeur' and @checked]/@value")
    assert set(values) == {"type_avis:consultation", "code_departement:17"}
    assert "17 · Charente-Maritime" in words(page)
    assert "/veilles/nouvelle" not in browser_of_anyone(ana, table)


def browser_of_anyone(client: TestClient, address: str) -> str:
    client.cookies.clear()
    return str(client.get(address).text)


def test_the_preview_tells_the_volume_the_items_and_how_to_narrow(desk: Desk, ana: TestClient) -> None:
    answer = send(
        ana, NEW, cle=KEY, q="NON tartempion", valeur="type_avis:consultation", jeu=AVIS, geste="voir"
    )
    page = parsed(answer.text)
    items = page.xpath("//ol[@class='matches']/li")
    assert items
    assert "par semaine" in words(page)
    assert page.xpath("//ul[@class='reasons']//mark")
    exclude = page.xpath("//button[@name='exclure']/@value")[0]
    narrower = send(
        ana, NEW, cle=KEY, q="NON tartempion", valeur="type_avis:consultation", jeu=AVIS, exclure=exclude
    )
    after = parsed(narrower.text)
    assert after.xpath("//input[@name='q']/@value") == [f"NON tartempion NON {exclude}"]
    assert len(after.xpath("//ol[@class='matches']/li")) < len(items)
    assert stored(desk) is None


def test_the_preview_tells_a_lot_with_its_notice(ana: TestClient) -> None:
    answer = send(ana, NEW, cle=KEY, q="charpente", jeu="lots-marches", geste="voir")
    told = words(parsed(answer.text).xpath("//ol[@class='matches']")[0])
    assert "monte-charges (10001) — lot 2 : Charpente et couverture" in told


def test_the_preview_of_a_store_that_has_read_nothing_says_so(tmp_path: Path) -> None:
    site = open_empty(tmp_path).site
    ana = signed_in(site, ANA, Role.SUBSCRIBER)
    answer = send(ana, NEW, cle=KEY, q="toiture", jeu=AVIS, geste="voir")
    assert "Aucune source n'a encore été lue" in words(parsed(answer.text))
    site.database.close()


def test_a_watch_too_broad_is_steered_to_a_digest(desk: Desk) -> None:
    site = replace(desk.site, broad_watch_a_week=0)
    client = signed_in(site, ANA, Role.SUBSCRIBER)
    page = parsed(client.get(f"{NEW}?jeu={AVIS}").text)
    assert "C'est plus de 0 par semaine" in words(page)
    assert page.xpath("//select[@name='rythme']/option[@selected]/@value") == ["daily"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"q": '"toiture'}, "un guillemet n'est pas fermé"),
        ({"q": "nimporte:x"}, "aucun champ ne s'appelle"),
        ({"jeu": "nulle-part"}, "Une valeur est trop longue"),
        ({"valeur": "inconnue:1"}, "Aucune colonne ne s'appelle"),
        ({"borne": "montant_estime"}, "ne peut pas être comprise"),
        ({"nom": ""}, "Donnez un nom"),
        ({"sorte": "mail", "vers": "personne"}, "ne convient pas"),
    ],
)
def test_what_cannot_be_understood_is_told_in_the_form(
    desk: Desk, ana: TestClient, fields: dict[str, str], expected: str
) -> None:
    answer = make(ana, **fields)
    assert answer.status_code == 400
    assert expected in words(parsed(answer.text).xpath("//*[@role='alert']")[0])
    assert stored(desk) is None


def test_a_watch_is_made_once_with_its_channel_and_what_it_found(desk: Desk, ana: TestClient) -> None:
    fields = {"sorte": "mail", "vers": ANA, "rythme": "weekly", "langue": "en", "rappel": "1"}
    for _ in range(2):
        assert make(ana, **fields).headers["location"] == f"/veilles/{KEY}/canaux?fait=cree"
    (channel,) = desk.channels(KEY)
    assert (channel.kind, channel.rhythm, channel.language) == (ChannelKind.MAIL, Rhythm.WEEKLY, "en")
    watch = stored(desk)
    assert watch is not None
    assert (watch.name, watch.words, watch.datasets) == ("Toitures", "toiture", (AVIS,))
    assert found(desk) > 0
    assert browser_of(desk.site).get(f"/veilles/{KEY}").status_code == 404
    luc = signed_in(desk.site, "luc@ville.example", Role.SUBSCRIBER)
    assert make(luc, nom="À moi").status_code == 404  # the key of somebody else's watch
    assert stored(desk) == watch


def test_a_watch_for_somebody_else_says_that_the_person_is_asked(desk: Desk, ana: TestClient) -> None:
    answer = make(ana, sorte="mail", vers="luc@ville.example")
    assert answer.headers["location"] == f"/veilles/{KEY}/canaux?fait=demandee"
    assert "Une demande part à l'adresse" in words(parsed(ana.get(answer.headers["location"]).text))
    assert desk.channels(KEY)[0].unconfirmed


def test_a_watch_is_changed_shared_and_paused(desk: Desk, ana: TestClient) -> None:
    make(ana, valeur=["type_avis:consultation", "code_departement:17"], borne="montant_estime>=90000")
    with desk.site.database.write() as tx:
        me = People(tx).by_email(ANA)
        assert me is not None
        mine, others = Teams(tx).add("Bâtiments"), Teams(tx).add("Voirie")
        Teams(tx).set_members(mine.id, [me.id])
    page = f"/veilles/{KEY}/modifier"
    kept = parsed(ana.get(page).text).xpath("//input[@checked and @name!='jeu']/@value")
    assert kept == ["type_avis:consultation", "code_departement:17", "montant_estime>=90000"]
    sent = {"nom": "Écoles", "q": "école", "valeur": "code_departement:17", "geste": "enregistrer"}
    assert send(ana, page, **sent, partage=str(others.id)).status_code == 400
    assert send(ana, page, **sent, partage="tous").status_code == 400
    assert send(ana, page, **sent, partage=str(mine.id)).status_code == 303
    watch = stored(desk)
    assert watch is not None
    assert (watch.name, watch.words, dict(watch.accept)) == ("Écoles", "école", {"code_departement": ("17",)})
    assert watch.ranges == {}
    with desk.site.database.read() as tx:
        assert Ownership(tx).of(KEY).team == mine.id
    send(ana, page, geste="pause")
    assert (stored(desk) or watch).paused_at == NOW
    send(ana, page, geste="reprise")
    assert (stored(desk) or watch).paused_at is None


def test_a_watch_is_deleted_with_all_that_is_its(desk: Desk, ana: TestClient) -> None:
    make(ana, sorte="mail", vers=ANA, rappel="1")
    with desk.site.database.write() as tx:
        FeedTokens(tx).add("jeton", KEY, NOW)
    luc = signed_in(desk.site, "luc@ville.example", Role.SUBSCRIBER)
    page = f"/veilles/{KEY}/modifier"
    assert send(luc, page, "/compte", geste="supprimer").status_code == 404
    assert send(ana, page, geste="supprimer").headers["location"] == "/veilles"
    assert (stored(desk), desk.channels(KEY), found(desk)) == (None, [], 0)
    assert browser_of(desk.site).get("/veilles/jeton.atom").status_code == 404
    assert browser_of(desk.site).get("/veilles/toiture.atom").status_code == 200


def test_why_and_one_click_less(desk: Desk, ana: TestClient) -> None:
    make(ana, q="toitures OU ascenseurs", rappel="1")
    page = parsed(ana.get(f"/veilles/{KEY}").text)
    address = str(page.xpath("//a[contains(@href, '/pourquoi?')]/@href")[0])
    told = parsed(ana.get(address).text)
    assert "Annoncée le" in words(told)
    exclude = told.xpath("//button[@name='exclure']/@value")[0]
    label = "string(//button[@name='exclure'][1])"
    assert told.xpath(label).startswith("NON ")
    assert parsed(ana.get(f"{address}&lang=en").text).xpath(label).startswith("NOT ")
    ana.get("/?lang=fr")
    assert send(ana, address, exclure="n'importe quoi").status_code == 400
    assert send(ana, address, exclure=exclude).status_code == 303
    watch = stored(desk)
    assert watch is not None
    assert watch.words == f"toitures OU ascenseurs NON {exclude}"
    assert "ne répond plus" in words(parsed(ana.get(address).text))
    assert ana.get(f"/veilles/{KEY}/pourquoi?jeu={AVIS}&fiche=nulle").status_code == 404


def test_a_hidden_column_is_no_field_of_a_watch(desk: Desk) -> None:
    one = desk.site.datasets[AVIS]
    columns = tuple(
        replace(each, profile=Profile.PARTNER) if each.name == "nb_lots" else each for each in one.columns
    )
    site = replace(desk.site, datasets={AVIS: replace(one, columns=columns)})
    client = signed_in(site, ANA, Role.SUBSCRIBER)
    for fields in ({"q": "nb_lots>=2"}, {"borne": "nb_lots>=2"}, {"valeur": "nb_lots:2"}):
        assert make(client, **fields).status_code == 400, fields
    partner = signed_in(site, "p@ville.example", Role.SUBSCRIBER, profile=Profile.PARTNER)
    assert make(partner, q="nb_lots>=2").status_code == 303


@pytest.mark.parametrize(
    ("error", "name"),
    [
        ("NotTaken: answered 401 no", "refused"),
        ("answered 503", "down"),
        ("answered 302 moved", "moved"),
        ("hook.example leads to 10.0.0.1, which is not a public address", "forbidden"),
        ("mail.example: SMTPRecipientsRefused: {...}", "mailbox"),
        ("the address did not answer completely: [Errno 111]", "unreachable"),
        ("the address takes longer than 15 s", "slow"),
        ("something else", "other"),
    ],
)
def test_each_error_has_its_sentence(error: str, name: str) -> None:
    assert trouble_of(error) == name


def test_a_watch_of_a_dataset_that_is_no_more_can_still_be_mended(desk: Desk, ana: TestClient) -> None:
    make(ana)
    with desk.site.database.write() as tx:
        Watches(tx).put(Watch(KEY, "Ancienne", ("disparu",), '"', created_at=NOW), NOW)
    page = f"/veilles/{KEY}/modifier"
    assert "guillemet" in words(parsed(ana.get(page).text).xpath("//*[@role='alert']")[0])
    assert send(ana, page, nom="Ancienne", q="école", jeu="disparu", geste="enregistrer").status_code == 400
    assert send(ana, page, nom="Ancienne", q="école", jeu=AVIS, geste="enregistrer").status_code == 303
    assert (stored(desk) or Watch("", "", ())).datasets == (AVIS,)
