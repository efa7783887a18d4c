"""What a row says of the fields that a query may ask, whatever columns its dataset writes them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from core.model.dataset import Column, Dataset, Kind
from normalizers.geo import tables
from normalizers.geo.lineage import today
from workers.matching import fields
from workers.matching.measures import measure

BY_BEGINNING = frozenset({"cpv", "nuts"})
"""Code lists in which a beginning of a code is the group above it."""

Row = Mapping[str, Any]


class Key(NamedTuple):
    """A value by which a query may ask, the column where it stands and what stands there."""

    value: str
    column: str
    shown: str


class Text(NamedTuple):
    """A text, and the column where it stands."""

    column: str
    text: str


class Figure(NamedTuple):
    """A measure, the column where it stands and what stands there."""

    figure: float
    column: str
    shown: str


class Point(NamedTuple):
    """Degrees (WGS 84), the column where they stand and how the place is told."""

    latitude: float
    longitude: float
    column: str
    shown: str


COMMUNES = ("code_commune", "communes", "code_arrondissement")
"""Columns that tell communes."""

ORGANISATIONS = {
    fields.BUYER: (("acheteur_siren", "acheteur_siret"), "acheteurs", "acheteur_nom"),
    fields.WINNER: (("titulaire_siren", "titulaire_siret"), "titulaires", "titulaire_nom"),
}
"""Columns of numbers, of several organisations, of a name."""

AMOUNTS = ("montant_estime", "montant", "montant_ht", "montant_attribue", "montant_max", "montant_min")
"""Columns of amounts, the most telling first."""

_SIREN = 9


def keys(field: str, dataset: Dataset, row: Row) -> Iterator[Key]:
    """The values that a row has in a field."""
    if field == fields.DATASET:
        yield Key(dataset.name, dataset.columns[0].name, dataset.title)
    elif field == fields.CPV:
        yield from (key for name in ("cpv", "cpv_secondaires") for key in _beginnings(name, row))
    elif field in ORGANISATIONS:
        yield from _numbers(field, row)
    elif field in fields.TERM_COLUMNS:
        yield from (key for name in fields.TERM_COLUMNS[field] for key in _plain(name, row))
    elif field == fields.STATUS:
        yield from _plain(dataset.status_column, row)
    elif field == fields.SOURCE:
        yield from _source(dataset, row)
    elif field == fields.REVIEWED:
        if row.get(dataset.status_column) == "corrige" or row.get("champs_corriges"):
            yield Key("oui", dataset.status_column, str(row.get(dataset.status_column)))
    elif field in _TERRITORIES:
        yield from _TERRITORIES[field](row)
    elif dataset.declares(field):
        yield from _beginnings(field, row) if by_beginning(dataset.column(field)) else _plain(field, row)


def texts(field: str, row: Row) -> Iterator[Text]:
    """The texts of a field: a column, or the names of organisations."""
    if field not in ORGANISATIONS:
        yield from (Text(field, str(each)) for each in _listed(row.get(field)))
        return
    _, several, name = ORGANISATIONS[field]
    yield from (Text(name, str(each)) for each in _listed(row.get(name)))
    yield from (Text(several, str(each["nom"])) for each in _listed(row.get(several)) if each.get("nom"))


def figure(field: str, dataset: Dataset, row: Row, at: datetime | None) -> Figure | None:
    """The measure of a field; ``at`` is the moment from which days are counted."""
    if field == fields.DAYS_LEFT:
        return _days_left(row, at)
    for name in figure_columns(field, dataset):
        value = row.get(name)
        found = measure(value)
        if found is not None:
            return Figure(found, name, str(value))
    return None


def points(row: Row) -> Iterator[Point]:
    """Where a row is: its point, and those of its communes; none where its place is no commune."""
    where = row.get("latlon")
    if isinstance(where, str) and where:
        latitude, _, longitude = where.partition(",")
        commune = _within(str(row.get("code_commune") or ""))
        told = ("code_commune", commune.told) if commune else ("latlon", where)
        yield Point(float(latitude), float(longitude), *told)
        names: tuple[str, ...] = ("communes",)
    else:
        names = COMMUNES
    for name in names:
        for code in _listed(row.get(name)):
            found = _within(str(code))
            if found is not None and found.point is not None:
                yield Point(*found.point, name, found.told)


def by_beginning(column: Column) -> bool:
    """Whether a value of the column answers each of its beginnings."""
    return column.kind is Kind.CODE and column.scheme in BY_BEGINNING


def _listed(value: Any) -> list[Any]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if each is not None]


def _plain(name: str, row: Row) -> Iterator[Key]:
    return (Key(str(each), name, str(each)) for each in _listed(row.get(name)))


def _beginnings(name: str, row: Row) -> Iterator[Key]:
    for each in map(str, _listed(row.get(name))):
        yield from (Key(each[:length], name, each) for length in range(1, len(each) + 1))


def _numbers(field: str, row: Row) -> Iterator[Key]:
    names, several, _ = ORGANISATIONS[field]
    found = [(name, row.get(name)) for name in names]
    found += [(several, each.get("siret")) for each in _listed(row.get(several))]
    for name, number in found:
        if number:
            yield Key(str(number), name, str(number))
            if len(str(number)) > _SIREN:
                yield Key(str(number)[:_SIREN], name, str(number))


def _source(dataset: Dataset, row: Row) -> Iterator[Key]:
    if dataset.declares("source"):
        yield from _plain("source", row)
        return
    name = _source_of_id(str(row.get("id") or row.get("id_avis") or ""))
    if name:
        yield Key(name, dataset.columns[0].name, name)


def _source_of_id(record: str) -> str:
    """Ids begin with the name of their source; those of the Journal officiel with the number of the text."""
    return "jorf" if record.startswith("JORFTEXT") else record.partition(":")[0]


def figure_columns(field: str, dataset: Dataset) -> tuple[str, ...]:
    """The columns of which the first that a row has is the figure of a field."""
    if field == fields.AMOUNT:
        return AMOUNTS
    if field == fields.PUBLISHED:
        return (dataset.date_column,)
    return {fields.DEADLINE: ("date_limite_reponse",), fields.CONFIDENCE: ("confiance",)}.get(field, (field,))


def _days_left(row: Row, at: datetime | None) -> Figure | None:
    value = row.get("date_limite_reponse")
    deadline = measure(value)
    now = measure(at)
    if deadline is None or now is None:
        return None
    whole_day = (isinstance(value, date) and not isinstance(value, datetime)) or "T" not in str(
        value
    ).replace(" ", "T")
    left = deadline + (1.0 if whole_day else 0.0) - now
    return Figure(left, "date_limite_reponse", str(value)) if left >= 0 else None


class _Within(NamedTuple):
    told: str
    epci: str
    departement: str
    region: str
    point: tuple[float, float] | None


@lru_cache(maxsize=65536)
def _within(code: str) -> _Within | None:
    """What a commune of any time lies in today."""
    entry = tables.communes().get(today(code) or "")
    if entry is None:
        return None
    latlon = (tables.arrondissements().get(code) or entry).latlon
    latitude, _, longitude = latlon.partition(",")
    point = (float(latitude), float(longitude)) if latlon else None
    return _Within(f"{entry.name} ({code})", entry.epci, entry.departement, entry.region, point)


def _communes(row: Row) -> Iterator[Key]:
    return (key for name in COMMUNES for key in _plain(name, row))


def _groupings(row: Row) -> Iterator[Key]:
    yield from _plain("code_epci", row)
    for key in _communes(row):
        found = _within(key.value)
        if found and found.epci:
            yield Key(found.epci, key.column, key.shown)


def _departements(row: Row) -> Iterator[Key]:
    yield from _plain("code_departement", row)
    for key in _communes(row):
        if found := _within(key.value):
            yield Key(found.departement, key.column, key.shown)


def _regions(row: Row) -> Iterator[Key]:
    yield from _plain("code_region", row)
    for key in _departements(row):
        if found := tables.departements().get(key.value):
            yield Key(found.region, key.column, key.shown)


_TERRITORIES = {
    fields.COMMUNE: _communes,
    fields.EPCI: _groupings,
    fields.DEPARTEMENT: _departements,
    fields.REGION: _regions,
}
