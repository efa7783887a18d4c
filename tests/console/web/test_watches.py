"""The watches and their feeds."""

from __future__ import annotations

import time

import feedparser
import pytest
from starlette.testclient import TestClient

from tests.console.web.pages import parsed, words
from tests.console.web.seeding import JSON_NOTICE

FEED = "/veilles/toiture.atom"


def test_the_list_tells_why_each_match_is_there(client: TestClient) -> None:
    page = parsed(client.get("/veilles").text)
    card = page.xpath("//li[@class='shelf'][.//a[contains(@href, 'toiture')]]")[0]
    text = words(card)
    assert "toiture OU couverture" in text
    assert "17 · Charente-Maritime" in text
    assert "Montant estimé ≥ 90 000 €" in text
    assert "Objet : toitures répond à « toiture »" in text.replace("Objet toitures", "Objet : toitures")
    assert "3 publications" in text


def test_a_suspended_and_a_paused_watch_say_so(client: TestClient) -> None:
    text = words(parsed(client.get("/veilles").text))
    assert "Suspendue : sa requête ne peut pas être comprise." in text
    assert "Recherche, au caractère 1 : un guillemet n'est pas fermé." in text
    assert "En pause depuis le 20 mars 2026" in text


def test_the_feed_is_discovered(client: TestClient) -> None:
    hrefs = parsed(client.get("/veilles/toiture").text).xpath(
        "//link[@rel='alternate' and @type='application/atom+xml']/@href"
    )
    assert hrefs == [FEED]


def test_the_private_address_is_not_told(client: TestClient) -> None:
    for address in ("/veilles", "/veilles/toiture"):
        assert "jeton-secret" not in client.get(address).text


def test_the_feed_is_valid_and_leads_to_the_proof(client: TestClient) -> None:
    answer = client.get(FEED)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries][1:] == [
        "Mis à jour : Maintenance des ascenseurs et monte-charges (10001)",
        "Maintenance des ascenseurs et monte-charges (10001)",
    ]
    assert len({entry.id for entry in feed.entries}) == 3
    for entry in feed.entries:
        for link in entry.links:
            assert client.get(link.href).status_code == 200
    assert "17" in feed.entries[1].content[0].value
    assert "Pourquoi" in feed.entries[1].content[0].value


def test_the_token_is_an_address_of_the_feed(client: TestClient) -> None:
    by_token = feedparser.parse(client.get("/veilles/jeton-secret.atom").content)
    assert len(by_token.entries) == 3
    assert by_token.feed.id == feedparser.parse(client.get(FEED).content).feed.id


def test_an_unchanged_feed_is_not_sent_again(client: TestClient) -> None:
    first = client.get(FEED)
    by_tag = client.get(FEED, headers={"If-None-Match": first.headers["etag"]})
    by_date = client.get(FEED, headers={"If-Modified-Since": first.headers["last-modified"]})
    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert by_tag.content == b""
    assert by_tag.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"other"'},
        {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        {"If-None-Match": '"other"', "If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"},
    ],
)
def test_a_changed_feed_is_sent(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get(FEED, headers=headers).status_code == 200


def test_the_feed_does_not_depend_on_when_it_is_asked_for(client: TestClient) -> None:
    first = client.get(FEED).content
    time.sleep(0.01)
    assert client.get(FEED).content == first


def test_a_match_leads_to_its_record(client: TestClient) -> None:
    hrefs = parsed(client.get("/veilles/toiture").text).xpath("//ol[@class='matches']//a/@href")
    assert any(JSON_NOTICE.replace(":", "%3A") in href for href in hrefs)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30])
def test_no_cursor_breaks_the_list(client: TestClient, before: str) -> None:
    assert client.get(f"/veilles/toiture?avant={before}").status_code == 400
    assert client.get("/veilles/toiture?avant=0").status_code == 200


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("rss", "application/rss+xml"), ("json", "application/feed+json"), ("ics", "text/calendar")],
)
def test_other_forms_of_the_feed(client: TestClient, form: str, media_type: str) -> None:
    answer = client.get(f"/veilles/toiture.{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    again = client.get(f"/veilles/toiture.{form}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert f"toiture.{form}" in client.get("/veilles/toiture").text


def test_a_form_that_there_is_not(client: TestClient) -> None:
    assert client.get("/veilles/toiture.xlsx").status_code == 404


@pytest.mark.parametrize("form", ["atom", "rss", "json", "ics"])
def test_an_english_address_has_an_english_feed(client: TestClient, form: str) -> None:
    client.cookies.set("langue", "en")
    french, english = (client.get(f"/veilles/toiture.{form}{query}") for query in ("", "?lang=en"))
    assert "Veille : Toitures" in french.text  # a cookie changes no feed
    assert "Watch: Toitures" in english.text
    assert "set-cookie" not in english.headers
    if form == "ics":
        return
    assert "answers" in english.text
    assert "Call for tenders" in english.text
    assert "Consultation" not in english.text
    assert f"toiture.{form}?lang=en" in english.text


def test_an_english_feed_goes_on_in_english_under_the_same_ids(client: TestClient) -> None:
    french, english = (feedparser.parse(client.get(f"{FEED}{query}").content) for query in ("", "?lang=en"))
    assert [each.id for each in english.entries] == [each.id for each in french.entries]
    following = client.get(f"{FEED}?after=1&lang=en").headers["link"]
    assert '&lang=en>; rel="next"' in following
    page = client.get("/veilles/toiture?lang=en").text
    assert f'href="{FEED}?lang=en"' in page
    assert "Montant" not in page
