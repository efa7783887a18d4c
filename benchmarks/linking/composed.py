"""Composes notices of invented procurements, with what makes them hard to tell apart.

Some 2.35 records a procurement, as four sources give them: the call at the BOAMP, its twin at TED, the page
of PLACE, rectificatifs, awards, the contract in the DECP. Titles are abbreviated, truncated, mistyped, in
capitals, with or without a reference; buyers have several spellings and often no SIREN; CPV, dates and
amounts are missing or differ. Hard negatives: each lot a call of its own, the same need a year later, the
same work at another school of the same buyer, the same words at another buyer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from stdnum.fr.siren import is_valid

_WORKS = {
    "réfection de la toiture": "45261000",
    "mise en accessibilité": "45453100",
    "rénovation énergétique": "45321000",
    "remplacement des menuiseries extérieures": "45421000",
    "extension et restructuration": "45210000",
    "démolition et désamiantage": "45110000",
    "maîtrise d'œuvre pour la reconstruction": "71200000",
    "nettoyage des locaux": "90911200",
    "maintenance des ascenseurs": "50750000",
    "maintenance des systèmes de sécurité incendie": "50413200",
    "exploitation et maintenance des installations de chauffage": "50720000",
    "contrôles techniques périodiques": "71630000",
    "gardiennage et surveillance": "79713000",
    "aménagement des abords": "45112500",
    "travaux de peinture": "45442100",
    "réfection des sols souples": "45432100",
    "mission de contrôle technique": "71356100",
    "fourniture de mobilier": "39100000",
    "installation de bornes de recharge": "31158000",
    "entretien des espaces verts": "77310000",
    "restauration collective": "55523000",
    "fourniture de denrées alimentaires": "15000000",
    "location de bâtiments modulaires": "44211100",
    "acquisition de matériel informatique": "30200000",
    "services d'assurances": "66510000",
    "transport d'élèves": "60130000",
    "études géotechniques": "71332000",
    "réaménagement du parvis": "45233200",
}
_THINGS = (
    "l'école", "du collège", "du lycée", "du gymnase", "de la médiathèque", "de la crèche", "du stade",
    "de la piscine", "du groupe scolaire", "de la salle des fêtes", "du centre technique", "du musée",
)  # fmt: skip
_FIRST = (
    "Jean", "Marie", "Paul", "Anne", "Louis", "Claire", "Henri", "Jeanne", "Victor", "Lucie", "Émile",
    "Rosa", "Jules", "Simone", "Albert",
)  # fmt: skip
_HEAD = (
    "Mor", "Cha", "Ber", "Lan", "Gou", "Vil", "Per", "Ros", "Tre", "Mal", "Dou", "Ker", "Fon", "Bel",
    "Sau", "Gra", "Cor", "Val",
)  # fmt: skip
_TAIL = (
    "teau", "bert", "nac", "vier", "mont", "lec", "ville", "rieux", "court", "gny", "zac", "loup",
    "delle", "fort", "nay", "cerf", "din", "tin",
)  # fmt: skip
_NEEDS = ("", "", "", ", accord-cadre à bons de commande", " - relance", " (procédure adaptée)", ", 4 lots")
_LOTS = (
    "gros œuvre", "charpente couverture", "électricité", "plomberie chauffage ventilation", "peinture",
    "menuiserie", "voirie et réseaux divers", "cloisons doublages", "carrelage", "espaces verts",
)  # fmt: skip
_KINDS = (
    (("Commune de {}", "Ville de {}", "Mairie de {}", "COMMUNE DE {}", "{}"), 0.55),
    (("Communauté de communes de {}", "CC {}", "Communauté de Communes {}"), 0.2),
    (("Centre hospitalier de {}", "CH {}", "Ctre Hosp {}"), 0.15),
    (("Syndicat mixte de {}", "SM {}", "Syndicat Mixte {}"), 0.1),
)
_SHORT = {
    "réfection": "réf.", "fourniture": "fourn.", "maintenance": "maint.", "travaux": "trx",
    "installations": "install.", "groupe scolaire": "GS", "exploitation": "exploit.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Composed:
    """A row as published, and the number of the procurement it is of, that no reader is shown."""

    row: dict[str, Any]
    procurement: int

    @property
    def dataset(self) -> str:
        """Contracts are of one dataset, notices of another."""
        return "marches-conclus" if self.row["source"] == "decp" else "avis-marches"


@dataclass(slots=True)
class _Buyer:
    names: tuple[str, ...]
    siren: str
    place: str


@dataclass(slots=True)
class _Procurement:
    number: int
    buyer: _Buyer
    title: str
    cpv: str
    call: date
    amount: float
    reference: str
    lots: int | None
    serial: Iterator[int] = field(repr=False)


def compose(records: int, seed: int = 20260301) -> list[Composed]:
    """So many records, shuffled; the same seed gives the same."""
    chance = random.Random(seed)  # noqa: S311 - invented data, no secret
    buyers = [_buyer(chance) for _ in range(max(records // 40, 20))]
    weights = [1 / (rank + 8) ** 0.8 for rank in range(len(buyers))]
    serial = iter(range(10_000, 10_000_000))
    found: list[Composed] = []
    number = 0
    while len(found) < records:
        (buyer,) = chance.choices(buyers, weights)
        for title, cpv, call in _needs(chance, buyers):
            one = _Procurement(
                number,
                buyer,
                title,
                cpv,
                call,
                round(chance.lognormvariate(12, 1.2), 2),
                f"{call.year}{chance.choice('MSF')}{chance.randrange(1, 400):04}",
                chance.choice((None, None, 1, 1, 4, 6)),
                serial,
            )
            found += _records(chance, one)
            number += 1
    chance.shuffle(found)
    return found[:records]


def _buyer(chance: random.Random) -> _Buyer:
    (forms,) = chance.choices([each for each, _ in _KINDS], [share for _, share in _KINDS])
    town = _name(chance) + (f"-sur-{_name(chance)}" if chance.random() < 0.3 else "")
    siren = f"{chance.randrange(10**8):08}"
    siren = "2" + siren[1:]
    siren += next(str(key) for key in range(10) if is_valid(siren + str(key)))
    return _Buyer(tuple(form.format(town) for form in forms), siren, f"{chance.randrange(1, 96):02}")


def _name(chance: random.Random) -> str:
    return chance.choice(_HEAD) + chance.choice(("", "", "i", "o", "an")) + chance.choice(_TAIL)


def _needs(chance: random.Random, buyers: list[_Buyer]) -> list[tuple[str, str, date]]:
    """One procurement, or a family of them that are alike and different."""
    work, cpv = chance.choice(list(_WORKS.items()))
    where = f"{chance.choice(_THINGS)} {chance.choice(_FIRST)} {_name(chance)}"
    title = f"{work} {where}{chance.choice(_NEEDS)}"
    call = date(2021, 1, 4) + timedelta(days=chance.randrange(1500))
    luck = chance.random()
    if luck < 0.12:
        lots = chance.sample(_LOTS, chance.randrange(2, 5))
        return [(f"{title} - lot n° {each} : {lot}", cpv, call) for each, lot in enumerate(lots, 1)]
    if luck < 0.24:
        return [
            (f"{title} {call.year + each}", cpv, _later(call, each)) for each in range(chance.randrange(2, 4))
        ]
    if luck < 0.32:
        others = [
            f"{work} {chance.choice(_THINGS)} {chance.choice(_FIRST)} {_name(chance)}" for _ in range(2)
        ]
        return [(each, cpv, call + timedelta(days=chance.randrange(60))) for each in (title, *others)]
    if luck < 0.4:
        return [(work, cpv, call)]
    return [(title, cpv, call)]


def _later(day: date, years: int) -> date:
    return day + timedelta(days=365 * years)


def _records(chance: random.Random, one: _Procurement) -> Iterator[Composed]:
    sources = [
        name for name, share in (("boamp", 0.85), ("ted", 0.4), ("place", 0.22)) if chance.random() < share
    ]
    for source in sources:
        yield _record(chance, one, source, "consultation", one.call + timedelta(days=chance.randrange(4)))
    if sources and chance.random() < 0.15:
        yield _record(
            chance, one, sources[0], "rectificatif", one.call + timedelta(days=chance.randrange(5, 25))
        )
    award = one.call + timedelta(days=chance.randrange(60, 260))
    for source, share in (("boamp", 0.3), ("ted", 0.2)):
        if source in sources and chance.random() < share:
            yield _record(chance, one, source, "attribution", award + timedelta(days=chance.randrange(20)))
    if chance.random() < 0.35 or not sources:
        yield _record(chance, one, "decp", "", award)


def _record(chance: random.Random, one: _Procurement, source: str, kind: str, day: date) -> Composed:
    siren = one.buyer.siren if source == "decp" or chance.random() < 0.35 else None
    row: dict[str, Any] = {
        "id": f"{source}:{next(one.serial)}",
        "source": source,
        "objet": _retitled(chance, one),
        "acheteur_nom": chance.choice(one.buyer.names),
        "acheteur_siret": siren and siren + "00011",
        "cpv": _cpv(chance, one.cpv),
    }
    if source == "decp":
        row |= {"date_notification": day, "code_departement": [one.buyer.place]}
        row["montant_ht"] = one.amount if chance.random() < 0.8 else None
        return Composed(row, one.number)
    row |= {"type_avis": kind, "date_publication": day}
    row["departements_publication"] = [one.buyer.place] if chance.random() < 0.97 else None
    if kind == "consultation":
        row["date_limite_reponse"] = one.call + timedelta(days=35) if chance.random() < 0.85 else None
        row["nb_lots"] = one.lots
        row["montant_estime"] = (
            round(one.amount * chance.uniform(0.8, 1.2)) if chance.random() < 0.25 else None
        )
    if kind == "attribution":
        row["montant_attribue"] = (
            one.amount * chance.choice((1, 1, 1, 1.2)) if chance.random() < 0.7 else None
        )
    return Composed(row, one.number)


def _cpv(chance: random.Random, cpv: str) -> str | None:
    luck = chance.random()
    if luck < 0.12:
        return None
    return (
        cpv if luck < 0.85 else f"{cpv[:3]}00000" if luck < 0.95 else f"{cpv[:2]}{chance.randrange(10**6):06}"
    )


def _retitled(chance: random.Random, one: _Procurement) -> str:
    title = one.title
    if chance.random() < 0.15:
        for long, short in _SHORT.items():
            title = title.replace(long, short)
    if chance.random() < 0.15:
        title = f"{one.reference} - {title}"
    if chance.random() < 0.12:
        title = f"{chance.choice(('Marché de', 'Marché public relatif à', 'Accord-cadre pour'))} {title}"
    if chance.random() < 0.1:
        title = f"{title} - {one.buyer.names[0]}"
    if chance.random() < 0.12:
        title = _mistyped(chance, title)
    if chance.random() < 0.05 and "lot" not in title:
        title = title[: max(int(len(title) * 0.75), 25)]
    return title.upper() if chance.random() < 0.2 else title[0].upper() + title[1:]


def _mistyped(chance: random.Random, title: str) -> str:
    place = chance.randrange(1, len(title) - 1)
    if not (title[place].isalpha() and title[place + 1].isalpha()):
        return title
    if chance.random() < 0.5:
        return title[:place] + title[place + 1 :]
    return title[:place] + title[place + 1] + title[place] + title[place + 2 :]
