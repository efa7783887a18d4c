"""The operator sees what waits and why, and retries it."""

from __future__ import annotations

from datetime import timedelta

from core.model.person import Role
from core.storage.audit import Audit
from core.storage.schema import WORK
from core.storage.snapshots import Snapshots
from core.storage.work import Queue, Task, WorkState
from tests.console.web.pages import parsed, words
from tests.console.web.people import signed_in, token
from tests.console.web.seeding import HOSTILE, NOW, Shelf

HERE = "/exploitation"


def park(desk: Shelf, *subjects: str) -> None:
    with desk.site.database.write() as tx:
        queue = Queue(tx)
        queue.add([Task("extract", each, "boamp", None) for each in subjects], NOW)
        wanted = WORK.c.subject.in_(subjects)
        ids = [each.id for each in queue.rows(wanted)]
        for work in queue.claim("me", NOW, timedelta(minutes=1), 50, ids=ids):
            queue.park(work, NOW, "limit", f"trop long {HOSTILE}")


def parked(desk: Shelf, *subjects: str) -> int:
    with desk.site.database.read() as tx:
        return Queue(tx).count(WORK.c.state == WorkState.PARKED, WORK.c.subject.in_(subjects))


def test_a_parked_document_is_retried(desk: Shelf) -> None:
    park(desk, "boamp/a", "boamp/b", "boamp/c")
    client = signed_in(desk.site, "ops@ville.example", Role.OPERATOR)
    page = parsed(client.get(HERE).text)
    assert not page.xpath("//main//script")
    rows = [each for each in page.xpath("//section[h2/@id='attente']//tbody/tr") if "boamp/a" in words(each)]
    (step,) = rows[0].xpath(".//button/@value")
    data = {"jeton": token(client, HERE)}
    answer = client.post(f"{HERE}/relance", data={**data, "etape": step})
    assert answer.headers["location"] == f"{HERE}?relances=1"
    assert parked(desk, "boamp/a") == 0
    assert parked(desk, "boamp/b", "boamp/c") == 2
    client.post(f"{HERE}/relance", data={**data, "code": "limit"})
    assert parked(desk, "boamp/b", "boamp/c") == 0
    assert client.post(f"{HERE}/relance", data=data).status_code == 400
    with desk.site.database.read() as tx:
        assert [line.action for line in Audit(tx).lines(2)] == ["retried", "retried"]


def test_the_page_says_what_came_of_runs_and_why(desk: Shelf) -> None:
    client = signed_in(desk.site, "ops@ville.example", Role.OPERATOR)
    page = parsed(client.get(HERE).text)
    runs = words(page.xpath("//section[h2/@id='executions']")[0])
    assert "BOAMP, avis de marchés" in runs
    assert page.xpath("//section[h2/@id='sante']//li")


def test_a_parked_document_has_its_key_and_its_source_a_title(desk: Shelf) -> None:
    with desk.site.database.read() as tx:
        known = Snapshots(tx).latest("boamp", "26-90001.pdf")
    assert known is not None
    park(desk, str(known.id))
    client = signed_in(desk.site, "ops@ville.example", Role.OPERATOR)
    rows = parsed(client.get(HERE).text).xpath("//section[h2/@id='attente']//tbody/tr")
    assert "26-90001.pdf BOAMP, avis de marchés" in [words(row.xpath("td")[0]) for row in rows]
