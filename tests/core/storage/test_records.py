"""Applying, correcting, withdrawing; and reading the published rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from core.errors import InputError
from core.model.record import Change
from core.storage.corrections import Corrections
from core.storage.database import Database, open_database
from core.storage.queries import After, Condition, Filter, Order, Rows, Test, Words
from core.storage.records import Effect, Records
from core.storage.revisions import Revisions
from tests.core.storage.samples import NOON, TOYS, record

PARIS = timezone(timedelta(hours=1))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with open_database(database_url, [TOYS]) as opened:
        yield opened


def _apply(database: Database, identity: str, **values: Any) -> Effect:
    with database.write() as tx:
        return Records(tx, database.catalogue, NOON).apply(record(identity, **values), "test").effect


def _get(database: Database, identity: str) -> dict[str, Any]:
    with database.read() as tx:
        row = Rows(tx, database.catalogue).get("jouets", identity)
    assert row is not None
    return row


FULL: dict[str, Any] = {
    "objet": "Poupée d'Été",
    "montant": 1200,
    "nombre": 3,
    "neuf": True,
    "date_publication": date(2026, 3, 12),
    "limite": datetime(2026, 4, 1, 12, 0, tzinfo=PARIS),
    "departements": ["01", "2A"],
    "criteres": [{"libelle": "prix", "poids": 60}, {"libelle": "délai", "poids": None}],
    "type": "bois",
    "url": "https://toy.example/1",
}


def test_a_row_comes_back_as_it_was_given(database: Database) -> None:
    assert _apply(database, "a", **FULL) is Effect.NEW
    row = _get(database, "a")
    assert list(row)[: len(TOYS.columns)] == [column.name for column in TOYS.columns]
    assert {name: row[name] for name in FULL} == FULL
    assert row["limite"] == datetime(2026, 4, 1, 11, 0, tzinfo=UTC)
    assert (row["version"], row["statut"], row["confiance"]) == (1, "publie", 0.9)
    assert row["preuves"]["nombre"] == {"lecture": "3", "path": "/nombre"}
    assert row["lu_le"] == NOON


def test_the_same_reading_again_changes_nothing(database: Database) -> None:
    _apply(database, "a", **FULL)
    assert _apply(database, "a", **{**FULL, "limite": FULL["limite"].astimezone(UTC)}) is Effect.UNCHANGED
    with database.read() as tx:
        assert len(Revisions(tx).of("jouets", "a")) == 1


def test_a_material_change_makes_a_version_with_its_difference(database: Database) -> None:
    _apply(database, "a", **FULL)
    changed = {**FULL, "nombre": 4, "departements": ["01"], "type": None}
    assert _apply(database, "a", **changed) is Effect.CHANGED
    with database.read() as tx:
        _, second = Revisions(tx).of("jouets", "a")
        assert Revisions(tx).last("jouets") == second.seq
        assert [version.version for version in Revisions(tx).after("jouets", 0, 1)] == [1]
    assert second.changes == (
        Change("nombre", 3, 4),
        Change("departements", ["01", "2A"], ["01"]),
        Change("type", "bois", None),
    )
    assert second.data["nombre"] == 4


def test_an_address_that_moves_makes_no_version(database: Database) -> None:
    _apply(database, "a", **FULL)
    assert _apply(database, "a", **{**FULL, "url": "https://elsewhere.example"}) is Effect.UNCHANGED
    assert _get(database, "a")["url"] == "https://elsewhere.example"
    assert _get(database, "a")["version"] == 1


def test_an_unsure_row_goes_to_review(database: Database) -> None:
    _apply(database, "a", objet="x", confidence=0.4)
    assert _get(database, "a")["statut"] == "a_verifier"


def test_a_correction_stands_and_a_third_value_is_a_conflict(database: Database) -> None:
    _apply(database, "a", objet="lu", nombre=1)
    with database.write_durably() as tx:
        outcome = Records(tx, database.catalogue, NOON).correct("jouets", "a", "objet", "corrigé", "moi")
    assert (outcome.effect, outcome.version) == (Effect.CHANGED, 2)
    row = _get(database, "a")
    assert (row["objet"], row["statut"], row["champs_corriges"]) == ("corrigé", "corrige", ["objet"])
    assert _apply(database, "a", objet="lu", nombre=2) is Effect.CHANGED
    assert _get(database, "a")["objet"] == "corrigé"
    assert _apply(database, "a", objet="autre", nombre=2) is Effect.UNCHANGED
    row = _get(database, "a")
    assert (row["objet"], row["statut"]) == ("corrigé", "a_verifier")
    assert row["avertissements"] == ["correction-conflict: objet"]
    with database.write_durably() as tx:
        (correction,) = Corrections(tx).in_force("jouets")
        Records(tx, database.catalogue, NOON).undo(correction.id, "moi")
    row = _get(database, "a")
    assert (row["objet"], row["statut"], row["champs_corriges"]) == ("autre", "publie", None)
    with database.read() as tx:
        (kept,) = Corrections(tx).of("jouets", ["a"])["a"]
    assert (kept.base, kept.value, kept.undone_at) == ("lu", "corrigé", NOON)


@pytest.mark.parametrize(
    ("dataset", "identity", "column"),
    [("x", "a", "objet"), ("jouets", "b", "objet"), ("jouets", "a", "version")],
)
def test_what_cannot_be_corrected_is_named(
    database: Database, dataset: str, identity: str, column: str
) -> None:
    _apply(database, "a", objet="lu")
    with pytest.raises(InputError), database.write() as tx:
        Records(tx, database.catalogue, NOON).correct(dataset, identity, column, "x", "moi")
    with pytest.raises(InputError), database.write() as tx:
        Records(tx, database.catalogue, NOON).undo(99, "moi")


def test_a_withdrawn_record_stays_withdrawn(database: Database) -> None:
    _apply(database, "a", objet="lu")
    with database.write() as tx:
        [outcome] = Records(tx, database.catalogue, NOON).withdraw("jouets", "a", "annulé par b")
        [again] = Records(tx, database.catalogue, NOON).withdraw("jouets", "a", "annulé par c")
    assert (outcome.version, again.effect) == (2, Effect.UNCHANGED)
    _apply(database, "a", objet="relu")
    assert (_get(database, "a")["statut"], _get(database, "a")["version"]) == ("retire", 3)


def test_a_publication_is_withdrawn_with_all_its_records(database: Database) -> None:
    for identity in ("toy:7:1", "toy:7:2", "toy:70:1"):
        _apply(database, identity, objet="lu")
    with database.write() as tx:
        outcomes = Records(tx, database.catalogue, NOON).withdraw("jouets", "toy:7:", "annulé par toy:8")
    assert [(each.record, each.effect) for each in outcomes] == [
        ("toy:7:1", Effect.CHANGED),
        ("toy:7:2", Effect.CHANGED),
    ]
    assert _get(database, "toy:70:1")["statut"] == "publie"
    _apply(database, "toy:7:3", objet="lu plus tard")
    assert _get(database, "toy:7:3")["statut"] == "retire"


def _ids(database: Database, *filters: Condition, order: Order | None = None, **more: Any) -> list[str]:
    with database.read() as tx:
        return [row["id"] for row in Rows(tx, database.catalogue).rows("jouets", filters, order, **more)]


@pytest.fixture
def filled(database: Database) -> Database:
    days = {"a": date(2026, 1, 1), "b": date(2026, 1, 2), "c": date(2026, 1, 2), "d": None}
    with database.write() as tx:
        for number, (identity, day) in enumerate(days.items()):
            made = record(
                identity,
                document_url=identity,
                objet=f"École {number} 100%",
                montant=number,
                departements=["59", "2A"] if number % 2 else ["59"],
                type="bois" if number else None,
                date_publication=day,
            )
            Records(tx, database.catalogue, NOON).apply(made, "test")
    return database


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Filter("montant", Test.EQUALS, 2), "c"),
        (Filter("montant", Test.AT_LEAST, 2), "cd"),
        (Filter("montant", Test.MORE, 2), "d"),
        (Filter("montant", Test.LESS, 1), "a"),
        (Filter("montant", Test.AT_MOST, 1), "ab"),
        (Filter("date_publication", Test.EQUALS, date(2026, 1, 2)), "bc"),
        (Filter("type", Test.DIFFERS, "bois"), "a"),
        (Filter("type", Test.UNKNOWN), "a"),
        (Filter("type", Test.KNOWN), "bcd"),
        (Filter("id", Test.AMONG, ["a", "d", "z"]), "ad"),
        (Filter("objet", Test.STARTS, "École 1"), "b"),
        (Filter("objet", Test.STARTS, "%"), ""),
        (Filter("departements", Test.EQUALS, "2A"), "bd"),
        (Filter("departements", Test.AMONG, ["59"]), "abcd"),
        (Filter("departements", Test.KNOWN), "abcd"),
        (Words("ECOLE 2"), "c"),
        (Words("100%"), "abcd"),
        (Words("%"), "abcd"),
        (Words("_"), ""),
    ],
)
def test_filters(filled: Database, condition: Condition, expected: str) -> None:
    assert "".join(_ids(filled, condition)) == expected
    with filled.read() as tx:
        assert Rows(tx, filled.catalogue).count("jouets", [condition]) == len(expected)


@pytest.mark.parametrize(
    "order", [None, *(Order(name, down) for name in ("id", "date_publication") for down in (False, True))]
)
def test_pages_miss_nothing_and_repeat_nothing(filled: Database, order: Order | None) -> None:
    whole = _ids(filled, order=order)
    assert sorted(whole) == list("abcd")
    paged: list[str] = []
    after: After | None = None
    for _ in range(5):
        with filled.read() as tx:
            page = list(Rows(tx, filled.catalogue).rows("jouets", (), order, 1, after))
        if page:
            paged.append(page[0]["id"])
            after = After(page[0]["id"], page[0][order.column] if order else None)
    assert paged == whole


def test_unknown_values_come_last(filled: Database) -> None:
    assert _ids(filled, order=Order("date_publication"))[-1] == "d"
    assert _ids(filled, order=Order("date_publication", descending=True)) == ["b", "c", "a", "d"]


def test_facets_count_rows(filled: Database) -> None:
    with filled.read() as tx:
        rows = Rows(tx, filled.catalogue)
        assert rows.facets("jouets", "departements") == [("59", 4), ("2A", 2)]
        assert rows.facets("jouets", "departements", [Filter("departements", Test.EQUALS, "2A")]) == [
            ("2A", 2),
            ("59", 2),
        ]
        assert rows.facets("jouets", "type", [Words("ecole")], limit=1) == [("bois", 3)]


def test_an_unknown_column_is_named_and_never_sql(filled: Database) -> None:
    for name in ("_texte", "nope; DROP TABLE run"):
        with pytest.raises(InputError, match="no column"):
            _ids(filled, Filter(name, Test.EQUALS, 1))
    with filled.read() as tx, pytest.raises(InputError, match="unknown dataset"):
        Rows(tx, filled.catalogue).count("nope")


def test_a_time_without_its_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        _apply(database, "a", limite=datetime(2026, 4, 1, 12))  # noqa: DTZ001 - the mistake itself


def test_a_value_that_no_column_can_hold_is_unknown_with_a_warning(database: Database) -> None:
    _apply(
        database, "a", objet="nul\x00", nombre=2**70, montant=float("inf"), departements=["\x00"], neuf=True
    )
    row = _get(database, "a")
    assert [row[name] for name in ("objet", "nombre", "montant", "departements", "neuf")] == [None] * 4 + [
        True
    ]
    assert row["avertissements"] == [
        f"unstorable: {name}" for name in ("objet", "montant", "nombre", "departements")
    ]


@pytest.mark.parametrize(
    "values", [{"nombre": "12"}, {"nombre": True}, {"objet": 3}, {"departements": [59]}, {"criteres": ["x"]}]
)
def test_a_value_of_another_kind_is_a_defect_and_told_at_once(
    database: Database, values: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match="is of kind"):
        _apply(database, "a", **values)
    _apply(database, "a", objet="lu")
    (column, value), *_ = values.items()
    with pytest.raises(InputError, match="is of kind"), database.write() as tx:
        Records(tx, database.catalogue, NOON).correct("jouets", "a", column, value, "moi")
    with pytest.raises(InputError, match="cannot hold"), database.write() as tx:
        Records(tx, database.catalogue, NOON).correct("jouets", "a", "nombre", 2**63, "moi")


def test_a_day_that_is_none_is_a_defect(database: Database) -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        _apply(database, "a", date_publication="mardi")
