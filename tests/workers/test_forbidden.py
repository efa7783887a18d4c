"""A text that the summary of its issue refuses is not published, whichever of both comes first (law 10)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.storage.database import open_database
from core.storage.revisions import Revisions
from normalizers.datasets import datasets
from tests.workers.test_linked_acts import NOTARY, House
from tools import compose_jorf as compose
from tools import jorf_xml
from workers.linked_acts import DATASET

PROTECTED = replace(compose.NOTARY, title=f"{compose.NOTARY.title} (Accès protégé)")
SUMMARY = jorf_xml.summary_xml((PROTECTED, compose.OFFICERS))
TEXTS = jorf_xml.text_xml(compose.NOTARY), jorf_xml.text_xml(compose.OFFICERS)


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> House:
    return House(database_url, tmp_path / "blobs")


def test_the_rows_of_a_text_that_comes_after_its_refusal_never_are(house: House) -> None:
    rows = house.hand(SUMMARY, *TEXTS)
    assert NOTARY not in rows
    assert rows, "the other text of the issue is published"
    assert house.causes == []


def test_the_rows_of_a_text_that_came_before_its_refusal_are_withdrawn(house: House) -> None:
    rows = house.hand(*TEXTS, SUMMARY)
    assert rows[NOTARY]["statut"] == "retire"
    others = [row for name, row in rows.items() if name.partition(":")[0] != NOTARY.partition(":")[0]]
    assert others
    assert all(row["statut"] != "retire" for row in others)
    assert house.causes[-1] == "texte protégé"
    rows = house.hand(TEXTS[0].replace("Vernon", "Gisors"))
    assert rows[NOTARY]["statut"] == "retire"
    with open_database(house.url, datasets().values()) as db, db.read() as tx:
        told = Revisions(tx).of(DATASET, NOTARY)
    assert not any("Gisors" in str(each.data) for each in told), "another delivery tells nothing"
