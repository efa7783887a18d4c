"""A feed reader polls while publications change: it misses nothing and sees nothing twice."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import feedparser
import httpx
import pytest
import reader
import uvicorn
from icalendar import Calendar
from starlette.testclient import TestClient

from console.app import create_app
from console.web.site import Site
from core.model.channel import ChannelKind
from core.storage.blobs import FolderBlobs
from core.storage.feed_tokens import FeedTokens
from normalizers.datasets import datasets
from tests.workers.delivery.office import Office, office
from workers.delivery.unsubscribing import unsubscribe_token

CHANGES = 200


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Office]:
    with office(f"sqlite:///{tmp_path / 'a.sqlite'}", tmp_path) as made:
        yield made


def app_of(here: Office) -> Any:
    site = Site(
        database=here.db,
        archive=FolderBlobs(here.home / "blobs"),
        reader=cast(Any, None),
        datasets=datasets(),
        sources={},
        authority="veille.example",
        now=here.now,
    )
    return create_app(site)


@pytest.fixture
def client(here: Office) -> TestClient:
    return TestClient(app_of(here), base_url="https://veille.example", follow_redirects=False)


@contextmanager
def served(app: Any) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


class Press:
    """Changes drawn at random: new notices, rectificatifs, annulations."""

    def __init__(self, here: Office, seed: int) -> None:
        self.here, self.draw = here, random.Random(seed)  # noqa: S311 - a repeatable draw
        self.versions: dict[int, int] = {}
        self.gone: set[int] = set()

    def change(self) -> str:
        """Publish one change; gives back the id of its entry."""
        standing = [number for number in self.versions if number not in self.gone]
        number = self.draw.choice(standing) if standing and self.draw.random() < 0.4 else len(self.versions)
        version = self.versions.get(number, 0) + 1
        withdrawn = version > 1 and self.draw.random() < 0.3
        self.here.find(number, version, **({"statut": "retire"} if withdrawn else {}))
        self.versions[number] = version
        if withdrawn:
            self.gone.add(number)
        self.here.later(seconds=self.draw.choice([0, 0, 1, 90]))
        return self.id_of(number)

    def id_of(self, number: int) -> str:
        return f"tag:veille.example,2026:avis-marches:boamp:26-{number}:{self.versions[number]}"


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_a_polling_reader_misses_nothing_and_sees_nothing_twice(here: Office, form: str) -> None:
    press, polls = Press(here, 7), 0
    made: list[str] = []
    with served(app_of(here)) as address, reader.make_reader(":memory:") as reading:
        feed = f"{address}/veilles/w.{form}"
        reading.add_feed(feed)
        while len(made) < CHANGES:
            made += [press.change() for _ in range(press.draw.randint(0, 9))]
            reading.update_feed(feed)
            polls += 1
        reading.update_feed(feed)
        got = [entry.id for entry in reading.get_entries()]
        assert reading.update_feed(feed) is None  # 304: nothing is new
    assert polls > 20
    assert len(got) == len(set(got))
    assert set(got) <= set(made)
    unseen = set(made) - set(got)
    # Only a version that was withdrawn between two polls is not seen: its withdrawal is.
    assert all(int(each.rpartition(":")[0].rpartition("-")[2]) in press.gone for each in unseen)
    withdrawals = {
        f"tag:veille.example,2026:avis-marches:boamp:26-{n}:{press.versions[n]}" for n in press.gone
    }
    assert withdrawals <= set(got)


def test_one_that_slept_finds_all_in_the_archives(here: Office, client: TestClient) -> None:
    press = Press(here, 3)
    made = [press.change() for _ in range(CHANGES + 50)]
    here.later(minutes=1)
    address, got, gone, pages = "/veilles/w.atom", [], set(), 0
    while address:
        answer = client.get(address)
        feed = feedparser.parse(answer.content)
        assert not feed.bozo
        got += [entry.id for entry in feed.entries]
        tree = answer.content.decode()
        gone |= {part.split('"')[1] for part in tree.split("deleted-entry ")[1:] if part.startswith("ref=")}
        assert ("fh:archive" in tree) == ("archive=" in address)
        links = {link.rel: link.href for link in feed.feed.links}
        if "archive=" in address:
            assert urlsplit(links["current"]).path == "/veilles/w.atom"
        previous = links.get("prev-archive", "")
        address = previous.removeprefix("https://veille.example")
        pages += 1
    assert pages == 3
    assert set(made) - set(got) <= gone
    first = client.get("/veilles/w.atom?archive=1").content
    press.change()
    assert client.get("/veilles/w.atom?archive=1").content == first
    assert client.get("/veilles/w.atom?archive=3").status_code == 404


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_a_cursor_gives_each_change_once(here: Office, client: TestClient, form: str) -> None:
    press, address = Press(here, 5), f"/veilles/w.{form}?after=0"
    made: list[str] = []
    got: list[str] = []
    for _ in range(30):
        made += [press.change() for _ in range(press.draw.randint(0, 12))]
        answer = client.get(address)
        if form == "json":
            got += [item["id"] for item in answer.json()["items"]]
        else:
            got += [entry.id for entry in feedparser.parse(answer.content).entries]
        address = httpx.Response(200, headers=answer.headers).links["next"]["url"]
    assert len(got) == len(set(got))
    missed = set(made) - set(got)
    assert all(int(each.rpartition(":")[0].rpartition("-")[2]) in press.gone for each in missed)
    assert client.get("/veilles/w.atom?after=x").status_code == 400


def test_two_changes_in_one_second_are_not_hidden_by_a_date(here: Office, client: TestClient) -> None:
    here.find(1)
    first = client.get("/veilles/w.atom")
    assert "last-modified" not in first.headers
    here.later(seconds=3)
    dated = client.get("/veilles/w.atom").headers["last-modified"]
    assert client.get("/veilles/w.atom", headers={"If-Modified-Since": dated}).status_code == 304
    tag = first.headers["etag"]
    assert client.get("/veilles/w.atom", headers={"If-None-Match": tag}).status_code == 304
    here.find(2)
    assert client.get("/veilles/w.atom", headers={"If-None-Match": tag}).status_code == 200


def test_the_calendar_moves_and_cancels(here: Office, client: TestClient) -> None:
    def events() -> dict[str, Any]:
        calendar = Calendar.from_ical(client.get("/veilles/w.ics").content)
        assert Calendar.from_ical(calendar.to_ical()) == calendar
        return {str(each["uid"]).rpartition("-")[2]: each for each in calendar.walk("VEVENT")}

    here.find(1)
    here.find(2)
    before = events()
    here.later(hours=1)
    here.find(1, 2, date_limite_reponse="2026-04-09T10:00:00+00:00")
    here.find(2, 2, statut="retire")
    after = events()
    assert before.keys() == after.keys() == {"1", "2"}
    assert (before["1"]["sequence"], after["1"]["sequence"]) == (0, 1)
    assert after["1"].end - before["1"].end == timedelta(days=7)
    assert after["1"].end.tzinfo.key == "Europe/Paris"
    assert (after["1"]["status"], after["2"]["status"]) == ("CONFIRMED", "CANCELLED")
    here.find(1, 3, date_limite_reponse=None)
    assert events()["1"]["status"] == "CANCELLED"


def test_a_private_address_is_closed_by_revoking_it(here: Office, client: TestClient) -> None:
    with here.db.write() as tx:
        FeedTokens(tx).add("secret", "w", here.time)
    assert client.get("/veilles/secret.atom").status_code == 200
    with here.db.write() as tx:
        assert FeedTokens(tx).revoke("w", here.time) == 1
    assert client.get("/veilles/secret.atom").status_code == 404


def test_opml_leads_to_every_feed(here: Office, client: TestClient) -> None:
    text = client.get("/veilles.opml").text
    assert 'xmlUrl="https://veille.example/veilles/w.atom"' in text
    assert "/veilles.opml" in client.get("/veilles").text
    assert client.post("/veilles.opml").status_code in (403, 411)


def test_mails_are_ended_by_one_click_and_not_by_a_scanner(here: Office, client: TestClient) -> None:
    channel = here.open(ChannelKind.MAIL, "agent@ormeval.example")
    address = f"/desabonnement/{unsubscribe_token(channel)}"
    assert "Ne plus recevoir" in client.get(address).text
    assert here.channel(channel).disabled_at is None
    answer = client.post(address, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert here.channel(channel).disabled_at == here.time
    assert "C'est fait" in client.get(address).text.replace("&#39;", "'")
    assert client.post(address[:-3] + "000").status_code == 404


def test_only_who_may_tests_a_channel(here: Office, client: TestClient) -> None:
    channel = here.open(ChannelKind.SLACK, "https://hooks.example/x")
    assert client.post(f"/veilles/w/canaux/{channel.id}/essai", data={}).status_code == 403
