"""What other portals read of the console."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.cli.snapshot import FOLDER
from console.exports.daily import make_daily
from console.portal.forms import FORMS
from core.settings import get_settings
from tests.console.web.seeding import Shelf


def test_the_console_serves_it(client: TestClient) -> None:
    for form in FORMS:
        if form != "data.json":
            answer = client.get(f"/catalogue.{form}")
            assert answer.status_code == 200, form
            assert answer.headers["access-control-allow-origin"] == "*"
    answer = client.get("/data.json")
    assert answer.json()["dataset"]
    again = client.get("/data.json", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/catalogue.dbf").status_code == 404
    assert client.get("/datapackage.json").json()["resources"]
    described = client.get("/datasets/avis-marches.csv-metadata.json").json()
    assert described["url"].endswith("/datasets/avis-marches.csv")
    assert client.get("/datasets/none.csv-metadata.json").status_code == 404


def test_the_feed_of_changes(client: TestClient) -> None:
    for form, media in (("atom", "application/atom+xml"), ("json", "application/feed+json")):
        answer = client.get(f"/changements.{form}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media)
        again = client.get(f"/changements.{form}", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304


def test_who_keeps_a_copy(
    client: TestClient, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = client.get("/datasets/avis-marches.delta.jsonl?since=0")
    last = json.loads(answer.text.splitlines()[-1])["until"]
    assert len(answer.text.splitlines()) > 10
    assert (
        client.get(f"/datasets/avis-marches.delta.jsonl?since={last}").text
        == answer.text.splitlines()[-1] + "\n"
    )
    assert client.get("/datasets/avis-marches.delta.jsonl?since=999999999").status_code == 404
    assert client.get("/datasets/avis-marches.delta.jsonl?since=x").status_code == 400
    monkeypatch.setenv("VEILLE_HOME", str(tmp_path))
    get_settings.cache_clear()
    try:
        make_daily(
            shelf.site.database, [shelf.site.datasets["avis-marches"]], tmp_path / FOLDER, date(2026, 3, 2)
        )
        (entry,) = client.get("/datasets/avis-marches/daily/manifest.json").json()["files"]
        whole = client.get(f"/datasets/avis-marches/daily/{entry['name']}")
        assert whole.headers["etag"] == f'"{entry["sha256"]}"'
        assert whole.headers["cache-control"] == "public, max-age=3600", "an erasure changes it"
        rest = client.get(
            f"/datasets/avis-marches/daily/{entry['name']}",
            headers={"Range": "bytes=100-", "If-Range": whole.headers["etag"]},
        )
        assert rest.status_code == 206
        assert whole.content[:100] + rest.content == whole.content
        assert client.get("/datasets/avis-marches/daily/..%2Fmanifest.json").status_code == 404
    finally:
        get_settings.cache_clear()
