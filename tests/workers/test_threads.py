"""Rows of several sources come into one thread, whatever their order; a cut stays and can be taken back."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from core.errors import InputError
from core.model.record import Record
from core.storage.conflicts import Conflicts
from core.storage.corrections import Corrections
from core.storage.database import Database, open_database
from core.storage.locks import serialise
from core.storage.queries import Rows
from core.storage.records import Records
from core.storage.renaming import rename_procedures
from core.storage.revisions import Revisions
from core.storage.thread_schema import THREAD_KEY, THREAD_LINK, THREAD_MEMBER, THREAD_NAME, THREAD_WORD
from core.storage.threads import Member, Threads
from normalizers.datasets import datasets
from workers.threads import cut, thread_rows, uncut

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
NAMES = ("avis-marches", "attributions-marches", "marches-conclus")
BUYERS = ("Commune de Rosbert", "Commune d'Arretzaldi", "Département de la Vallombre")
CALL = {
    "source": "boamp",
    "type_avis": "consultation",
    "objet": "Réfection de la toiture du gymnase Lucie Valmont",
    "acheteur_nom": "Commune de Rosbert",
    "departements_publication": ["33"],
    "cpv": "45261000",
    "date_publication": "2026-01-10",
}
TWIN = {**CALL, "source": "ted", "objet": "REFECTION DE LA TOITURE DU GYMNASE LUCIE VALMONT"}
AWARD = {**CALL, "type_avis": "attribution", "date_publication": "2026-03-02", "avis_lies": ["boamp:26-1"]}


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    known = datasets()
    with open_database(database_url, [known[name] for name in NAMES]) as opened:
        yield opened


def publish(
    db: Database, rows: dict[str, dict[str, Any]], dataset: str = "avis-marches", *, together: bool = False
) -> None:
    """Publish rows and put them into threads, one after the other or at once."""
    records = list(rows)
    with db.write() as tx:
        for some in [records] if together else [[record] for record in records]:
            before = Revisions(tx).position()
            for record in some:
                known = Record(
                    dataset, record, rows[record], {}, {}, (), "a" * 64, "https://x.example/", NOON
                )
                Records(tx, db.catalogue, NOON).apply(known, "test")
            thread_rows(tx, db.catalogue, [(dataset, record) for record in some], NOON, before)


def procedures(db: Database, dataset: str = "avis-marches") -> dict[str, str | None]:
    with db.read() as tx:
        return {row["id"]: row["id_procedure"] for row in Rows(tx, db.catalogue).rows(dataset)}


@pytest.mark.parametrize("order", list(itertools.permutations(("boamp:26-1", "ted:9-2026", "boamp:26-7"))))
def test_a_procurement_is_one_thread_in_whatever_order_it_comes(db: Database, order: tuple[str, ...]) -> None:
    rows = {"boamp:26-1": CALL, "ted:9-2026": TWIN, "boamp:26-7": AWARD}
    publish(db, {record: rows[record] for record in order})
    assert set(procedures(db).values()) == {order[0]}


def test_notices_that_name_one_we_do_not_have_are_one_thread(db: Database) -> None:
    late = {**AWARD, "objet": "Modification du marché"}
    publish(db, {"boamp:26-7": AWARD, "boamp:26-8": late})
    assert procedures(db) == {"boamp:26-7": "boamp:26-7", "boamp:26-8": "boamp:26-7"}


def test_notices_that_name_each_other_are_one_thread(db: Database) -> None:
    one, other = {**AWARD, "avis_lies": ["boamp:26-8"]}, {**AWARD, "avis_lies": ["boamp:26-7"]}
    publish(db, {"boamp:26-7": one, "boamp:26-8": other})
    assert set(procedures(db).values()) == {"boamp:26-7"}


def test_another_lot_another_year_and_another_school_are_others(db: Database) -> None:
    titles = ("gymnase Lucie Valmont - lot 2", "gymnase Lucie Valmont - lot 3", "gymnase Henri Coranbert")
    rows = {
        f"boamp:26-{n}": {**CALL, "objet": f"Réfection de la toiture du {each}"}
        for n, each in enumerate(titles)
    }
    publish(db, rows)
    assert len(set(procedures(db).values())) == 3


def test_a_number_of_procedure_shared_by_two_buyers_is_a_stand_in(db: Database) -> None:
    number = {"id_procedure": "1c2d3e4f-0000-4000-8000-000000000001"}
    other = {**TWIN, **number, "acheteur_nom": "Centre hospitalier de Maluzac", "objet": "Fourniture de gaz"}
    publish(db, {"boamp:26-1": {**CALL, **number}, "ted:9-2026": other})
    assert len(set(procedures(db).values())) == 2


def test_awards_and_contracts_follow(db: Database) -> None:
    publish(db, {"boamp:26-1": CALL, "boamp:26-7": AWARD})
    publish(db, {"boamp:26-7:1": {"id_avis": "boamp:26-7", "statut": "attribue"}}, "attributions-marches")
    contract = {
        "source": "decp",
        "objet": CALL["objet"],
        "acheteur_nom": "VILLE DE ROSBERT",
        "code_departement": ["33"],
        "cpv": "45261000",
        "date_notification": "2026-03-01",
    }
    publish(db, {"decp:1": contract}, "marches-conclus")
    assert procedures(db, "attributions-marches") == {"boamp:26-7:1": "boamp:26-1"}
    assert procedures(db, "marches-conclus") == {"decp:1": "boamp:26-1"}


def test_a_cut_stays_and_can_be_taken_back(db: Database) -> None:
    publish(db, {"boamp:26-1": CALL, "ted:9-2026": TWIN})
    with db.write() as tx:
        cut(tx, db.catalogue, ("ted:9-2026", "boamp:26-1"), "anne", NOON)
    assert procedures(db) == {"boamp:26-1": "boamp:26-1", "ted:9-2026": "ted:9-2026"}
    publish(db, {"ted:9-2026": {**TWIN, "avis_lies": ["boamp:26-1"]}})
    assert procedures(db)["ted:9-2026"] == "ted:9-2026"
    with db.write() as tx:
        uncut(tx, db.catalogue, ("boamp:26-1", "ted:9-2026"), "anne", NOON)
    assert set(procedures(db).values()) == {"boamp:26-1"}
    with db.write() as tx, pytest.raises(InputError, match="not set apart"):
        uncut(tx, db.catalogue, ("boamp:26-1", "ted:9-2026"), "anne", NOON)


def test_a_link_says_why(db: Database) -> None:
    publish(db, {"boamp:26-1": CALL, "ted:9-2026": TWIN, "boamp:26-7": AWARD})
    with db.read() as tx:
        links = {each.rule: each for each in Threads(tx).links([1])}
    assert links["annonce_liee"].reasons == [["boamp:26-1", 1.0]]
    assert links["ressemblance"].score > 0.95
    assert links["ressemblance"].reasons[0][0] == "objet"


def test_a_row_that_says_something_else_leaves_its_thread(db: Database) -> None:
    publish(db, {"boamp:26-1": CALL, "ted:9-2026": TWIN})
    publish(db, {"ted:9-2026": {**TWIN, "objet": "Fourniture de gaz"}})
    assert len(set(procedures(db).values())) == 2


def versions(db: Database, dataset: str, record: str) -> list[tuple[str, list[tuple[str, Any, Any]]]]:
    with db.read() as tx:
        return [
            (each.data["id_procedure"], [(one.column, one.before, one.after) for one in each.changes])
            for each in Revisions(tx).of(dataset, record)
        ]


def test_a_row_that_comes_into_another_thread_has_a_version_that_says_so(db: Database) -> None:
    alone = {**AWARD, "objet": "Fourniture de gaz", "avis_lies": None}
    publish(db, {"boamp:26-1": CALL, "boamp:26-7": alone})
    publish(db, {"boamp:26-7:1": {"id_avis": "boamp:26-7", "statut": "attribue"}}, "attributions-marches")
    notice, award = ("avis-marches", "boamp:26-7"), ("attributions-marches", "boamp:26-7:1")
    assert versions(db, *notice) == versions(db, *award) == [("boamp:26-7", [])], "the first knows its thread"
    publish(db, {"boamp:26-7": {**alone, "avis_lies": ["boamp:26-1"]}})
    moved = ("id_procedure", "boamp:26-7", "boamp:26-1")
    assert versions(db, *award)[1:] == [("boamp:26-1", [moved])]
    (last,) = versions(db, *notice)[1:]
    assert last == ("boamp:26-1", [("avis_lies", None, ["boamp:26-1"]), moved])


def test_a_cut_makes_a_version(db: Database) -> None:
    publish(db, {"boamp:26-1": CALL, "ted:9-2026": TWIN})
    with db.write() as tx:
        cut(tx, db.catalogue, ("ted:9-2026", "boamp:26-1"), "anne", NOON)
    assert versions(db, "avis-marches", "ted:9-2026") == [
        ("boamp:26-1", []),
        ("ted:9-2026", [("id_procedure", "boamp:26-1", "ted:9-2026")]),
    ]
    assert len(versions(db, "avis-marches", "boamp:26-1")) == 1


def test_a_typed_procedure_stands_whatever_becomes_of_the_thread(db: Database) -> None:
    publish(db, {"boamp:26-1": CALL, "ted:9-2026": TWIN})
    with db.write_durably() as tx:
        writer = Records(tx, db.catalogue, NOON)
        writer.correct("avis-marches", "ted:9-2026", "id_procedure", "2026-S-12", "anne")
    pair = ("ted:9-2026", "boamp:26-1")
    for decide in (cut, uncut):
        with db.write() as tx:
            decide(tx, db.catalogue, pair, "anne", NOON)
        publish(db, {"ted:9-2026": {**TWIN, "nb_lots": 4 if decide is cut else 5}})
        assert procedures(db) == {"boamp:26-1": "boamp:26-1", "ted:9-2026": "2026-S-12"}
    with db.read() as tx:
        assert list(Conflicts(tx, db.catalogue).of("avis-marches")) == []
        (made,) = Corrections(tx).log("avis-marches", "ted:9-2026")
    with db.write_durably() as tx:
        Records(tx, db.catalogue, NOON).undo(made.id, "anne")
    assert set(procedures(db).values()) == {"boamp:26-1"}


def test_a_thread_of_more_rows_than_a_statement_may_name_is_renamed(db: Database) -> None:
    """SQLite takes 32 766 values in one statement."""
    many = 33_000
    members = [Member(n, "avis-marches", f"boamp:x-{n}", "boamp:x-0", None) for n in range(many)]
    with db.write() as tx:
        rename_procedures(tx, db.catalogue, members, NOON, 0)


def several(dice: random.Random) -> dict[str, dict[str, Any]]:
    """Notices of a few buyers, some alike, some naming others; with words so common that keys are full."""
    objects = ("Réfection de la toiture du gymnase", "Entretien de la voirie")
    rows: dict[str, dict[str, Any]] = {}
    for number in range(60):
        named = {"avis_lies": [f"boamp:26-{dice.randrange(number + 3)}"]} if dice.random() < 0.2 else {}
        subject = f"{dice.choice(objects)} {dice.choice(('Valmont', 'Rosbert', 'Nord', 'lot 2'))}"
        rows[f"boamp:26-{number}"] = {**CALL, "objet": subject, "acheteur_nom": dice.choice(BUYERS), **named}
    return rows


def tables(db: Database) -> dict[str, list[Any]]:
    with db.read() as tx:
        return {
            each.name: sorted(map(repr, tx.execute(select(*(c for c in each.c if c.name != "at")))))
            for each in (THREAD_KEY, THREAD_LINK, THREAD_MEMBER, THREAD_NAME, THREAD_WORD)
        }


def test_rows_that_come_together_are_threaded_as_one_after_the_other(db: Database, tmp_path: Path) -> None:
    first = several(random.Random(7))  # noqa: S311  # the same rows each time
    later = {record: {**row, "objet": "Réseau de chaleur"} for record, row in list(first.items())[::9]}
    later["boamp:26-900"] = {**CALL, "avis_lies": ["boamp:26-9", "boamp:26-18"]}
    known = datasets()
    with open_database(str(tmp_path / "one.sqlite"), [known[name] for name in NAMES]) as alone:
        for rows in (first, later):
            publish(alone, rows)
            publish(db, rows, together=True)
            assert tables(db) == tables(alone)
        assert len(tables(alone)["thread_link"]) > 20


def test_a_cut_waits_for_its_turn(postgres_url: str) -> None:
    """A publication that was begun sees the cut, or the cut sees the publication."""
    known = datasets()
    with open_database(postgres_url, [known[name] for name in NAMES]) as db:
        publish(db, {"boamp:26-1": CALL, "ted:9-2026": TWIN})
        for decide in (cut, uncut):
            with db.write() as publication:
                serialise(publication, "records")
                with db.write() as tx, pytest.raises(OperationalError, match="lock timeout"):
                    tx.execute(text("SET LOCAL lock_timeout = '200ms'"))
                    decide(tx, db.catalogue, ("ted:9-2026", "boamp:26-1"), "anne", NOON)
