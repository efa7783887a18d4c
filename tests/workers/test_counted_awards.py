"""The awards that an aggregated table counts: once each; of an older store, those of its last release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from core.model.record import Record
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.records import Records
from core.storage.schema import BASIS
from normalizers.datasets import datasets
from workers.counted_awards import awards_of
from workers.statistics import make_statistics

NAMES = ("avis-marches", "attributions-marches", "stats-attributions")
SIRENS = ("552100554", "542051180", "552032534", "356000000")
START = datetime(2026, 2, 1, 12, tzinfo=UTC)
CELL = "stats-attributions:2025:departement:35:45"


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    with open_database(database_url, [datasets()[name] for name in NAMES]) as opened:
        yield opened


def publish(db: Database, number: str, winner: int, amount: float, at: datetime, **more: Any) -> None:
    """An award with its notice; ``id_procedure`` is what the threads would write."""
    notice = {"type_avis": "attribution", "code_departement": ["35"], "cpv": "45000000"}
    award = {
        "id_avis": number,
        "statut": "attribue",
        "titulaire_siren": SIRENS[winner],
        "titulaire_nom": f"Entreprise {winner}",
        "montant": amount,
        "devise": "EUR",
        "date_publication": date(2025, 3, 1),
        **more,
    }
    with db.write() as tx:
        writer = Records(tx, db.catalogue, at)
        for dataset, identity, values in (
            ("avis-marches", number, notice),
            ("attributions-marches", f"{number}:attr:1:1", award),
        ):
            writer.apply(Record(dataset, identity, values, {}, {}, (), number, f"file:{number}", at), "test")


def counted(db: Database, year: int = 2025) -> list[str]:
    with db.read() as tx:
        return [record.partition(":attr")[0] for record, _ in awards_of(tx, db.catalogue, year)]


def cell(db: Database) -> tuple[int, float | None]:
    with db.read() as tx:
        row = Rows(tx, db.catalogue).get("stats-attributions", CELL)
    assert row is not None
    return row["nb_attributions"], row["montant"]


def test_an_award_at_the_boamp_and_the_joue_counts_once(db: Database) -> None:
    thread = {"id_procedure": "boamp:25-1"}
    publish(db, "boamp:25-9", 0, 100.0, START, **thread)
    publish(db, "ted:9-2025", 0, 100.0, START, date_publication=date(2025, 3, 3), **thread)
    publish(db, "ted:8-2025", 0, 100.0, START)
    assert counted(db) == ["boamp:25-9", "ted:8-2025"]


def test_twins_on_either_side_of_the_new_year_count_in_the_year_of_the_first(db: Database) -> None:
    thread = {"id_procedure": "boamp:25-1"}
    publish(db, "boamp:25-9", 0, 100.0, START, date_publication=date(2025, 12, 31), **thread)
    publish(db, "ted:9-2026", 0, 100.0, START, date_publication=date(2026, 1, 2), **thread)
    assert (counted(db), counted(db, 2026)) == (["boamp:25-9"], [])


def test_a_twin_that_is_found_after_a_release_moves_nothing(db: Database) -> None:
    for winner in range(4):
        publish(db, f"boamp:25-{winner}", winner, 100.0, START, id_procedure=f"boamp:25-{winner}")
    make_statistics(db, 2025, START)
    publish(db, "ted:1-2025", 1, 100.0, START + timedelta(days=1), id_procedure="boamp:25-1")
    later = make_statistics(db, 2025, START + timedelta(days=2))
    assert (later["changed"], later["waiting"], cell(db)) == (0, 0, (4, 400.0))


def test_a_store_from_before_releases_kept_what_they_count_lets_late_awards_wait(db: Database) -> None:
    for winner in range(4):
        publish(db, f"boamp:25-{winner}", winner, 100.0, START)
    make_statistics(db, 2025, START + timedelta(hours=1))
    with db.write() as tx:
        tx.execute(delete(BASIS))  # as the migration leaves an older store
    publish(db, "boamp:25-9", 0, 30.0, START + timedelta(days=1))
    first = make_statistics(db, 2025, START + timedelta(days=2))
    assert (first["waiting"], first["changed"], cell(db)) == (1, 0, (4, 400.0))
    second = make_statistics(db, 2025, START + timedelta(days=3))
    assert (second["waiting"], cell(db)) == (1, (4, 400.0)), "the basis that was made is kept"


def test_an_older_store_drops_awards_told_twice_once_they_hide_one_another(db: Database) -> None:
    for winner in range(4):
        publish(db, f"boamp:25-{winner}", winner, 100.0, START)
    publish(db, "ted:1-2025", 1, 100.0, START)
    make_statistics(db, 2025, START + timedelta(hours=1))
    with db.write() as tx:
        tx.execute(delete(BASIS))
    for number in ("boamp:25-1", "ted:1-2025"):
        publish(db, number, 1, 100.0, START + timedelta(days=1), id_procedure="boamp:25-1")
    later = make_statistics(db, 2025, START + timedelta(days=2))
    assert (later["waiting"], cell(db)) == (1, (5, 500.0)), "one award dropped alone would tell itself"
