"""What other portals read of the console."""

from __future__ import annotations

from starlette.testclient import TestClient

from console.portal.forms import FORMS


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
