"""The Légifrance API of PISTE by a local origin: tokens, quotas, refusals, and the whole route behind it."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pydantic import SecretStr

from core.errors import FetchError, MissingCredentials, TooManyRequests
from core.http.fetched import Fetched
from core.model.source import Answer, Window
from core.settings import Settings
from core.storage.blobs import FolderBlobs
from core.storage.database import open_database
from core.storage.queries import Rows
from core.storage.refusals import Refusals
from core.storage.runs import RunState
from core.storage.snapshots import Validators
from crawlers import sources
from crawlers.legal.jorf.piste.addresses import ROOT, text_address
from normalizers.datasets import datasets
from tests.workers.nights.harness import ROUTE
from tools import compose_jorf as compose
from tools import jorf_piste_json as piste
from tools import jorf_xml
from workers.advance import Plan
from workers.context import Context
from workers.live import close_clients, live_origin
from workers.piste import PisteAccess, PisteClient, _Token
from workers.run import run

SECRET, CLIENT = "s3cret-value", "client-of-the-installation"
TEXT = text_address(ROOT, compose.NOTARY.id)
TEXTS = {each.id: each for each in (*compose.OURS, compose.MAGISTRATES, compose.TARIFF)}


@dataclass
class Piste:
    """PISTE: a token for those it knows, answers for those who have one that is not ``spent``."""

    address: str = ""
    tokens: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    quota: int | None = None
    spent: set[str] = field(default_factory=set)
    subscribed: bool = True
    flagged: frozenset[str] = frozenset()

    def answer(self, path: str, headers: Any, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        self.asked[path] += 1
        if path.startswith("/oauth/"):
            return self._token(parse_qs(body.decode()))
        if not path.startswith("/api/"):
            return 404, b"", {}
        token = headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens or token in self.spent:
            return 401, b'{"error":"Unauthorized"}', {}
        if not self.subscribed:
            return 403, b'{"error":"Forbidden"}', {}
        if self.quota is not None:
            self.quota -= 1
            if self.quota < 0:
                return 429, b"", {"Retry-After": "40000"}
        return 200, self._data(path, json.loads(body)), {}

    def _token(self, form: dict[str, list[str]]) -> tuple[int, bytes, dict[str, str]]:
        known = {"grant_type": ["client_credentials"], "client_id": [CLIENT], "client_secret": [SECRET]}
        if not known.items() <= form.items():
            return 401, b'{"error":"invalid_client"}', {}
        self.tokens.append(f"token-{len(self.tokens) + 1}")
        said = {"access_token": self.tokens[-1], "token_type": "Bearer", "expires_in": 3600}
        return 200, json.dumps(said).encode(), {}

    def _data(self, path: str, question: dict[str, Any]) -> bytes:
        individual = (compose.MAGISTRATES, *compose.OURS, compose.PROTECTED)
        if path.endswith("/consult/jorf"):
            number = question["textCid"]
            return piste.text_json(TEXTS[number], inap=number in self.flagged)
        if "id" in question:
            assert (question["id"], question["pageNumber"]) == (jorf_xml.ISSUE, 1)
        elif question["start"] != {"year": 2026, "month": 3, "dayOfMonth": 12}:
            return piste.answer_json([], 0)
        return piste.issue_json(individual, (compose.TARIFF,))


@contextmanager
def serving(origin: Piste) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self._send(*origin.answer(self.path, self.headers, body))

        def do_GET(self) -> None:
            self._send(404, b"", {})

        def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def origin() -> Iterator[Piste]:
    found = Piste()
    with serving(found) as address:
        found.address = address
        yield found
    close_clients()


def settings(origin: Piste, home: Path, **others: Any) -> Settings:
    given = {"piste_client_id": CLIENT, "piste_client_secret": SECRET, **others}
    return Settings(
        home=home,
        seeds={"jorf": (ROOT,)},
        mirrors={
            "https://api.piste.gouv.fr/": f"{origin.address}/api/",
            "https://oauth.piste.gouv.fr/": f"{origin.address}/oauth/",
        },
        allowed_hosts=frozenset({"127.0.0.1"}),
        seconds_per_request=0,
        fetch_attempts=2,
        **given,
    )


def fetched(origin: Piste, home: Path, **others: Any) -> bytes:
    answer = live_origin(settings(origin, home, **others), "jorf").fetch(TEXT, Validators())
    assert isinstance(answer, Answer)
    return answer.body


def test_a_text_is_asked_for_with_one_token_for_all(origin: Piste, tmp_path: Path) -> None:
    assert fetched(origin, tmp_path) == piste.text_json(compose.NOTARY)
    assert fetched(origin, tmp_path) == piste.text_json(compose.NOTARY)
    assert len(origin.tokens) == 1


def test_a_token_that_ended_is_replaced_once(origin: Piste, tmp_path: Path) -> None:
    fetched(origin, tmp_path)
    origin.spent.update(origin.tokens)
    assert fetched(origin, tmp_path) == piste.text_json(compose.NOTARY)
    assert len(origin.tokens) == 2


def test_without_credentials_nothing_is_asked_and_the_error_says_what_to_set(
    origin: Piste, tmp_path: Path
) -> None:
    with pytest.raises(MissingCredentials) as failure:
        fetched(origin, tmp_path, piste_client_secret=None)
    assert "set VEILLE_PISTE_CLIENT_ID and VEILLE_PISTE_CLIENT_SECRET" in str(failure.value)
    assert failure.value.code == "missing-credentials"
    assert not origin.asked


def test_a_night_without_credentials_fails_at_once_and_says_what_to_set(
    origin: Piste, database_url: str, tmp_path: Path
) -> None:
    house = House(origin, database_url, tmp_path)
    house.settings = settings(origin, tmp_path, piste_client_id=None)
    assert house.night() == {}
    assert house.run.state is RunState.FAILED
    assert any("set VEILLE_PISTE_CLIENT_ID" in reason for reason in house.run.reasons)


def test_unknown_credentials_are_told_and_never_shown(origin: Piste, tmp_path: Path) -> None:
    with pytest.raises(MissingCredentials) as failure:
        fetched(origin, tmp_path, piste_client_secret="wrong-one")
    assert "wrong-one" not in f"{failure.value}{failure.value.hint}{failure.value.__cause__}"
    assert not any("consult" in path for path in origin.asked)


def test_an_application_that_is_not_subscribed_is_told_to_be(origin: Piste, tmp_path: Path) -> None:
    origin.subscribed = False
    with pytest.raises(FetchError, match="403") as failure:
        fetched(origin, tmp_path)
    assert "Subscribe" in failure.value.hint


def test_a_spent_quota_is_left_to_the_next_run(origin: Piste, tmp_path: Path) -> None:
    origin.quota = 0
    with pytest.raises(TooManyRequests, match="429 and asks to wait 40000 s, at attempt 1") as failure:
        fetched(origin, tmp_path)
    assert "quota" in failure.value.hint


def test_another_failure_is_no_spent_quota_whatever_its_words(origin: Piste, tmp_path: Path) -> None:
    class Broken:
        def search(self, url: str, content: bytes, *, headers: Any = None) -> Fetched:
            raise FetchError(f"{url} is cut after 429 bytes")

        def get(self, url: str, *, headers: Any = None) -> Fetched:
            raise AssertionError(url)

    access = PisteAccess(SecretStr(CLIENT), SecretStr(SECRET))
    access._tokens["api.piste.gouv.fr"] = _Token("token", datetime(2999, 1, 1, tzinfo=UTC))
    with pytest.raises(FetchError, match="after 429 bytes") as failure:
        PisteClient(Broken(), access).search("https://api.piste.gouv.fr/x", b"{}")
    assert (type(failure.value), "quota" in failure.value.hint) == (FetchError, False)


def test_other_hosts_get_no_token(origin: Piste, tmp_path: Path) -> None:
    mirrors = {"https://example.org/": f"{origin.address}/other/"}
    live = live_origin(settings(origin, tmp_path).model_copy(update={"mirrors": mirrors}), "jorf")
    assert live.get("https://example.org/consult/jorf?textCid=1") is None
    assert not origin.tokens


class House:
    """An installation that asks PISTE."""

    def __init__(self, origin: Piste, url: str, home: Path) -> None:
        self.settings, self.url = settings(origin, home), url

    def night(self) -> dict[str, dict[str, Any]]:
        day = Window(date(2026, 3, 11), date(2026, 3, 13))
        with open_database(self.url, datasets().values()) as db:
            live = live_origin(self.settings, "jorf")
            blobs = FolderBlobs(self.settings.home / "blobs")
            context = Context(db, blobs, sources(), lambda _: live, ROUTE)
            self.run = run(context, [Plan(sources()["jorf"], day)], threads=1).runs[0]
            with db.read() as tx:
                self.refused = Refusals(tx).codes("jorf")
                found = Rows(tx, db.catalogue).rows("nominations-professions-juridiques")
                return {row["id"]: row for row in found}


@pytest.fixture
def house(origin: Piste, database_url: str, tmp_path: Path) -> House:
    return House(origin, database_url, tmp_path)


def test_a_night_publishes_the_texts_in_the_place_of_their_titles(house: House, origin: Piste) -> None:
    rows = house.night()
    assert {number.partition(":")[0] for number in rows} == {each.id for each in compose.OURS}
    assert rows["JORFTEXT000059900101:1:1"]["nom"] == "VERDELET"
    assert house.refused == {"protected": 2}
    assert origin.asked["/api/dila/legifrance/lf-engine-app/consult/jorf"] == len(compose.OURS) + 1
    again = house.night()
    assert {number: row["version"] for number, row in again.items()} == {number: 1 for number in rows}


def test_a_flagged_text_leaves_no_person(house: House, origin: Piste) -> None:
    origin.flagged = frozenset({compose.NOTARY.id})
    rows = house.night()
    assert all(row["nom"] != "VERDELET" for row in rows.values())
    assert house.refused == {"protected": 3}
