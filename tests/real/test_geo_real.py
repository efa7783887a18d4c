"""The towns of real buyers and winners: what resolves, and that the rest is left unknown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from normalizers.geo.place import Place
from normalizers.geo.resolve import resolve
from normalizers.values.folding import fold

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside the checkout")

# Districts, groupings and stations of delivery that are in no commune or in several; not a town's name.
NO_COMMUNE = (
    "defense",
    "cergy",
    "marne-la-vallee",
    "sophia",
    "euralille",
    "exupery",
    "meme adresse",
    "voir ",
)
FRENCH = {"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "NC", "PF", None}


def names_a_commune(town: str, place: Place) -> bool:
    """Whether a document names a French commune: no other place, no typing against its own postal code."""
    folded = fold(town)
    known = not any(word in folded for word in NO_COMMUNE)
    return known and not set(place.warnings) & {"code_postal_discordant", "lieu_etranger", "commune_homonyme"}


def buyers_of_boamp() -> Iterator[tuple[str, str | None, date]]:
    for line in (REAL / "boamp/ods/records.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        identity: Any = json.loads(record["donnees"] or "{}").get("IDENTITE")
        if isinstance(identity, dict) and isinstance(identity.get("VILLE"), str):
            yield identity["VILLE"], identity.get("CP"), date.fromisoformat(record["dateparution"][:10])


def towns_of_ted() -> Iterator[tuple[str, str | None]]:
    for path in sorted((REAL / "ted/export").rglob("*.xml")):
        for town in etree.parse(path).iter("{*}TOWN"):
            address = town.getparent()
            assert address is not None
            country = address.find("{*}COUNTRY")
            if (country.get("VALUE") if country is not None else None) in FRENCH and town.text:
                yield town.text, address.findtext("{*}POSTAL_CODE")


def share(places: list[tuple[str, Place]]) -> tuple[float, list[str]]:
    """The share of towns with a commune among those that name one, and the others."""
    asked = [(town, place) for town, place in places if names_a_commune(town, place)]
    missed = [town for town, place in asked if place.code_commune is None]
    return 1 - len(missed) / len(asked), missed


def test_buyers_of_boamp_have_a_commune() -> None:
    places = [(town, resolve(town, code_postal=postal, on=on)) for town, postal, on in buyers_of_boamp()]
    assert len(places) > 200
    found, missed = share(places)
    assert found >= 0.99, missed


def test_towns_of_ted_have_a_commune() -> None:
    places = [(town, resolve(town, code_postal=postal)) for town, postal in towns_of_ted()]
    assert len(places) > 2500
    found, missed = share(places)
    assert found >= 0.99, missed


def test_the_departement_of_the_postal_code_is_kept_where_no_commune_is_sure() -> None:
    unsure = [
        place
        for town, postal in towns_of_ted()
        if postal and (place := resolve(town, code_postal=postal)).code_commune is None
    ]
    assert all(place.warnings for place in unsure)
    assert sum(place.code_departement is not None for place in unsure) >= 0.8 * len(unsure)


def test_a_commune_lies_in_the_departement_of_its_postal_code() -> None:
    """Border communes served from next door aside, and CEDEX of La Réunion (977, 978)."""
    apart = {
        (town, postal)
        for town, postal in towns_of_ted()
        if postal and len(postal) == 5 and postal.isdigit() and postal[:2] not in ("20", "97", "98")
        and (code := resolve(town, code_postal=postal).code_departement) and code != postal[:2]
    }  # fmt: skip
    assert len(apart) <= 3, apart
