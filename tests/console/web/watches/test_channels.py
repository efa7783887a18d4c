"""The channels of a watch in the console: each button, whose it is, and who has unsubscribed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from core.model.channel import UNSUBSCRIBED, Channel, ChannelKind, Language, Rhythm
from core.model.person import Person, Role
from core.storage.audit import Audit
from core.storage.channel_schema import CONSENT
from core.storage.channels import Channels
from core.storage.deliveries import Deliveries, Sent
from core.storage.outbox import Outbox
from core.storage.people import People, Teams
from core.storage.schema import OUTBOX
from core.storage.watches import Watches
from tests.console.web.pages import parsed, words
from tests.console.web.people import browser_of, enter, person, send, signed_in
from tests.console.web.seeding import NOW
from tests.console.web.watches.conftest import Desk
from workers.delivery.confirming import ask, token_of
from workers.delivery.unsubscribing import unsubscribe_token

ANA = "ana@ville.example"
PAGE = "/veilles/a-ana/canaux"
HOOK = "https://hook.example/x"


@pytest.fixture
def ana(desk: Desk) -> TestClient:
    """The browser of Ana, who has a watch."""
    client = signed_in(desk.site, ANA, Role.SUBSCRIBER)
    desk.own("a-ana", known(desk, ANA))
    return client


def known(desk: Desk, email: str) -> Person:
    with desk.site.database.read() as tx:
        found = People(tx).by_email(email)
    assert found is not None
    return found


def press(client: TestClient, channel: Channel, deed: str, **fields: str) -> object:
    return send(client, f"{PAGE}/{channel.id}", PAGE, geste=deed, **fields)


def messages(desk: Desk) -> list[object]:
    with desk.site.database.read() as tx:
        return list(tx.execute(select(OUTBOX.c.payload)).scalars())


def test_a_channel_is_added_with_its_rhythm_and_language(desk: Desk, ana: TestClient) -> None:
    sent = {"sorte": "mail", "vers": "bureau@ville.example", "rythme": "daily", "langue": "en"}
    answer = send(ana, PAGE, **sent)
    assert answer.status_code == 303
    page = words(parsed(ana.get(answer.headers["location"]).text))
    assert "Une demande part à cette adresse" in page
    assert "bureau@ville.example" in page
    (channel,) = desk.channels("a-ana")
    expected: Language = "en"
    assert (channel.kind, channel.rhythm, channel.language) == (ChannelKind.MAIL, Rhythm.DAILY, expected)
    assert channel.due_at is not None
    assert send(ana, PAGE, **sent).status_code == 400
    assert len(desk.channels("a-ana")) == 1


@pytest.mark.parametrize(
    ("kind", "target"),
    [("mail", "personne"), ("mail", "a@b\r\nBcc: c@d"), ("webhook", "javascript:alert(1)"), ("push", HOOK)],
)
def test_a_target_of_another_kind_is_refused_in_words(
    desk: Desk, ana: TestClient, kind: str, target: str
) -> None:
    answer = send(ana, PAGE, sorte=kind, vers=target)
    assert answer.status_code == 400
    assert "ne convient pas" in parsed(answer.text).xpath("//*[@role='alert']")[0].text_content()
    assert desk.channels("a-ana") == []


def test_the_secret_of_a_webhook_is_shown_once_and_rotated(desk: Desk, ana: TestClient) -> None:
    first = parsed(send(ana, PAGE, sorte="webhook", vers=HOOK).text).xpath("//input[@id='secret']/@value")
    assert first[0].startswith("whsec_")
    assert first[0] not in ana.get(PAGE).text
    assert "/x" not in words(parsed(ana.get(PAGE).text))
    (channel,) = desk.channels("a-ana")
    second = parsed(press(ana, channel, "secret").text).xpath("//input[@id='secret']/@value")  # type: ignore[attr-defined]
    (after,) = desk.channels("a-ana")
    assert [each.value for each in after.secrets] == [*second, *first]
    assert after.secrets[1].until == NOW + timedelta(days=1)


def test_a_test_is_put_in_the_queue(desk: Desk, ana: TestClient) -> None:
    channel = desk.open("a-ana", ChannelKind.SLACK, HOOK)
    press(ana, channel, "essai")
    (payload,) = messages(desk)
    assert isinstance(payload, dict)
    assert payload["kind"] == "test"


def test_a_pause_keeps_what_is_owed_and_ends(desk: Desk, ana: TestClient) -> None:
    channel = desk.open("a-ana", ChannelKind.SLACK, HOOK)
    press(ana, channel, "pause")
    assert desk.channels("a-ana")[0].disabled_at == NOW
    assert "En pause" in ana.get(PAGE).text
    press(ana, channel, "reprise")
    assert desk.channels("a-ana")[0].disabled_at is None
    press(ana, channel, "retrait")
    assert desk.channels("a-ana") == []
    with desk.site.database.read() as tx:
        told = [(each.action, each.detail) for each in Audit(tx).lines(3)]
    assert told[0] == ("channel removed", "Veille a-ana: slack hook.example")
    assert [action for action, _ in told[1:]] == ["channel resumed", "channel paused"]


def test_rhythm_and_language_are_changed(desk: Desk, ana: TestClient) -> None:
    channel = desk.open("a-ana", ChannelKind.MAIL, ANA)
    press(ana, channel, "change", rythme="weekly", langue="en")
    (after,) = desk.channels("a-ana")
    assert (after.rhythm, after.language, after.due_at is not None) == (Rhythm.WEEKLY, "en", True)
    assert press(ana, channel, "change", rythme="hourly").status_code == 400  # type: ignore[attr-defined]
    assert press(ana, channel, "effacer").status_code == 400  # type: ignore[attr-defined]


def test_a_failing_channel_says_why_and_when_it_is_tried_next(desk: Desk, ana: TestClient) -> None:
    channel = desk.open("a-ana", ChannelKind.SLACK, HOOK)
    with desk.site.database.write() as tx:
        Channels(tx).failed(channel, NOW, NOW + timedelta(minutes=8))
        Deliveries(tx).log(Sent(channel.id, 1, NOW, 120, error="answered 503 <b>busy</b>"))
    page = ana.get(PAGE).text
    assert "L&#39;autre service est en panne" in page
    assert "answered 503 &lt;b&gt;busy" in page
    assert "10\u00a0h\u00a038" in page  # Paris
    assert "En échec" in ana.get("/canaux").text


def test_an_unsubscribed_address_is_taken_up_by_its_owner_only(desk: Desk, ana: TestClient) -> None:
    channel = desk.open("a-ana", ChannelKind.MAIL, "luc@ville.example")
    with desk.site.database.write() as tx:
        Channels(tx).disable(channel.id, NOW, UNSUBSCRIBED)
    for deed in ("reprise", "retrait"):
        answer = press(ana, channel, deed)
        assert "elle seule peut reprendre" in answer.text  # type: ignore[attr-defined]
    assert send(ana, PAGE, sorte="mail", vers="luc@ville.example").status_code == 400
    assert desk.channels("a-ana")[0].unsubscribed
    anyone = browser_of(desk.site)
    address = f"/desabonnement/{unsubscribe_token(channel)}"
    assert anyone.post(f"{address}/reprise").status_code == 403  # not from our page
    again = parsed(send(anyone, f"{address}/reprise", address).text)
    assert "C'est repris" in words(again)
    (english,) = again.xpath("//ul[@class='languages']//a[@lang='en']/@href")
    assert english == f"{address}?lang=en"  # the address of the form itself is none that can be read
    assert "Stop these mails" in anyone.get(english).text
    assert not desk.channels("a-ana")[0].unsubscribed


def asked(desk: Desk, ana: TestClient) -> tuple[Channel, str]:
    """A channel to the address of somebody else, and the page that the mail to it leads to."""
    assert send(ana, PAGE, sorte="mail", vers="luc@ville.example").status_code == 303
    (channel,) = desk.channels("a-ana")
    with desk.site.database.read() as tx:
        (message,) = Outbox(tx).of(channel.id, ["pending"])
    return channel, f"/confirmation/{token_of(channel, message)}"


def test_the_owner_of_an_address_agrees_before_anything_is_sent(desk: Desk, ana: TestClient) -> None:
    channel, address = asked(desk, ana)
    assert channel.unconfirmed
    assert "En attente d'accord" in ana.get(PAGE).text.replace("&#39;", "'")
    answer = press(ana, channel, "reprise")
    assert "n'a pas encore donné son accord" in parsed(answer.text).text_content()  # type: ignore[attr-defined]
    assert desk.channels("a-ana")[0].unconfirmed

    luc = browser_of(desk.site)
    assert "Recevoir ces messages" in luc.get(address).text
    assert "Qui vous le propose : Ana" in words(parsed(luc.get(address).text))
    assert luc.post(address).status_code == 403  # not from our page
    assert desk.channels("a-ana")[0].unconfirmed
    assert "C'est fait" in words(parsed(send(luc, address, address).text))
    assert desk.channels("a-ana")[0].disabled_at is None
    assert "C'est fait" in words(parsed(luc.get(address).text))
    with desk.site.database.read() as tx:
        assert list(tx.execute(select(CONSENT.c.what).order_by(CONSENT.c.id)).scalars()) == [
            "demande",
            "accord",
        ]


def test_an_address_that_refuses_is_asked_by_nobody_again(desk: Desk, ana: TestClient) -> None:
    channel, address = asked(desk, ana)
    luc = browser_of(desk.site)
    assert "C'est noté" in words(parsed(send(luc, f"{address}/refus", address).text))
    assert desk.channels("a-ana")[0].unsubscribed
    assert press(ana, channel, "demande").status_code == 400  # type: ignore[attr-defined]
    assert send(ana, PAGE, sorte="mail", vers="luc@ville.example").status_code == 400
    assert len(messages(desk)) == 1


def test_a_question_is_sent_again_three_times_a_day_at_most(desk: Desk, ana: TestClient) -> None:
    channel, _ = asked(desk, ana)
    told = [press(ana, channel, "demande").status_code for _ in range(3)]  # type: ignore[attr-defined]
    assert told == [303, 303, 400]
    assert len(messages(desk)) == 3


def test_the_limit_and_the_refusal_are_those_of_the_address(desk: Desk, ana: TestClient) -> None:
    for _ in range(3):
        channel, _address = asked(desk, ana)
        press(ana, channel, "retrait")
    answer = send(ana, PAGE, sorte="mail", vers="LUC@ville.example")
    assert (answer.status_code, "trois fois depuis hier" in answer.text) == (400, True)
    assert desk.channels("a-ana") == []
    assert len(messages(desk)) == 3


def test_who_refused_is_asked_by_no_other_watch(desk: Desk, ana: TestClient) -> None:
    _, address = asked(desk, ana)
    send(browser_of(desk.site), f"{address}/refus", address)
    desk.own("b-ana", known(desk, ANA))
    other = "/veilles/b-ana/canaux"
    answer = send(ana, other, sorte="mail", vers="Luc@ville.example")
    assert (answer.status_code, "a refusé" in answer.text) == (400, True)
    assert desk.channels("b-ana") == []
    with desk.site.database.read() as tx:
        told = list(tx.execute(select(CONSENT.c.what).order_by(CONSENT.c.id)).scalars())
    assert told == ["demande", "refus"]


@pytest.mark.parametrize("harm", ["signature", "end", "channel", "purpose"])
def test_a_link_that_is_not_genuine_is_none(desk: Desk, ana: TestClient, harm: str) -> None:
    channel, address = asked(desk, ana)
    name, until, signature = address.removeprefix("/confirmation/").split(".")
    other = desk.open("a-ana", ChannelKind.MAIL, "eve@ville.example")
    forged = {
        "signature": f"{name}.{until}.{signature[::-1]}",
        "end": f"{name}.{int(until) + 86_400}.{signature}",
        "channel": f"{other.id}.{until}.{signature}",
        "purpose": unsubscribe_token(channel),
    }[harm]
    assert browser_of(desk.site).get(f"/confirmation/{forged}").status_code == 404


def test_a_link_is_good_for_a_week(desk: Desk, ana: TestClient) -> None:
    channel, _ = asked(desk, ana)
    with desk.site.database.write() as tx:
        watch = Watches(tx).get("a-ana")
        assert watch is not None
        old = ask(tx, channel, watch, "Ana", desk.site.now() - timedelta(days=8))
    address = f"/confirmation/{token_of(channel, old)}"
    luc = browser_of(desk.site)
    assert "Ce lien valait une semaine" in luc.get(address).text
    send(luc, address, address)
    assert desk.channels("a-ana")[0].unconfirmed
    send(luc, f"{address}/refus", address)
    assert desk.channels("a-ana")[0].unsubscribed


def test_ones_own_address_needs_no_question(desk: Desk, ana: TestClient) -> None:
    send(ana, PAGE, sorte="mail", vers=ANA.upper())
    (channel,) = desk.channels("a-ana")
    assert channel.disabled_at is None
    assert messages(desk) == []


def test_ones_own_address_is_taken_up_at_ones_own_wish(desk: Desk, ana: TestClient) -> None:
    channel = desk.open("a-ana", ChannelKind.MAIL, ANA)
    with desk.site.database.write() as tx:
        Channels(tx).disable(channel.id, NOW, UNSUBSCRIBED)
    press(ana, channel, "reprise")
    assert desk.channels("a-ana")[0].disabled_at is None
    assert messages(desk) == []
    with desk.site.database.read() as tx:
        assert list(tx.execute(select(CONSENT.c.what)).scalars()) == ["accord"]


def test_an_address_of_the_feed_is_made_replaced_and_closed(desk: Desk, ana: TestClient) -> None:
    def made(answer: object) -> str:
        return str(parsed(answer.text).xpath("//input[@id='secret']/@value")[0])  # type: ignore[attr-defined]

    def digests() -> list[str]:
        return [str(each) for each in parsed(ana.get(PAGE).text).xpath("//input[@name='adresse']/@value")]

    deeds = "/veilles/a-ana/adresses"
    first = made(send(ana, deeds, PAGE, geste="faire"))
    assert browser_of(desk.site).get(first).status_code == 200
    second = made(send(ana, deeds, PAGE, geste="remplacer", adresse=digests()[0]))
    statuses = [browser_of(desk.site).get(each).status_code for each in (first, second)]
    assert statuses == [404, 200]
    desk.own("a-luc", person(desk.site, "luc@ville.example", Role.SUBSCRIBER))
    assert send(ana, deeds, PAGE, geste="fermer", adresse="0" * 64).status_code == 404
    assert send(ana, deeds, PAGE, geste="tout").status_code == 303
    assert digests() == []
    assert browser_of(desk.site).get(second).status_code == 404


def test_only_its_people_change_a_watch(desk: Desk, ana: TestClient) -> None:
    channel = desk.open("a-ana", ChannelKind.SLACK, HOOK)
    installations = desk.open("toiture", ChannelKind.SLACK, HOOK)
    luc = signed_in(desk.site, "luc@ville.example", Role.SUBSCRIBER)
    mate = signed_in(desk.site, "eli@ville.example", Role.VIEWER)
    with desk.site.database.write() as tx:
        team = Teams(tx).add("Bâtiments")
        Teams(tx).set_members(team.id, [known(desk, ANA).id, known(desk, "eli@ville.example").id])
    desk.own("a-equipe", team=team.id)
    theirs = desk.open("a-equipe", ChannelKind.SLACK, HOOK)
    assert ana.get("/veilles/a-equipe/canaux").status_code == 200  # the team's
    assert mate.get("/veilles/a-equipe/canaux").status_code == 403  # of the team, and a reader only
    assert ana.get("/veilles/toiture/canaux").status_code == 403  # the installation's
    for stranger, status in ((luc, 404), (mate, 403)):
        for rest in ("canaux", "envois"):
            assert stranger.get(f"/veilles/a-ana/{rest}").status_code == status
        for rest, deed in (
            (f"canaux/{channel.id}", "pause"),
            ("canaux", ""),
            ("adresses", "tout"),
            ("envois/1", ""),
        ):
            sent = {"geste": deed, "sorte": "mail", "vers": ANA}
            answer = send(stranger, f"/veilles/a-ana/{rest}", "/compte", **sent)
            assert answer.status_code == status, rest
    crossed = send(ana, f"/veilles/a-ana/canaux/{installations.id}", PAGE, geste="retrait")
    assert crossed.status_code == 404  # a channel of another watch
    assert browser_of(desk.site).get(PAGE).headers["location"].startswith("/connexion?")
    chief = signed_in(desk.site, "chef@ville.example", Role.ADMINISTRATOR)
    assert chief.get("/veilles/toiture/canaux").status_code == 200
    assert [each.disabled_at for each in (*desk.channels("a-ana"), *desk.channels("a-equipe"))] == [
        None,
        None,
    ]
    listed = words(parsed(ana.get("/canaux").text))
    assert "Veille a-ana" in listed
    assert "Veille a-equipe" in listed
    assert "Toitures" not in listed
    assert theirs.watch == "a-equipe"


@pytest.mark.parametrize("rest", ["canaux", "canaux/x", "adresses", "envois/1"])
def test_a_form_of_another_site_changes_nothing(desk: Desk, ana: TestClient, rest: str) -> None:
    assert ana.post(f"/veilles/a-ana/{rest}", data={"geste": "tout"}).status_code == 403


def test_a_person_has_all_feeds_in_one_file(desk: Desk, ana: TestClient) -> None:
    answer = send(ana, "/veilles.opml", "/canaux")
    assert answer.headers["content-type"].startswith("text/x-opml")
    assert "Veille a-ana" in answer.text
    assert enter(browser_of(desk.site), ANA).status_code == 303


def test_what_was_sent_is_listed_and_sent_again(desk: Desk, ana: TestClient) -> None:
    channel = desk.open("a-ana", ChannelKind.SLACK, HOOK)
    press(ana, channel, "essai")
    with desk.site.database.write() as tx:
        (message,) = Outbox(tx).of(channel.id, ["pending"])
        Outbox(tx).failed(message.id, NOW + timedelta(minutes=9), "NotTaken: the address answered 404")
    page = "/veilles/a-ana/envois"
    told = words(parsed(ana.get(page).text))
    assert "Sera réessayé" in told
    assert "n'existe pas chez l'autre service" in told
    assert "prochain essai le 20 mars 2026 à 10 h 39" in told
    assert send(ana, f"{page}/{message.id}", PAGE).status_code == 409  # it is on its way
    with desk.site.database.write() as tx:
        Outbox(tx).dead(message.id, "NotTaken: answered 404")
    assert send(ana, f"{page}/{message.id}", page).headers["location"] == f"{page}?fait=1"
    with desk.site.database.read() as tx:
        again = Outbox(tx).get(message.id)
    assert again is not None
    assert (again.state, again.subject) == ("pending", message.subject)
    assert ana.get(f"{page}?avant=x").status_code == 400
    assert ana.get(f"{page}?avant={message.id}").status_code == 200


def test_an_empty_list_of_channels_says_what_to_do(desk: Desk, ana: TestClient) -> None:
    assert parsed(ana.get("/canaux").text).xpath("//main//a/@href[.='/veilles/a-ana/canaux#ajouter']")
    luc = signed_in(desk.site, "luc@ville.example", Role.SUBSCRIBER)
    assert parsed(luc.get("/canaux").text).xpath("//main//p[@class='empty']/a/@href") == ["/veilles/nouvelle"]


def test_a_private_watch_offers_a_private_address_and_no_link_that_readers_cannot_open(
    desk: Desk, ana: TestClient
) -> None:
    def feeds(text: str) -> list[str]:
        return [str(each) for each in parsed(text).xpath("//a/@href | //link/@href") if ".atom" in each]

    page = ana.get("/veilles/a-ana").text
    assert [each for each in feeds(page) if "a-ana" in each] == []
    assert [each for each in feeds(ana.get("/veilles").text) if "a-ana" in each] == []
    assert "Faire une adresse" in page
    made = send(ana, "/veilles/a-ana/adresses", "/veilles/a-ana", geste="faire")
    private = str(parsed(made.text).xpath("//input[@id='secret']/@value")[0]).removesuffix(".atom")
    assert "1 adresse privée ouverte" in ana.get("/veilles/a-ana").text
    anyone = browser_of(desk.site)
    shown = feeds(anyone.get(private).text)
    assert shown
    assert all(anyone.get(each).status_code == 200 for each in shown)
