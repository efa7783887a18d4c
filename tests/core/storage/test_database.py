"""Opening, migrating and growing a database."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text

from core.errors import DatabaseDown, InputError
from core.model.dataset import Column, Dataset, Kind
from core.storage import migrate
from core.storage.database import open_database
from core.storage.queries import Order, Rows, order_clauses
from core.storage.records import Records
from core.storage.schema import METADATA
from tests.core.storage.samples import TOYS, record

pytestmark = pytest.mark.usefixtures("from_scratch")


def test_the_migrations_make_the_declared_schema(database_url: str) -> None:
    with open_database(database_url) as database, database.read() as tx:
        opts = {"compare_type": True, "include_object": lambda *told: _is_of(tx.dialect.name, *told)}
        assert compare_metadata(MigrationContext.configure(tx, opts=opts), METADATA) == []


def _is_of(dialect: str, _: Any, name: str, kind: str, *__: Any) -> bool:
    """Alembic does not see that PostgreSQL alone has indexes of beginnings."""
    return kind != "index" or dialect == "postgresql" or not name.endswith("_begins")


def test_the_last_migration_is_the_one_that_is_named() -> None:
    folder = Path(migrate.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == migrate.HEAD


def test_a_database_that_is_up_to_date_does_not_load_alembic(tmp_path: Path) -> None:
    database = str(tmp_path / "a.sqlite")
    open_database(database).close()
    code = (
        "import sys; from core.storage.database import open_database; "
        f"open_database({database!r}).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_starters_at_once_do_not_collide(database_url: str) -> None:
    errors: list[BaseException] = []

    def start() -> None:
        try:
            open_database(database_url, [TOYS]).close()
        except BaseException as error:
            errors.append(error)

    starters = [threading.Thread(target=start) for _ in range(6)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert errors == []


def test_a_new_column_is_added_and_nothing_is_lost(database_url: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with open_database(database_url, [TOYS]) as database, database.write() as tx:
        Records(tx, database.catalogue, now).apply(record("a", objet="un"), "test")
    wider = replace(TOYS, columns=(*TOYS.columns, Column("cpv", Kind.CODE, "", "", facet=True)))
    with open_database(database_url, [wider]) as database, database.write() as tx:
        Records(tx, database.catalogue, now).apply(record("b", objet="deux", cpv="45000000"), "test")
        rows = Rows(tx, database.catalogue)
        assert [(row["id"], row["objet"], row["cpv"]) for row in rows.rows("jouets")] == [
            ("a", "un", None),
            ("b", "deux", "45000000"),
        ]
        indexes = {index["name"] for index in inspect(tx).get_indexes("ds_jouets")}
    assert "ix_ds_jouets_cpv" in indexes
    with open_database(database_url, [TOYS]) as narrower, narrower.read() as tx:
        assert "cpv" in {column["name"] for column in inspect(tx).get_columns("ds_jouets")}


def test_a_column_that_refers_to_others_is_indexed_also_in_a_table_that_stands(database_url: str) -> None:
    open_database(database_url, [TOYS]).close()
    boxed = Column("id_boite", Kind.TEXT, "", "", indexed=True)
    wider = replace(TOYS, columns=(*TOYS.columns, boxed))
    with open_database(database_url, [wider]) as database, database.read() as tx:
        indexes = {index["name"]: index["column_names"] for index in inspect(tx).get_indexes("ds_jouets")}
    assert indexes["ix_ds_jouets_id_boite"] == ["id_boite"]


def test_a_dataset_with_long_names_has_its_indexes(database_url: str) -> None:
    name = "une-tres-longue-famille-de-jouets-en-bois-de-hetre"
    long = Dataset(
        name, "", "", "", "1", "", (Column("code_commune_publication", Kind.CODE, "", "", facet=True),)
    )
    for _ in range(2):
        with open_database(database_url, [long]) as database, database.read() as tx:
            known = inspect(tx).get_indexes(database.catalogue[name].table.name)
            assert len({each["name"] for each in known}) == (3 if database.sqlite else 4)  # the words' too


def test_a_failed_transaction_leaves_nothing(database_url: str) -> None:
    with open_database(database_url, [TOYS]) as database:
        with pytest.raises(RuntimeError, match="stop"), database.write() as tx:
            Records(tx, database.catalogue, datetime.now(UTC)).apply(record("a"), "test")
            raise RuntimeError("stop")
        with database.read() as tx:
            assert Rows(tx, database.catalogue).count("jouets") == 0


def test_writers_wait_for_each_other(database_url: str) -> None:
    def write(name: str) -> None:
        with open_database(database_url, [TOYS]) as database:
            for number in range(20):
                with database.write() as tx:
                    Records(tx, database.catalogue, datetime.now(UTC)).apply(
                        record(f"{name}{number}"), "test"
                    )

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_database(database_url, [TOYS]) as database, database.read() as tx:
        assert Rows(tx, database.catalogue).count("jouets") == 40


def test_a_durable_write_waits_for_the_disk_and_later_ones_do_not(tmp_path: Path) -> None:
    full, normal = 2, 1
    with open_database(str(tmp_path / "a.sqlite")) as database:
        with database.write_durably() as tx:
            assert tx.execute(text("PRAGMA synchronous")).scalar_one() == full
        for _ in range(3):
            with database.write() as tx:
                assert tx.execute(text("PRAGMA synchronous")).scalar_one() == normal


def test_another_database_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="mysql"):
        open_database("mysql://localhost/veille")


def test_a_database_that_is_away_is_named_without_its_password() -> None:
    with pytest.raises(DatabaseDown) as caught:
        open_database("postgresql://someone:secret@127.0.0.1:1/veille")
    assert "secret" not in str(caught.value)


def test_a_database_of_a_newer_release_is_refused(database_url: str) -> None:
    with open_database(database_url) as database, database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseDown, match="of a newer release: it stands at 9999") as caught:
        open_database(database_url)
    assert "restore the backup" in caught.value.hint


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "veille.sqlite").write_bytes(b"no database, whatever its name says" * 100)
    with pytest.raises(DatabaseDown, match="file is not a database"):
        open_database(f"sqlite:///{tmp_path}/veille.sqlite")


def test_a_correction_and_a_publication_at_once_both_stand(postgres_url: str) -> None:
    """Each waits for the other's turn: neither writes a row that it read before the other wrote."""
    with open_database(postgres_url, [TOYS]) as database:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        with database.write() as tx:
            Records(tx, database.catalogue, now).apply(record("a", objet="un", nombre=0), "test")

        def publish() -> None:
            for number in range(1, 30):
                with database.write() as tx:
                    Records(tx, database.catalogue, now).apply(record("a", objet="un", nombre=number), "test")

        def correct() -> None:
            for number in range(10):
                with database.write_durably() as tx:
                    Records(tx, database.catalogue, now).correct(
                        "jouets", "a", "objet", f"typed {number}", "moi"
                    )

        threads = [threading.Thread(target=target) for target in (publish, correct)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with database.read() as tx:
            row = Rows(tx, database.catalogue).get("jouets", "a")
    assert row is not None
    assert (row["objet"], row["nombre"], row["version"]) == ("typed 9", 29, 40)


def test_an_index_that_a_table_lacks_is_made_when_it_is_opened(database_url: str) -> None:
    with open_database(database_url, [TOYS]) as database, database.write() as tx:
        known = {index["name"] for index in inspect(tx).get_indexes("ds_jouets")}
        assert any(str(name).endswith("_latest") for name in known)
        for name in known:
            tx.exec_driver_sql(f'DROP INDEX "{name}"')
    with open_database(database_url, [TOYS]) as database, database.read() as tx:
        assert {index["name"] for index in inspect(tx).get_indexes("ds_jouets")} == known


def test_the_latest_rows_are_found_by_an_index(database_url: str) -> None:
    with open_database(database_url, [TOYS]) as database, database.read() as tx:
        if tx.dialect.name != "sqlite":
            pytest.skip("PostgreSQL reads a small table whole, whatever its indexes")
        entry = database.catalogue["jouets"]
        order = Order(TOYS.date_column, descending=True)
        query = select(entry.table).order_by(*order_clauses(entry, order)).limit(50)
        plan = tx.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {query.compile(tx, compile_kwargs={'literal_binds': True})}"
        )
        steps = [row[3] for row in plan]
    assert "USING INDEX" in steps[0], steps
    assert not any("TEMP B-TREE" in step for step in steps), steps


def test_the_last_version_of_a_dataset_is_found_without_reading_the_others(database_url: str) -> None:
    with open_database(database_url, [TOYS]) as database, database.read() as tx:
        if tx.dialect.name != "sqlite":
            pytest.skip("PostgreSQL reads a small table whole, whatever its indexes")
        query = "SELECT max(id) FROM revision WHERE dataset = 'jouets'"
        (step,) = [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")]
    assert "ix_revision_dataset_id" in step
