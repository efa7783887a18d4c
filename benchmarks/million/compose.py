"""Notices for a large store: composed, spread over years, places, buyers and words as published ones are.

Names of communes, CPV codes and their labels are those of the reference tables; buyers, numbers and texts are
invented. A few values are frequent and most are rare (a power law), so that filters and facets meet both.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

import orjson

from core.storage.merge import RowReading
from normalizers.codes import cpv
from normalizers.geo import tables

_Item = TypeVar("_Item")

DATASET = "avis-marches"
LAST_DAY = date(2026, 3, 19)
_DAYS = 3000
_BUYERS = 30_000
_DOUBTFUL = 0.03
_TYPES = (
    ("consultation", 52),
    ("attribution", 30),
    ("rectificatif", 9),
    ("modification", 3),
    ("annulation", 2),
    ("sans_suite", 2),
    ("intention", 1),
    ("preinformation", 1),
)
_SOURCES = (("boamp", 70), ("place", 10), ("ted", 20))
_PROCEDURES = (("adaptee", 45), ("ouverte", 40), ("restreinte", 4), ("negociee", 5), ("accord_cadre", 6))
_MARKETS = (("services", 40), ("travaux", 35), ("fournitures", 25))
_WORKS = (
    "Réfection",
    "Construction",
    "Entretien",
    "Fourniture",
    "Nettoyage",
    "Maîtrise d'œuvre",
    "Réhabilitation",
    "Location",
    "Assistance",
    "Exploitation",
    "Acquisition",
    "Extension",
    "Mise aux normes",
)
_THINGS = (
    "de l'école",
    "de la toiture du gymnase",
    "de mobilier de bureau",
    "de la voirie communale",
    "des réseaux",
    "de la station d'épuration",
    "du collège",
    "de véhicules",
    "des espaces verts",
    "de la mairie",
    "du pont",
    "de l'éclairage public",
    "de denrées alimentaires",
    "du centre nautique",
    "des ascenseurs",
)
_KINDS = (
    "Commune de",
    "Communauté de communes de",
    "Centre hospitalier de",
    "Syndicat des eaux de",
    "Lycée de",
    "Office de l'habitat de",
    "CCAS de",
)
_READ = (
    "numero_source",
    "type_avis",
    "objet",
    "description",
    "acheteur_nom",
    "acheteur_siren",
    "cpv",
    "date_publication",
    "date_limite_reponse",
    "montant_estime",
    "lieu_libelle",
    "code_commune",
    "code_departement",
    "procedure",
    "type_marche",
    "nb_lots",
)


@dataclass(frozen=True, slots=True)
class Buyer:
    """An invented buyer in a real commune."""

    name: str
    siren: str
    place: tables.Commune


def readings(count: int) -> Iterator[RowReading]:
    """So many notices, by id; those of one number are the same in every run."""
    chance = random.Random(20261125)  # noqa: S311 - composed data
    share = {source: weight / 100 for source, weight in _SOURCES}
    for source, part in share.items():
        for number in range(round(count * part)):
            yield _reading(chance, source, number)


def _reading(chance: random.Random, source: str, number: int) -> RowReading:
    key = f"{number // 150_000 + 17:02}-{number % 150_000:06}"
    day = LAST_DAY - timedelta(days=min(int(chance.random() ** 1.3 * _DAYS), _DAYS))
    values = _values(chance, source, key, day)
    known = {name: value for name, value in values.items() if value is not None}
    sure = dict.fromkeys((name for name in _READ if name in known), 1.0)
    if chance.random() < _DOUBTFUL:
        sure["cpv"] = round(chance.uniform(0.3, 0.94), 2)
    evidence = {
        name: {"lecture": str(known[name])[:60], "path": f"/avis/{name}"} for name in _READ if name in known
    }
    return RowReading(
        dataset=DATASET,
        record=f"{source}:{key}",
        document=f"{source}/{key}",
        precedence=3,
        published=day,
        read_at=datetime.combine(day, time(6), UTC),
        sha256=sha256(document_of(known)).hexdigest(),
        url=f"https://{source}.example/documents/{key}.json",
        values=known,
        evidence=evidence,
        confidence=sure,
        warnings=("siret_cle:acheteur_siret",) if chance.random() < 0.05 else (),
    )


def document_of(values: Mapping[str, Any]) -> bytes:
    """The document that says these values."""
    return orjson.dumps({"avis": {name: values[name] for name in _READ if name in values}})


def _values(chance: random.Random, source: str, key: str, day: date) -> Mapping[str, Any]:
    buyer, code = _some(chance, buyers()), _some(chance, codes())
    place = buyer.place if chance.random() < 0.8 else _some(chance, places())
    amount = round(chance.lognormvariate(12, 1.6), 2) if chance.random() < 0.4 else None
    kind = _weighed(chance, _TYPES)
    deadline = datetime.combine(day + timedelta(days=chance.randrange(12, 60)), time(10), UTC)
    return {
        "source": source,
        "numero_source": key,
        "type_avis": kind,
        "objet": f"{_work(chance)} de {place.name}, {_label(code).lower()} n° {key}",
        "description": _description(chance),
        "acheteur_nom": buyer.name,
        "acheteur_siren": buyer.siren,
        "acheteur_siret": f"{buyer.siren}00019",
        "acheteur_code_commune": buyer.place.code,
        "acheteur_ville": buyer.place.name,
        "type_marche": [_weighed(chance, _MARKETS)],
        "procedure": _weighed(chance, _PROCEDURES),
        "cpv": code,
        "date_publication": day.isoformat(),
        "date_limite_reponse": deadline.isoformat() if kind == "consultation" else None,
        "nb_lots": chance.randrange(1, 12) if chance.random() < 0.4 else None,
        "montant_estime": amount,
        "devise": "EUR" if amount else None,
        "lieu_libelle": place.name,
        "code_commune": place.code,
        "code_departement": [place.departement],
        "code_region": [place.region],
        "latlon": place.latlon or None,
        "lieu_precision": "commune",
        "lieu_source": "execution",
        "departements_publication": [place.departement],
        "criteres": [{"libelle": "Prix", "poids": "60 %"}, {"libelle": "Valeur technique", "poids": "40 %"}],
        "url": f"https://{source}.example/avis/{key}",
    }


def _work(chance: random.Random) -> str:
    return f"{chance.choice(_WORKS)} {chance.choice(_THINGS)}"


def _description(chance: random.Random) -> str:
    return ". ".join(_label(_some(chance, codes())) for _ in range(chance.randrange(3, 9))) + "."


def _label(code: str) -> str:
    return cpv.label(code) or code


def _some(chance: random.Random, items: Sequence[_Item]) -> _Item:
    """One of them, the first ones much more often."""
    return items[int(len(items) * chance.random() ** 3)]


def _weighed(chance: random.Random, shares: Sequence[tuple[str, int]]) -> str:
    return chance.choices([name for name, _ in shares], [weight for _, weight in shares])[0]


@cache
def places() -> Sequence[tables.Commune]:
    """The communes, the most populous first."""
    return sorted(tables.communes().values(), key=lambda each: -int(each.population or 0))


@cache
def codes() -> Sequence[str]:
    """The CPV codes in an order of their own: the frequent ones are of all divisions."""
    found = list(cpv.all_codes())
    random.Random(5).shuffle(found)  # noqa: S311 - composed data
    return found


@cache
def buyers() -> Sequence[Buyer]:
    """Invented buyers, the busiest first."""
    chance = random.Random(7)  # noqa: S311 - composed data
    return [_buyer(chance, number) for number in range(_BUYERS)]


def _buyer(chance: random.Random, number: int) -> Buyer:
    place = _some(chance, places())
    body = f"{20_000_000 + number}"
    return Buyer(f"{chance.choice(_KINDS)} {place.name}", body + _check_digit(body), place)


def _check_digit(body: str) -> str:
    """The last figure of a SIREN (Luhn)."""
    doubled = [int(figure) * (2 if at % 2 else 1) for at, figure in enumerate(body)]
    return str(-sum(each - 9 if each > 9 else each for each in doubled) % 10)
