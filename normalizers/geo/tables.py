"""The compiled geography: read once, when first asked for."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from normalizers.reference import read_table

DATA = Path(__file__).parent / "data"


class Commune(NamedTuple):
    """A commune of today, or a part of one: ``kind`` C, A (arrondissement), D (déléguée), S (associée).

    Lists are ``|``-joined; ``latlon`` is "lat,lon" in degrees (WGS 84) or "".
    """

    code: str
    name: str
    kind: str
    parent: str
    departement: str
    region: str
    epci: str
    arrondissement: str
    postal_codes: str
    former_codes: str
    population: str
    siren: str
    latlon: str


class State(NamedTuple):
    """A name that a commune of full right had from ``start`` to before ``end`` (ISO; "" is today)."""

    code: str
    name: str
    start: str
    end: str


class Step(NamedTuple):
    """Territory passing from a code to another: fusion, scission, departement, nom."""

    before: str
    after: str
    date: str
    nature: str


class Name(NamedTuple):
    """A code that a key stands for; ``nature`` C at the dates given (``YYYYMMDD``), else that of a part."""

    code: str
    nature: str
    start: str
    end: str


class Epci(NamedTuple):
    """A grouping of communes with its own taxes; ``members`` are ``|``-joined codes."""

    code: str
    name: str
    kind: str
    members: str


class Departement(NamedTuple):
    """A département, or a collectivity overseas that stands in its place."""

    code: str
    name: str
    region: str
    seat: str


class Region(NamedTuple):
    """A région of today; a collectivity overseas is its own."""

    code: str
    name: str
    seat: str


@lru_cache(maxsize=1)
def communes() -> dict[str, Commune]:
    """Communes of today by code (kind C only)."""
    return {each.code: each for each in all_entries() if each.kind == "C"}


@lru_cache(maxsize=1)
def arrondissements() -> dict[str, Commune]:
    """Municipal arrondissements of Paris, Lyon and Marseille by code."""
    return {each.code: each for each in all_entries() if each.kind == "A"}


@lru_cache(maxsize=1)
def parts() -> dict[str, Commune]:
    """Communes déléguées and associées of today by code."""
    return {each.code: each for each in all_entries() if each.kind in "DS"}


@lru_cache(maxsize=1)
def parts_of() -> dict[str, tuple[Commune, ...]]:
    """Communes déléguées and associées by the commune they are in."""
    found: defaultdict[str, list[Commune]] = defaultdict(list)
    for each in parts().values():
        found[each.parent].append(each)
    return {parent: tuple(each) for parent, each in found.items()}


@lru_cache(maxsize=1)
def all_entries() -> tuple[Commune, ...]:
    """Every row of the table of communes."""
    return tuple(map(Commune._make, read_table(DATA / "communes.csv.gz")))


def names(key: str) -> tuple[Name, ...]:
    """What a key (see :mod:`normalizers.geo.names`) stands for."""
    entries = _names().get(key)
    return tuple(Name._make(entry.split(":")) for entry in entries.split("|")) if entries else ()


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return dict(read_table(DATA / "noms.csv.gz"))


@lru_cache(maxsize=1)
def with_article() -> dict[str, str]:
    """Keys without an article (``havre``) to the ``|``-joined keys with one (``lehavre``)."""
    return dict(read_table(DATA / "articles.csv.gz"))


@lru_cache(maxsize=1)
def today() -> dict[str, str]:
    """Codes that are no commune of today (parts, arrondissements, vanished) to the one they went to."""
    return dict(read_table(DATA / "aujourdhui.csv.gz"))


@lru_cache(maxsize=1)
def states() -> dict[str, tuple[State, ...]]:
    """Names of each code since 1943, in order."""
    found: defaultdict[str, list[State]] = defaultdict(list)
    for row in read_table(DATA / "etats.csv.gz"):
        found[row[0]].append(State._make(row))
    return {code: tuple(each) for code, each in found.items()}


@lru_cache(maxsize=1)
def steps() -> tuple[Step, ...]:
    """Every passage of territory from a code to another."""
    return tuple(map(Step._make, read_table(DATA / "filiation.csv.gz")))


@lru_cache(maxsize=1)
def by_postal_code() -> dict[str, frozenset[str]]:
    """Codes of communes and arrondissements that each postal code serves; no CEDEX is in the source."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in all_entries():
        for postal in each.postal_codes.split("|") if each.postal_codes else ():
            found[postal].add(each.code)
    return {postal: frozenset(codes) for postal, codes in found.items()}


@lru_cache(maxsize=1)
def delivery() -> dict[tuple[str, str], tuple[str, ...]]:
    """Postal code and key of a postal name that is no commune's (97490, ``sainteclotilde``), to communes."""
    rows = read_table(DATA / "acheminement.csv.gz")
    return {(postal, name): tuple(communes.split("|")) for postal, name, communes in rows}


@lru_cache(maxsize=1)
def larger_abroad() -> dict[str, str]:
    """Keys of communes' names that a much larger town of another country bears, to that country."""
    return dict(read_table(DATA / "homonymes_etrangers.csv.gz"))


@lru_cache(maxsize=1)
def epci() -> dict[str, Epci]:
    """Groupings by SIREN."""
    return {row[0]: Epci._make(row) for row in read_table(DATA / "epci.csv.gz")}


@lru_cache(maxsize=1)
def departements() -> dict[str, Departement]:
    """Départements by code."""
    return {row[0]: Departement._make(row) for row in read_table(DATA / "departements.csv.gz")}


@lru_cache(maxsize=1)
def regions() -> dict[str, Region]:
    """Régions by code."""
    return {row[0]: Region._make(row) for row in read_table(DATA / "regions.csv.gz")}


@lru_cache(maxsize=1)
def courts() -> dict[str, tuple[str, str]]:
    """Cour d'appel and tribunal judiciaire of each commune of today ("" where there is none)."""
    return {code: (appeal, first) for code, appeal, first in read_table(DATA / "ressorts.csv.gz")}
