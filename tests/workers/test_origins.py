"""The recorded and the live origins."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.errors import FetchError, InputError
from core.http.fetched import Fetched
from core.model.document import Reference
from core.model.source import Answer, Window
from core.storage.snapshots import Validators
from tests.workers import toy
from workers.origins import UNCHANGED, LiveOrigin, ReplayOrigin, recorded

PAGE = "https://toy.example/page"
HEADERS = {"etag": '"1"', "content-length": "4"}


@dataclass
class Server:
    """A client that gets one answer and remembers what it asked."""

    status: int = 200
    body: bytes = b"body"
    headers: dict[str, str] = field(default_factory=lambda: dict(HEADERS))
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        self.asked.append((url, dict(headers or {})))
        return Fetched(url, url, self.status, self.headers, self.body, datetime.now(UTC))

    def search(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Fetched:
        return self.get(url, headers=headers)


def test_a_live_origin_asks_only_for_what_has_changed() -> None:
    server = Server()
    origin = LiveOrigin(server, ("https://seed.example",))
    assert origin.fetch(PAGE, Validators('"1"', "then")) == Answer(PAGE, b"body", HEADERS)
    assert origin.get(PAGE) == Answer(PAGE, b"body", HEADERS)
    conditions = {"If-None-Match": '"1"', "If-Modified-Since": "then"}
    assert server.asked == [(PAGE, conditions), (PAGE, {})]
    assert (origin.seeds, list(origin.unlisted("toy"))) == (("https://seed.example",), [])


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_nothing(status: int) -> None:
    assert LiveOrigin(Server(status)).get(PAGE) is None


def test_a_live_origin_posts_a_search_in_json() -> None:
    server = Server()
    assert LiveOrigin(server).post(PAGE, b"{}") == Answer(PAGE, b"body", HEADERS)
    assert server.asked == [(PAGE, {"content-type": "application/json", "accept": "application/json"})]
    assert LiveOrigin(Server(404)).post(PAGE, b"{}") is None
    with pytest.raises(FetchError, match="500"):
        LiveOrigin(Server(500)).post(PAGE, b"{}")


def test_a_replay_answers_the_bytes_that_were_posted(tmp_path: Path) -> None:
    for name, question in (("one", b"1"), ("two", b"2"), ("page", None)):
        folder = tmp_path / "toy" / name
        folder.mkdir(parents=True)
        (folder / "input.json").write_text(name)
        request = f'request = "{hashlib.sha256(question).hexdigest()}"\n' if question else ""
        (folder / "meta.toml").write_text(f'url = "{PAGE}"\nkind = "listing"\n{request}')
    origin = ReplayOrigin(tmp_path, "toy")
    answers = [origin.post(PAGE, body) for body in (b"1", b"2", b"3")]
    assert [answer and answer.body for answer in (*answers, origin.get(PAGE))] == [
        b"one",
        b"two",
        None,
        b"page",
    ]


def test_what_has_not_changed_is_said_so_and_only_to_who_asked() -> None:
    origin = LiveOrigin(Server(304))
    assert origin.fetch(PAGE, Validators('"1"')) is UNCHANGED
    with pytest.raises(FetchError, match="304"):
        origin.get(PAGE)


def test_what_has_no_announced_end_may_be_cut_and_proves_nothing() -> None:
    whole = b"<!DOCTYPE html><html><body>x</body></html>"
    headers = {"etag": '"1"', "last-modified": "then", "x": "y"}
    assert LiveOrigin(Server(200, whole, headers)).get(PAGE) == Answer(PAGE, whole, {"x": "y"})
    with pytest.raises(FetchError, match="is cut"):
        LiveOrigin(Server(200, whole[:-9], headers)).get(PAGE)
    chunked = {**headers, "transfer-encoding": "chunked"}
    assert LiveOrigin(Server(200, whole[:-9], chunked)).get(PAGE) == Answer(PAGE, whole[:-9], chunked)


def test_a_304_that_nobody_asked_for_is_an_error() -> None:
    with pytest.raises(FetchError, match="304"):
        LiveOrigin(Server(304)).fetch(PAGE, Validators())


def test_a_page_in_the_place_of_another_is_an_error() -> None:
    page = b"<html><head><title>Site en maintenance</title></head></html>"
    with pytest.raises(FetchError, match="in its place: Site en maintenance"):
        LiveOrigin(Server(200, page)).get(PAGE)


@pytest.mark.parametrize("status", [301, 403, 500])
def test_another_answer_is_an_error_and_never_a_document(status: int) -> None:
    with pytest.raises(FetchError, match=str(status)):
        LiveOrigin(Server(status)).get(PAGE)


def _case(folder: Path, meta: str, body: bytes | None = b"x") -> None:
    folder.mkdir(parents=True)
    (folder / "meta.toml").write_text(meta, encoding="utf-8")
    if body is not None:
        (folder / "input.xml").write_bytes(body)


def test_a_replay_gives_the_recorded_answers_of_its_source(tmp_path: Path) -> None:
    toy.record(tmp_path / "toy", {"a": b"1", "b": b"2"})
    _case(tmp_path / "other" / "case", f'url = "{PAGE}"\npublished = 2020-01-01')
    origin = ReplayOrigin(tmp_path, "toy")
    answer = origin.get("https://toy.example/a")
    assert answer == Answer("https://toy.example/a", b"1", {"content-type": "application/json"})
    assert origin.get(PAGE) is None
    assert origin.seeds == (toy.LISTING,)
    assert origin.window == Window(toy.DAY, toy.DAY)
    assert list(origin.unlisted("toy")) == []
    assert ReplayOrigin(tmp_path, "other").get(PAGE) == Answer(PAGE, b"x", {})


def test_documents_without_a_listing_are_found_all_the_same(tmp_path: Path) -> None:
    _case(tmp_path / "toy" / "one", f'url = "{PAGE}"\npublished = "2026-03-12"\n[headers]\nETag = "1"')
    origin = ReplayOrigin(tmp_path, "toy")
    assert list(origin.unlisted("toy")) == [Reference("toy", "one", PAGE, date(2026, 3, 12))]
    assert origin.seeds == (PAGE,)
    assert origin.fetch(PAGE, Validators()) == Answer(PAGE, b"x", {"etag": "1"})


def test_a_marked_seed_goes_before_listings(tmp_path: Path) -> None:
    toy.record(tmp_path / "toy", {"a": b"1"})
    _case(tmp_path / "toy" / "seed", f'source = "toy"\nurl = "{PAGE}"\nseed = true')
    assert ReplayOrigin(tmp_path, "toy").seeds == (PAGE,)


@pytest.mark.parametrize("meta", ["url = ", 'published = "soon"'])
def test_a_broken_meta_is_named(tmp_path: Path, meta: str) -> None:
    _case(tmp_path / "toy" / "broken", meta)
    with pytest.raises(InputError, match=r"meta\.toml"):
        list(recorded(tmp_path))


def test_a_case_without_its_body_is_named(tmp_path: Path) -> None:
    _case(tmp_path / "toy" / "empty", f'url = "{PAGE}"', None)
    with pytest.raises(InputError, match="must hold one file"):
        ReplayOrigin(tmp_path, "toy").get(PAGE)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a folder"):
        ReplayOrigin(tmp_path / "nowhere", "toy")
