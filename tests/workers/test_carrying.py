"""What people mended in a document stands in the bytes that replace it, or is told; what is erased, goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.clock import utc_now
from core.model.table_edit import EditKind, TableEdit
from core.sandbox import Sandbox
from core.settings import Settings
from core.storage.audit import Audit
from core.storage.blobs import open_blobs
from core.storage.carried_edits import CarriedEdits
from core.storage.database import open_database
from core.storage.erased_documents import erase_documents
from core.storage.schema import EXTRACTION
from core.storage.table_edits import StoredEdit, TableEdits
from extractors.parse import parse
from extractors.tables.places import anchor_of
from normalizers.datasets import datasets
from tests.workers.replacing import FLOOR, LIFT, PAINT, ROOF, publish, publish_bytes, rows_of
from workers import amending
from workers.drain import Drain
from workers.installation import Installation

WINNER, TYPED, ANA = "COUVERTURE LIGERIENNE", "COUVERTURE ARMORICAINE", "ana@ville.example"
ROOFS, FLOORS, LIFTS = "Toiture du préau", "Sols de la halle", "Ascenseur de la mairie"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=("workers.extraction",), allow_weak=True) as opened:
        yield opened


@pytest.fixture
def installation(database_url: str, sandbox: Sandbox, tmp_path: Path) -> Iterator[Installation]:
    with open_database(database_url, datasets().values()) as db:
        settings = Settings(home=tmp_path)
        yield Installation(settings, db, open_blobs(settings.blobs_address), sandbox)


def mend(
    installation: Installation, sha256: str, text: str, value: str = "", kind: EditKind = EditKind.CELL
) -> int:
    document = parse(installation.blobs.get(sha256), name="liste.csv", media="csv")
    (table,) = document.tables
    cell = next(cell for cell in table.cells if cell.text == text)
    edit = TableEdit(kind, anchor_of(table, cell), cell.text, value)
    with installation.db.write() as tx:
        return TableEdits(tx).add(sha256, edit, author=ANA, at=utc_now())


def log(installation: Installation, sha256: str) -> list[StoredEdit]:
    with installation.db.read() as tx:
        return TableEdits(tx).log(sha256)


def left(installation: Installation) -> list[StoredEdit]:
    with installation.db.read() as tx:
        return CarriedEdits(tx).left_behind()


def undo(installation: Installation, sha256: str, number: int) -> None:
    with installation.db.write() as tx:
        assert TableEdits(tx).undo(sha256, number, author=ANA, at=utc_now())


def test_edits_stand_in_the_bytes_that_replace_theirs(installation: Installation) -> None:
    former = publish(installation, ROOF, FLOOR, LIFT)
    made = mend(installation, former, WINNER, TYPED)
    mend(installation, former, FLOORS, kind=EditKind.NO_ROW)
    now = publish(installation, PAINT, LIFT, FLOOR, ROOF)
    winners = rows_of(installation, now)
    assert winners[ROOFS] == TYPED, "from the first reading on"
    assert winners[LIFTS] == "MONTEE DOUCE"
    assert FLOORS not in winners
    first, second = log(installation, now)
    assert (first.author, first.carried_from, first.former, first.edit.value) == (ANA, made, former, TYPED)
    assert second.edit.kind is EditKind.NO_ROW
    assert not left(installation)
    with installation.db.read() as tx:
        (line,) = Audit(tx).lines(1)
    assert (line.action, line.subject, line.detail) == (
        "table mendings carried",
        now,
        "2 carried, 0 left behind",
    )
    publish(installation, PAINT, LIFT, FLOOR, ROOF)
    assert len(log(installation, now)) == 2, "once"


def test_an_edit_whose_ground_is_gone_is_told_until_it_is_settled_or_back(installation: Installation) -> None:
    former = publish(installation, ROOF, FLOOR)
    mend(installation, former, WINNER, TYPED)
    without = publish(installation, FLOOR, LIFT)
    (told,) = left(installation)
    assert (told.sha256, told.former, told.edit.base, told.edit.value) == (without, former, WINNER, TYPED)
    assert rows_of(installation, without) == {FLOORS: "ELEC'SEINE", LIFTS: "MONTEE DOUCE"}
    back = publish(installation, LIFT, ROOF, FLOOR)
    assert rows_of(installation, back)[ROOFS] == TYPED, "it was not lost for having had no place"
    assert not left(installation)
    gone = publish(installation, LIFT)
    (told,) = left(installation)
    undo(installation, gone, told.edit.id)
    assert not left(installation)
    assert rows_of(installation, publish(installation, ROOF, PAINT))[ROOFS] == WINNER, "settled is settled"


def test_bytes_that_come_back_have_their_edits_and_those_made_meanwhile(installation: Installation) -> None:
    former = publish(installation, ROOF, FLOOR)
    mend(installation, former, WINNER, TYPED)
    now = publish(installation, ROOF, FLOOR, LIFT)
    mend(installation, now, "ELEC'SEINE", "ELECTRO SEINE")
    assert publish(installation, ROOF, FLOOR) == former
    assert [each.edit.value for each in log(installation, former)] == [TYPED, "ELECTRO SEINE"]
    assert rows_of(installation, former) == {ROOFS: TYPED, FLOORS: "ELECTRO SEINE"}


def test_what_was_taken_back_is_not_carried(installation: Installation) -> None:
    former = publish(installation, ROOF, FLOOR)
    mend(installation, former, WINNER, TYPED)
    now = publish(installation, ROOF, FLOOR, LIFT)
    (carried,) = log(installation, now)
    undo(installation, now, carried.edit.id)
    last = publish(installation, ROOF, FLOOR, LIFT, PAINT)
    assert not log(installation, last)
    assert rows_of(installation, last)[ROOFS] == WINNER


def test_another_document_is_not_touched(installation: Installation) -> None:
    former = publish(installation, ROOF, FLOOR)
    mend(installation, former, WINNER, TYPED)
    other = publish(installation, ROOF, FLOOR, LIFT, name="bourg.example:marches.csv")
    assert not log(installation, other)


@pytest.mark.parametrize("erased", ["the former bytes", "the new bytes"])
def test_an_edit_is_erased_with_those_that_repeat_it(installation: Installation, erased: str) -> None:
    former = publish(installation, ROOF, FLOOR)
    mend(installation, former, WINNER, TYPED)
    now = publish(installation, FLOOR, ROOF)
    last = publish(installation, FLOOR, LIFT)
    assert left(installation)
    with installation.db.write() as tx:
        erase_documents(tx, [former if erased == "the former bytes" else now], utc_now())
    assert not [each for sha256 in (former, now, last) for each in log(installation, sha256)]
    assert not left(installation)
    others = [now, last] if erased == "the former bytes" else [former, last]
    with installation.db.read() as tx:
        query = select(EXTRACTION.c.reader).where(EXTRACTION.c.sha256.in_(others))
        assert not any("+" in reader for reader in tx.execute(query).scalars())
    again = publish(installation, FLOOR, ROOF, PAINT)
    assert not log(installation, again)
    assert rows_of(installation, again)[ROOFS] == WINNER


def test_bytes_that_cannot_be_read_leave_the_edits_where_they_are(installation: Installation) -> None:
    former = publish(installation, ROOF, FLOOR)
    mend(installation, former, WINNER, TYPED)
    broken = publish_bytes(installation, b"%PDF-1.7 cut")
    assert not log(installation, broken)
    last = publish(installation, ROOF, FLOOR, PAINT)
    assert rows_of(installation, last)[ROOFS] == TYPED


def test_what_a_person_said_of_the_new_bytes_stands(installation: Installation) -> None:
    former = publish(installation, ROOF, FLOOR)
    now = publish(installation, FLOOR, ROOF)
    mend(installation, now, WINNER, TYPED)
    late = mend(installation, former, WINNER, "TROP TARD")
    read_again(installation, now)
    assert [(each.carried_from, each.undone_by) for each in log(installation, now)] == [
        (None, None),
        (late, ANA),
    ]
    assert rows_of(installation, now)[ROOFS] == TYPED


def read_again(installation: Installation, sha256: str) -> None:
    with installation.db.write() as tx:
        runs = amending.read_again(tx, sha256, "a test", utc_now())

    def nowhere(_: object) -> Any:
        raise AssertionError

    Drain(installation.context(nowhere), runs, 1).run()
