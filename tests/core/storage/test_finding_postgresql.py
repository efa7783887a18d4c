"""The index of words and marks on PostgreSQL: one index, which decides by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, inspect, text

from core.storage.conditions import Condition, Filter, Test, Words
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.records import Records
from tests.core.storage.samples import NOON, TOYS, record

BOTH = (Words("toitur"), Filter("departements", Test.EQUALS, "2A"))


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    with open_database(postgres_url, [TOYS]) as opened:
        with opened.write() as tx:
            for number in range(9):
                made = record(f"r{number}", objet=f"Toiture {number}", departements=["2A"])
                Records(tx, opened.catalogue, NOON).apply(made, "test")
        yield opened


def indexes(database: Database) -> set[str]:
    with database.read() as tx:
        return {str(index["name"]) for index in inspect(tx).get_indexes("ds_jouets")}


def plan(database: Database, *conditions: Condition) -> str:
    """How the rows are counted where reading the whole of a small table is not allowed."""
    seen: list[tuple[str, Any]] = []
    with database.read() as tx:
        tx.exec_driver_sql("SET LOCAL enable_seqscan = off")
        event.listen(database.engine, "before_cursor_execute", lambda *told: seen.append((told[2], told[3])))
        assert Rows(tx, database.catalogue).count("jouets", conditions) == 9
        statement, given = seen[-1]
        return "\n".join(row[0] for row in tx.exec_driver_sql(f"EXPLAIN {statement}", given))


def test_words_and_marks_meet_in_one_index(database: Database) -> None:
    told = plan(database, *BOTH)
    assert told.count("Bitmap Index Scan") == 1, told
    assert "_mots_" in told and "BitmapAnd" not in told and "Filter" not in told, told


def test_the_indexes_of_before_give_way(database: Database) -> None:
    url, made = database.engine.url.render_as_string(hide_password=False), indexes(database)
    (index,) = [name for name in made if "_mots" in name]
    with database.write() as tx:
        tx.exec_driver_sql(f'DROP INDEX "{index}"')
        words = "to_tsvector('simple', _texte)"
        tx.exec_driver_sql(f"CREATE INDEX ix_ds_jouets_mots ON ds_jouets USING gin ({words})")
        lists = "(departements::jsonb) jsonb_path_ops"
        tx.exec_driver_sql(f"CREATE INDEX ix_ds_jouets_departements_marques ON ds_jouets USING gin ({lists})")
        tx.exec_driver_sql("CREATE INDEX ix_ds_jouets_mine ON ds_jouets (objet)")
    with open_database(url, [TOYS]) as again:
        assert indexes(again) == made | {"ix_ds_jouets_mine"}
        with again.read() as tx:
            query = text("SELECT count(*) FROM pg_stats WHERE tablename = :index")
            known = tx.execute(query, {"index": index}).scalar_one()
            assert known, "how frequent words are is not known"


def test_other_facets_have_another_index(database: Database) -> None:
    url, before = database.engine.url.render_as_string(hide_password=False), indexes(database)
    fewer = tuple(replace(each, facet=each.facet and not each.many) for each in TOYS.columns)
    with open_database(url, [replace(TOYS, columns=fewer)]) as again:
        after = indexes(again)
    assert len(after) == len(before) and len(after - before) == 1


def test_a_question_is_planned_for_its_values_and_finds_its_list_of_rows_room(database: Database) -> None:
    with database.read() as tx:
        told = [
            tx.exec_driver_sql(f"SHOW {name}").scalar() for name in ("plan_cache_mode", "jit", "work_mem")
        ]
    assert told == ["force_custom_plan", "off", "32MB"]
