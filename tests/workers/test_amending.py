"""A cell mended in a list of contracts: its rows follow, the mending is replayed, and it is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.clock import utc_now
from core.model.reading import Value
from core.model.table_edit import EditKind, TableEdit
from core.sandbox import Sandbox
from core.settings import Settings
from core.storage.blobs import open_blobs
from core.storage.database import open_database
from core.storage.queries import Rows
from core.storage.snapshots import Snapshots
from core.storage.table_edits import TableEdits
from crawlers import source
from extractors.parse import parse
from extractors.tables.places import anchor_of
from normalizers.datasets import datasets
from workers.amending import read_again
from workers.as_mended import DISPUTED, MENDED
from workers.drain import Drain
from workers.extraction import read_here
from workers.ingest import ingest
from workers.installation import Installation

LIST = Path(__file__).parents[2] / "fixtures" / "marches-conclus" / "nominal-pdf" / "input.pdf"
WINNER = "COUVERTURE LIGERIENNE"
DATASET = "marches-conclus"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=("workers.extraction",), allow_weak=True) as opened:
        yield opened


@pytest.fixture
def installation(database_url: str, sandbox: Sandbox, tmp_path: Path) -> Iterator[Installation]:
    with open_database(database_url, datasets().values()) as db:
        settings = Settings(home=tmp_path)
        yield Installation(settings, db, open_blobs(settings.blobs_address), sandbox)


def rows(installation: Installation) -> list[dict[str, Any]]:
    with installation.db.read() as tx:
        return sorted(Rows(tx, installation.db.catalogue).rows(DATASET), key=lambda row: str(row["id"]))


def cell_edit(text: str, value: str, kind: EditKind = EditKind.CELL) -> TableEdit:
    document = parse(LIST.read_bytes(), name="liste.pdf", media="pdf")
    table, cell = next(
        (table, cell) for table in document.tables for cell in table.cells if cell.text == text
    )
    return TableEdit(kind, anchor_of(table, cell), cell.text, value)


def amend(installation: Installation, sha256: str, edit: TableEdit) -> int:
    with installation.db.write() as tx:
        number = TableEdits(tx).add(sha256, edit, author="ana@ville.example", at=utc_now())
        runs = read_again(tx, sha256, f"edit {number}", utc_now())
    follow(installation, runs)
    return number


def follow(installation: Installation, runs: list[int]) -> None:
    def nowhere(_: Any) -> Any:
        raise AssertionError

    Drain(installation.context(nowhere), runs, 1).run()


def sha_of(installation: Installation) -> str:
    with installation.db.read() as tx:
        snapshot = Snapshots(tx).get(1)
    assert snapshot is not None
    return snapshot.sha256


def test_rows_follow_a_cell_and_its_undoing(installation: Installation) -> None:
    ingest(installation, source(DATASET), "liste.pdf", LIST.read_bytes())
    before = rows(installation)
    assert any(row["titulaire_nom"] == WINNER for row in before)
    sha256 = sha_of(installation)
    number = amend(installation, sha256, cell_edit(WINNER, "COUVERTURE ARMORICAINE"))
    after = rows(installation)
    assert [row["titulaire_nom"] for row in after] == [
        "COUVERTURE ARMORICAINE" if row["titulaire_nom"] == WINNER else row["titulaire_nom"] for row in before
    ]
    said = {row["titulaire_nom"]: row["avertissements"] for row in after}
    assert any(each.startswith("mended-cell") for each in said["COUVERTURE ARMORICAINE"])
    ingest(installation, source(DATASET), "liste.pdf", LIST.read_bytes())
    assert rows(installation) == after, "a later passage keeps what was mended"
    with installation.db.write() as tx:
        assert TableEdits(tx).undo(sha256, number, author="ben@ville.example", at=utc_now())
        runs = read_again(tx, sha256, f"undo {number}", utc_now())
    follow(installation, runs)
    assert [row["titulaire_nom"] for row in rows(installation)] == [row["titulaire_nom"] for row in before]
    with installation.db.read() as tx:
        assert [(each.author, each.undone_by) for each in TableEdits(tx).log(sha256)] == [
            ("ana@ville.example", "ben@ville.example")
        ]


def test_a_row_that_is_none_is_withdrawn(installation: Installation) -> None:
    ingest(installation, source(DATASET), "liste.pdf", LIST.read_bytes())
    before = rows(installation)
    amend(installation, sha_of(installation), cell_edit(WINNER, "", EditKind.NO_ROW))
    kept = {row["id"]: row["titulaire_nom"] for row in rows(installation) if row["statut"] != "retire"}
    assert kept == {row["id"]: row["titulaire_nom"] for row in before if row["titulaire_nom"] != WINNER}


def test_a_text_that_the_document_contradicts_stands_in_doubt() -> None:
    edit = replace(cell_edit(WINNER, "COUVERTURE ARMORICAINE"), base="COUVERTURE L1GERIENNE", id=3)
    read = read_here(source(DATASET), LIST.read_bytes(), name="liste.pdf", edits=[edit])
    found = next(each for each in read.readings if MENDED in each.warnings)
    winner = found.values["titulaire_nom"]
    assert isinstance(winner, Value)
    assert (winner.text, winner.confidence, DISPUTED in found.warnings) == (
        "COUVERTURE ARMORICAINE",
        0.5,
        True,
    )
    assert [DISPUTED in each.warnings for each in read.readings].count(True) == 1
    agreed = read_here(
        source(DATASET), LIST.read_bytes(), name="liste.pdf", edits=[replace(edit, base=WINNER)]
    )
    assert not any(DISPUTED in each.warnings for each in agreed.readings)
