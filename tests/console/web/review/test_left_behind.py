"""Decisions on the tables of a document that its publisher has replaced: carried, or told to its owners."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.corrections import tables
from console.web.site import Site
from core.clock import utc_now
from core.model.person import Role
from core.model.table_edit import EditKind, TableEdit
from core.sandbox import Sandbox
from core.settings import Settings
from core.storage.blobs import open_blobs
from core.storage.database import open_database
from core.storage.table_edits import TableEdits
from crawlers import sources
from extractors.parse import parse
from extractors.tables.places import anchor_of
from normalizers.datasets import datasets
from tests.console.web.pages import parsed, words
from tests.console.web.people import signed_in, token
from tests.console.web.seeding import NOW, LocalReader
from tests.workers.replacing import DATASET, FLOOR, LIFT, NAME, ROOF, publish
from workers.installation import Installation

WINNER, TYPED = "COUVERTURE LIGERIENNE", "COUVERTURE ARMORICAINE"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=("workers.extraction",), allow_weak=True) as kept:
        yield kept


@pytest.fixture
def installation(sandbox: Sandbox, tmp_path: Path) -> Iterator[Installation]:
    with open_database(str(tmp_path / "veille.sqlite"), datasets().values()) as db:
        settings = Settings(home=tmp_path)
        yield Installation(settings, db, open_blobs(settings.blobs_address), sandbox)


@pytest.fixture
def site(installation: Installation) -> Site:
    return Site(
        database=installation.db,
        archive=installation.blobs,
        reader=LocalReader(),
        datasets=datasets(),
        sources=sources(),
        base_url="https://veille.example",
        now=lambda: NOW,
    )


def mend(installation: Installation, sha256: str) -> None:
    (table,) = parse(installation.blobs.get(sha256), name="liste.csv", media="csv").tables
    cell = next(cell for cell in table.cells if cell.text == WINNER)
    edit = TableEdit(EditKind.CELL, anchor_of(table, cell), cell.text, TYPED)
    with installation.db.write() as tx:
        TableEdits(tx).add(sha256, edit, author="Ana", at=utc_now())


def alarms(page: Any) -> list[str]:
    return [words(each) for each in page.xpath("//*[@role='status'][contains(@class,'alarm')]")]


def test_a_decision_without_ground_is_told_with_what_it_said_until_it_is_settled(
    installation: Installation, site: Site
) -> None:
    former = publish(installation, ROOF, FLOOR)
    mend(installation, former)
    now = publish(installation, FLOOR, LIFT)
    here = f"/documents/{now}/tableaux"
    owner = signed_in(site, "ana@ville.example", Role.OWNER, datasets=[DATASET])
    other = signed_in(site, "ben@ville.example", Role.OWNER, datasets=["avis-marches"])
    queue = parsed(owner.get("/revue").text)
    (told,) = alarms(queue)
    assert NAME in told
    assert "1 décision n'a pas été reportée" in told.replace("’", "'").replace("\u00a0", " ")
    assert queue.xpath("//a[contains(@href,'/tableaux')]/@href") == [f"{here}#log"]
    assert not alarms(parsed(other.get("/revue").text))
    with site.database.read() as tx:
        assert {each.id for each in tables.mended(tx, [DATASET])} <= {f"document:{former}"}
    page = parsed(owner.get(here).text)
    (item,) = page.xpath("//section[@class='grid-log']//li")
    assert "Non reportée" in words(item)
    assert [words(each) for each in item.xpath(".//dd")] == [WINNER, TYPED]
    assert item.xpath(f".//a[@href='/documents/{former}/tableaux']")
    assert len(alarms(page)) == 1
    assert "Not carried over" in owner.get(f"{here}?lang=en").text
    owner.get(f"{here}?lang=fr")
    (number,) = item.xpath(".//button[@name='numero']/@value")
    form = {"jeton": token(owner, here), "decision": "annuler", "numero": number}
    assert owner.post(here, data=form).status_code == 303
    assert not alarms(parsed(owner.get("/revue").text))
    assert not alarms(parsed(owner.get(here).text))


def test_a_carried_decision_leads_to_where_it_was_made(installation: Installation, site: Site) -> None:
    former = publish(installation, ROOF, FLOOR)
    mend(installation, former)
    now = publish(installation, FLOOR, ROOF)
    owner = signed_in(site, "ana@ville.example", Role.OWNER, datasets=[DATASET])
    page = parsed(owner.get(f"/documents/{now}/tableaux").text)
    assert [words(each) for each in page.xpath("//td[contains(@class,'is-mended')]//bdi")] == [TYPED]
    (item,) = page.xpath("//section[@class='grid-log']//li")
    assert item.xpath(f".//a[@href='/documents/{former}/tableaux']")
    assert not alarms(page)
    (told,) = alarms(parsed(owner.get(f"/documents/{former}/tableaux").text))
    assert "remplacé ce document" in told


def test_several_without_ground_are_each_told(installation: Installation, site: Site) -> None:
    former = publish(installation, ROOF, FLOOR)
    mend(installation, former)
    (table,) = parse(installation.blobs.get(former), name="liste.csv", media="csv").tables
    cell = next(cell for cell in table.cells if cell.text == "77500")
    with installation.db.write() as tx:
        edit = TableEdit(EditKind.CELL, anchor_of(table, cell), cell.text, "44000")
        TableEdits(tx).add(former, edit, author="Ana", at=utc_now())
    now = publish(installation, FLOOR, LIFT)
    owner = signed_in(site, "ana@ville.example", Role.OWNER, datasets=[DATASET])
    page = parsed(owner.get(f"/documents/{now}/tableaux").text)
    assert len(page.xpath("//li[contains(@class,'state-conflict')]")) == 2
