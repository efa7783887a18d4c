"""The index of words and marks: it stays as the rows are, and finds what the rows say, on both databases."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from core.storage.conditions import All, Condition, Either, Filter, Neither, Test, Words
from core.storage.database import Database, open_database
from core.storage.queries import After, Order, Rows
from core.storage.records import Records
from tests.core.storage.samples import NOON, TOYS, record

TEXTS = {
    "a": "Réfection de la toiture, lot n° 26-10001",
    "b": "Toitures en L'Île-de-Sein",
    "c": "école 100 % bois",
    "d": "garniture",
    "e": "x" * 200_000 + " toiture",
}


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with open_database(database_url, [TOYS]) as opened:
        with opened.write() as tx:
            for identity, text in TEXTS.items():
                put(opened, tx, identity, objet=text, departements=["59", "2A"] if identity < "c" else ["59"])
        yield opened


def put(database: Database, tx: Any, identity: str, **values: Any) -> None:
    made = record(identity, document_url=identity, **values)
    Records(tx, database.catalogue, NOON).apply(made, "test")


def found(database: Database, *conditions: Condition, **more: Any) -> str:
    with database.read() as tx:
        rows = Rows(tx, database.catalogue)
        listed = "".join(row["id"] for row in rows.rows("jouets", conditions, **more))
        assert rows.count("jouets", conditions) == len(listed) or more
    return listed


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Words("toitur"), "ab"),
        (Words("iture"), ""),
        (Words("TOITURE réfection"), "a"),
        (Words("26-100"), "a"),
        (Words("26.100"), ""),
        (Words("ile-de"), "b"),
        (Words("l'ile"), "b"),
        (Words('"'), ""),
        (Words("%"), "c"),
        (Words("école 100%"), ""),
        (Either((Words("toitur"), Words("garnitur"))), "abd"),
        (Either((Words("toitur"), Filter("objet", Test.STARTS, "gar"))), "abd"),
        (All((Words("toitur"), Filter("departements", Test.EQUALS, "2A"))), "ab"),
        (Neither((Words("toitur"),)), "cde"),
        (Filter("departements", Test.AMONG, ["2A", "75"]), "ab"),
        (Filter("departements", Test.AMONG, []), ""),
        (Filter("departements", Test.EQUALS, "2a"), ""),
    ],
)
def test_what_is_found(database: Database, condition: Condition, expected: str) -> None:
    assert found(database, condition) == expected
    order = Order("date_publication", descending=True)
    assert sorted(found(database, condition, order=order, limit=10)) == list(expected)
    assert found(database, condition, limit=len(expected)) == expected  # walked where it asks for words


def test_the_index_follows_the_rows(database: Database) -> None:
    with database.write() as tx:
        put(database, tx, "a", objet="Charpente", departements=["75"])
        put(database, tx, "f", objet="Toiture", departements=None)
    assert found(database, Words("toitur")) == "bf"
    assert found(database, Filter("departements", Test.EQUALS, "2A")) == "b"
    assert found(database, Words("charpente"), Filter("departements", Test.EQUALS, "75")) == "a"
    table = database.catalogue["jouets"].table
    with database.write() as tx:
        tx.execute(table.delete().where(table.c.id == "b"))
        tx.execute(update(table).where(table.c.id == "f").values(_texte=None))
    assert found(database, Words("toitur")) == ""


def test_a_store_of_before_and_other_facets_get_the_index_they_need(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    if database.sqlite:
        with database.write() as tx:
            for name in ("new", "gone", "other"):
                tx.exec_driver_sql(f"DROP TRIGGER mots_jouets_{name}")
            tx.exec_driver_sql("DROP TABLE mots_jouets")
    wider = replace(
        TOYS,
        columns=tuple(
            replace(each, facet=True) if each.name in ("departements", "type") else each
            for each in TOYS.columns
        ),
    )
    for datasets in ([TOYS], [wider], [wider]):
        with open_database(url, datasets) as again:
            assert found(again, Words("toitur")) == "ab"
            assert found(again, Filter("departements", Test.EQUALS, "2A")) == "ab"


def test_of_many_rows_the_order_is_walked(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways give the same pages."""
    order = Order("date_publication", descending=True)
    asked = ([Words("toitur")], [Filter("departements", Test.EQUALS, "2A")])
    few = [found(database, *each, order=order, limit=10) for each in asked]
    for name in ("_NARROW", "_WIDE"):
        monkeypatch.setattr(f"core.storage.queries.{name}", 0)
        assert [found(database, *each, order=order, limit=10) for each in asked] == few


def test_a_page_is_full_although_its_rows_stand_far_away(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A walk that finds too few leaves the page to the index; the next page goes on behind it."""
    for sample, farthest in ((1, 1), (1, 5), (2, 2), (5, 5)):
        monkeypatch.setattr("core.storage.walk._SAMPLE", sample)
        monkeypatch.setattr("core.storage.walk._FARTHEST", farthest)
        assert found(database, Words("toitur"), limit=2) == "ab"
        assert found(database, Words("garnitur"), limit=1) == "d"
        assert found(database, Words("toitur"), limit=1, after=After("a")) == "b"
        order = Order("date_publication", descending=True)
        assert found(database, Words("toitur"), limit=1, order=order, after=After("a", None)) == "b"


WORDS = ("toiture", "toit", "charpente", "école", "pont", "voirie")
LISTS = (None, ["59"], ["2A", "59"], ['",'], ["\\", "59"], ['a","b'], ["é", "]"], ['\\"'])
"""Lists, some of them with the signs that JSON writes lists with."""


def test_pages_are_those_of_all_rows_put_in_order(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever way a page is found (walked, listed, asked of the index), and whatever is asked."""
    chance = random.Random(5)  # noqa: S311 - rows of a test
    rows: dict[str, dict[str, Any]] = {}
    for number in range(60):
        day = chance.choice([None, *(date(2026, 3, each) for each in range(1, 6))])
        rows[f"r{number:02}"] = {
            "objet": " ".join(chance.sample(WORDS, chance.choice((1, 1, 2, 4)))),
            "departements": chance.choice(LISTS),
            "type": chance.choice(("bois", "fer", None)),
            "date_publication": day,
        }
    orders = [Order(name, down) for name in ("date_publication", "type", "id") for down in (False, True)]
    with open_database(database_url, [TOYS]) as database:
        with database.write() as tx:
            for identity, values in rows.items():
                put(database, tx, identity, **values)
        for ways in ((400, 4000, 2), (1, 1, 2), (6, 12, 1), (2, 2, 9)):
            for name, value in zip(("_SAMPLE", "_FARTHEST", "_AHEAD"), ways, strict=True):
                monkeypatch.setattr(f"core.storage.walk.{name}", value)
            for order in orders:
                words = Words(chance.choice(WORDS))
                listed = Filter("departements", Test.AMONG, chance.choice([each for each in LISTS if each]))
                early = Filter("date_publication", Test.LESS, date(2026, 3, 4))
                combined: list[list[Condition]] = [[words], [listed], [words, listed], [words, early]]
                for asked in combined:
                    found = {each for each in rows if all(fulfils(rows[each], one) for one in asked)}
                    told = paged(database, asked, order)
                    assert told == in_order(found, rows, order), (ways, order, asked)


def fulfils(row: dict[str, Any], asked: Condition) -> bool:
    if isinstance(asked, Words):
        return any(each.startswith(asked.text) for each in row["objet"].split())
    assert isinstance(asked, Filter)
    value = row[asked.column]
    if asked.test is Test.LESS:
        return value is not None and bool(value < asked.value)
    return bool({*(value or ())} & {*asked.value})


def in_order(found: set[str], rows: dict[str, dict[str, Any]], order: Order) -> list[str]:
    if order.column == "id":
        return sorted(found, reverse=order.descending)
    known = sorted(each for each in found if rows[each][order.column] is not None)
    known.sort(key=lambda each: rows[each][order.column], reverse=order.descending)
    return [*known, *sorted(found - {*known})]


def paged(database: Database, asked: Sequence[Condition], order: Order) -> list[str]:
    """The rows of one page after the other."""
    told: list[str] = []
    after = None
    with database.read() as tx:
        while some := list(Rows(tx, database.catalogue).rows("jouets", asked, order, 4, after)):
            told += [row["id"] for row in some]
            after = After(some[-1]["id"], some[-1][order.column])
    return told
