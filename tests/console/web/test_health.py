"""What load balancers, Prometheus and people are told of the installation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample
from starlette.testclient import TestClient

from console.app import create_app
from console.web.health.routes import create_health_app
from core.storage.work import Queue, Task
from tests.console.web.pages import parsed, words
from tests.console.web.seeding import NOW, Shelf, open_empty
from workers.health import Check, Health


def health_of(shelf: Shelf, **more: object) -> Health:
    return replace(Health(shelf.site.database, shelf.site.sources, now=lambda: NOW), **more)  # type: ignore[arg-type]


def told(client: TestClient) -> list[Sample]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return [each for family in text_string_to_metric_families(answer.text) for each in family.samples]


def value(samples: list[Sample], name: str, **labels: str) -> float:
    (found,) = [each.value for each in samples if each.name == name and each.labels == labels]
    return found


def test_a_process_that_lives_and_is_ready_says_so(client: TestClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.text
    assert answer.json()["ready"] is True
    assert set(answer.json()["checks"]) == {"database", "clock", "broker", "sandbox"}


@pytest.mark.parametrize(
    ("more", "failing"),
    [
        ({"redis_url": "redis://127.0.0.1:1/0"}, "broker"),
        ({"more": (lambda: Check("worker", good=False, said="stops"),)}, "worker"),
    ],
)
def test_what_is_not_well_is_named(shelf: Shelf, more: dict[str, object], failing: str) -> None:
    answer = TestClient(create_health_app(health_of(shelf, **more))).get("/readyz")
    assert answer.status_code == 503
    assert [name for name, each in answer.json()["checks"].items() if not each["ok"]] == [failing]


def test_a_database_that_is_away_is_named_and_the_rest_is_still_told(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_tx: object) -> str:
        raise OSError("no route to the database")

    monkeypatch.setattr("workers.health.revision", away)
    client = TestClient(create_health_app(health_of(shelf)))
    assert "no route" in client.get("/readyz").json()["checks"]["database"]["said"]
    samples = told(client)
    assert value(samples, "veille_ready", check="database") == 0
    assert value(samples, "veille_ready", check="sandbox") == 1


def test_a_clock_far_from_that_of_the_database_is_not_ready(
    postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf = open_empty(tmp_path_factory.mktemp("skewed"), postgres_url)
    clock = health_of(shelf)._clock()  # NOW is in March 2026; the server has the time of the machine
    shelf.site.database.close()
    assert not clock.good
    assert "s from the database" in clock.said


def test_prometheus_reads_the_state_of_the_queue_and_of_the_sources(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shelf = open_empty(tmp_path_factory.mktemp("metrics"))
    with shelf.site.database.write() as tx:
        tasks = [Task("extract", str(n), "boamp", None) for n in range(3)]
        Queue(tx).add([*tasks, Task("deliver", "1", "boamp", None)], NOW - timedelta(minutes=5))
        (work,) = Queue(tx).claim("me", NOW, timedelta(seconds=30), 1)
        Queue(tx).park(work, NOW, "corrupt", "cut")
    samples = told(TestClient(create_health_app(health_of(shelf))))
    shelf.site.database.close()
    assert value(samples, "veille_queue_rows", queue="heavy", state="ready") == 2
    assert value(samples, "veille_queue_rows", queue="heavy", state="parked") == 1
    assert value(samples, "veille_queue_rows", queue="short", state="ready") == 1
    assert value(samples, "veille_queue_oldest_seconds", stage="extract") == 300
    assert value(samples, "veille_queue_oldest_seconds", stage="publish") == 0


def test_prometheus_reads_how_the_sources_do(client: TestClient, shelf: Shelf) -> None:
    samples = told(client)
    names = {each.labels["source"] for each in samples if each.name == "veille_source_late"}
    assert names == set(shelf.site.sources)
    assert value(samples, "veille_source_last_success_timestamp_seconds", source="boamp") <= NOW.timestamp()
    assert value(samples, "veille_guard_alarm", source="boamp") in (0, 1)
    assert sum(each.value for each in samples if each.name == "veille_documents") > 0
    assert sum(each.value for each in samples if each.name == "veille_refusals") > 0


def test_metrics_may_want_a_token(shelf: Shelf) -> None:
    client = TestClient(create_app(replace(shelf.site, health=health_of(shelf, token="s3same"))))
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer no"}).status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer s3same"}).status_code == 200


def test_freshness_as_json_and_as_a_page(client: TestClient, shelf: Shelf) -> None:
    known = {
        each["source"]: each
        for each in client.get("/freshness", headers={"Accept": "application/json"}).json()["sources"]
    }
    assert set(known) == set(shelf.site.sources)
    boamp = known["boamp"]
    assert boamp["expected_cadence_seconds"] == 4 * 86400
    assert boamp["late"] is (boamp["state"] == "late")
    assert boamp["last_success"] is None or boamp["last_success"].endswith("+00:00")
    assert client.get("/freshness.json").json() == {"sources": [*known.values()]}
    page = client.get("/freshness")
    rows = [words(row) for row in parsed(page.text).xpath("//table/tbody/tr")]
    assert len(rows) == len(known)
    titles = [shelf.site.sources[name].title for name in known]
    assert [row[: len(title)] for row, title in zip(rows, titles, strict=True)] == titles


def test_machines_are_answered_where_reading_is_closed(shelf: Shelf) -> None:
    closed = replace(shelf.site, access=replace(shelf.site.access, open_reading=False))
    client = TestClient(create_app(closed), follow_redirects=False)
    assert [client.get(path).status_code for path in ("/healthz", "/metrics")] == [200, 200]
    assert client.get("/freshness.json").status_code != 200
