"""An invented dataset with a column of every type, and the same rows in three databases."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateTable

from console.api.engines import Engine
from console.api.engines.duckdb import DuckdbEngine
from console.api.engines.postgresql import PostgresqlEngine
from console.api.engines.sqlite import of_file
from console.api.odsql.context import Context
from console.api.odsql.query import Clauses, compiled
from console.api.odsql.schema import schema_of
from console.api.results import shaper
from core.model.dataset import Column, Dataset, Kind, Profile
from core.storage.catalogue import SEARCH, DatasetTable
from core.storage.database import Database, open_database
from core.storage.folding import folded
from core.storage.plain import native

NOW = datetime(2021, 5, 6, 12, 34, 55, 450500, tzinfo=UTC)


def _column(name: str, kind: Kind, **more: Any) -> Column:
    return Column(name, kind, name.title(), name.title(), **more)


ESSAIS = Dataset(
    name="essais",
    title="Essais",
    title_en="Trials",
    description="Des lignes inventées.",
    version="1.0.0",
    licence="Licence Ouverte 2.0",
    columns=(
        _column("id", Kind.TEXT),
        _column("titre", Kind.TEXT, search=True),
        _column("ville", Kind.TEXT, facet=True, search=True),
        _column("code", Kind.CODE, facet=True),
        _column("habitants", Kind.INTEGER),
        _column("montant", Kind.AMOUNT),
        _column("ouvert", Kind.BOOLEAN, facet=True),
        _column("jour", Kind.DATE, facet=True),
        _column("limite", Kind.DATETIME),
        _column("latlon", Kind.LATLON),
        _column("themes", Kind.TEXT, many=True, facet=True),
        _column("detail", Kind.STRUCT, parts=(_column("a", Kind.INTEGER),)),
        _column("group", Kind.TEXT),
        _column("secret", Kind.TEXT, search=True, profile=Profile.INTERNAL),
        _column("statut", Kind.TERM, terms=("publie", "retire")),
    ),
    date_column="jour",
    label_column="titre",
)

_TITLES = (
    "Construction d'une école",
    "Réfection de la toiture du collège",
    "Écoles : entretien des cours",
    "Fournitures scolaires",
    "Œuvre d'art et décor",
    "Star Trek, le film",
    "Star wars : films et filmographie",
    "Travaux de voirie",
    "Entretien-maintenance 100% « durable »",
    "École",
    None,
)
_CITIES = ("Paris", "Évry", "Lyon", "Saint-Denis", "paris", "L'Haÿ-les-Roses", None)
_CODES = ("75056", "01004", "2A004", "97105", None)
_POINTS = ("48.8566,2.3522", "45.764,4.8357", "-21.1151,55.5364", "14.6161,-61.0588", None)
_THEMES = ("eau", "énergie", "route", "Paris", "école")


def rows(count: int = 120, seed: int = 8) -> list[dict[str, Any]]:
    """Rows in their JSON form, the same for every database."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    return [_row(number, chance) for number in range(count)]


def _row(number: int, chance: random.Random) -> dict[str, Any]:
    def maybe(value: Any) -> Any:
        return None if chance.random() < 0.12 else value

    day = date(2017, 1, 1) + timedelta(days=chance.randrange(2200))
    moment = datetime(2018, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(3 * 365 * 86400))
    return {
        "id": f"essai:{number:04}",
        "titre": chance.choice(_TITLES),
        "ville": chance.choice(_CITIES),
        "code": chance.choice(_CODES),
        "habitants": maybe(chance.choice((0, 5, 9, 10, 12, 49, 50, 51, 100, 2_000_000, -7))),
        "montant": maybe(round(chance.uniform(-50, 1000), 2)),
        "ouvert": maybe(chance.random() < 0.5),
        "jour": maybe(day.isoformat()),
        "limite": maybe(day.isoformat() if chance.random() < 0.2 else moment.isoformat()),
        "latlon": chance.choice(_POINTS),
        "themes": maybe(chance.sample(_THEMES, chance.randrange(1, 4))),
        "detail": maybe({"a": chance.randrange(5)}),
        "group": chance.choice(("x", "y", "z")),
        "secret": chance.choice(("cachette", "trésor")),
        "statut": "publie",
    }


def _stored(row: dict[str, Any]) -> dict[str, Any]:
    words = [row[name] for name in ("titre", "ville", "secret") if row[name]]
    natives = {name: native(ESSAIS.column(name), value) for name, value in row.items()}
    return {**natives, SEARCH: folded(" ".join(words)) or None}


def stored(url: str, given: Sequence[dict[str, Any]]) -> Database:
    """A database of ours with those rows."""
    db = open_database(url, [ESSAIS])
    table = db.catalogue["essais"].table
    with db.write() as tx:
        tx.execute(table.insert(), [_stored(row) for row in given])
    return db


def in_duckdb(entry: DatasetTable, given: Sequence[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    """The same rows in DuckDB, by the declaration of the same table."""
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})
    dialect = PGDialect(paramstyle="qmark")  # type: ignore[no-untyped-call]
    connection.execute(str(CreateTable(entry.table).compile(dialect=dialect)))
    names = [column.name for column in entry.table.columns]
    marks = ", ".join("?" * len(names))
    for row in given:
        values = _stored(row)
        connection.execute(
            f"INSERT INTO {entry.table.name} VALUES ({marks})",  # noqa: S608 - names of ours
            [_bound(entry, name, values.get(name)) for name in names],
        )
    return connection


def _bound(entry: DatasetTable, name: str, value: Any) -> Any:
    process = entry.table.c[name].type.bind_processor(PGDialect())  # type: ignore[no-untyped-call]
    return process(value) if process else value


def engines(folder: Path, postgres: str | None, given: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The engines by name, each with those rows."""
    db = stored(f"sqlite:///{folder / 'essais.sqlite'}", given)
    found: dict[str, Engine] = {
        "sqlite": of_file(folder / "essais.sqlite"),
        "duckdb": DuckdbEngine(in_duckdb(db.catalogue["essais"], given)),
    }
    others = []
    if postgres:
        others.append(stored(postgres, given))
        found["postgresql"] = PostgresqlEngine(others[0].engine)
    yield {"entry": db.catalogue["essais"], "engines": found}
    for each in (db, *others):
        each.close()


def answer(
    engine: Engine,
    entry: DatasetTable,
    clauses: Clauses,
    *,
    zone: str = "UTC",
    language: str = "fr",
    profile: Profile = Profile.PUBLIC,
) -> list[dict[str, Any]]:
    """All results of a query."""
    context = Context(engine.flavour, NOW, zone, language)
    schema = schema_of(entry, entry.dataset.seen_by(profile), engine.flavour, rowid=False)
    query = compiled(schema, context, clauses)
    shape = shaper(query.outputs, zone)
    return shape(engine.rows(engine.prepare(query.statement), 20))
