"""Why a watch says nothing: what was read, and why a publication did not come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from core.model.person import Role
from core.model.watch import Watch
from core.storage.ownership import Owner, Ownership
from core.storage.people import People
from core.storage.watches import Watches
from tests.console.web.pages import parsed, words
from tests.console.web.people import signed_in
from tests.console.web.seeding import NOW
from tests.console.web.watches.conftest import AVIS, Desk

ANA = "ana@ville.example"


@pytest.fixture
def ana(desk: Desk) -> TestClient:
    return signed_in(desk.site, ANA, Role.SUBSCRIBER)


def keep(desk: Desk, text: str, **more: object) -> None:
    made = replace(Watch("w", "Veille w", (AVIS,), text, created_at=NOW - timedelta(days=9)), **more)  # type: ignore[arg-type]
    with desk.site.database.write() as tx:
        Watches(tx).put(made, NOW - timedelta(days=9))
        person = People(tx).by_email(ANA)
        assert person is not None
        Ownership(tx).put("w", Owner(person.id, None))


def one_of(desk: Desk) -> str:
    with desk.site.database.read() as tx:
        return str(tx.exec_driver_sql("SELECT id FROM ds_avis_marches ORDER BY id LIMIT 1").scalar_one())


def said(client: TestClient, publication: str = "") -> str:
    answer = client.get("/veilles/w/silence", params={"publication": publication} if publication else {})
    assert answer.status_code == 200
    return words(parsed(answer.text).xpath("//main")[0])


def test_it_tells_what_was_read_of_the_sources_that_matter(desk: Desk, ana: TestClient) -> None:
    keep(desk, "cpv:45 source:boamp")
    told = said(ana)
    assert "BOAMP, avis de marchés" in told
    assert "Union européenne" not in told


def test_it_tells_what_a_publication_lacks(desk: Desk, ana: TestClient) -> None:
    keep(desk, "girafe cpv:99")
    told = said(ana, one_of(desk))
    assert "Elle ne répond pas à la veille." in told
    assert "girafe , cpv:99 Ce qui" in told or "girafe, cpv:99 Ce qui" in told


def test_it_tells_what_excludes_a_publication(desk: Desk, ana: TestClient) -> None:
    keep(desk, "statut:publie,corrige,a_verifier NON source:boamp")
    assert "Elle a ce que la veille exclut" in said(ana, one_of(desk))


def test_it_tells_that_a_publication_came_before_the_watch(desk: Desk, ana: TestClient) -> None:
    keep(desk, "source:boamp", created_at=NOW + timedelta(days=9))
    assert "avant la création de la veille" in said(ana, one_of(desk))


def test_it_tells_that_the_dataset_is_not_searched(desk: Desk, ana: TestClient) -> None:
    keep(desk, "girafe", datasets=("marches-conclus",))
    assert "ne cherche pas dans ce jeu de données" in said(ana, one_of(desk))


def test_it_tells_that_nothing_of_that_number_was_read(desk: Desk, ana: TestClient) -> None:
    keep(desk, "girafe")
    assert "Aucune publication de ce numéro" in said(ana, "99-99999")


def test_conditions_that_no_source_can_answer_are_told(desk: Desk, ana: TestClient) -> None:
    keep(desk, "cpv:45 profession:notaire")
    assert "ses conditions ne vont pas ensemble" in said(ana)


def test_another_person_finds_nothing(desk: Desk, ana: TestClient) -> None:
    keep(desk, "girafe")
    other = signed_in(desk.site, "bob@ville.example", Role.SUBSCRIBER)
    assert other.get("/veilles/w/silence").status_code == 404
    english = ana.get("/veilles/w/silence?lang=en").text
    assert "Is a publication missing?" in english
