"""Queries of every kind of condition and notices that answer some of them, drawn."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.matching import load
from core.model.watch import Range, Watch
from normalizers.geo import tables

AT = datetime(2026, 3, 12, 9, tzinfo=UTC)
_PLACES = ("35238", "35047", "44003", "44160", "75056", "75108", "69123", "2A004", "97411", "49244", "35288")
"""Among them communes that merged, parts of communes and arrondissements."""
_BUYERS = (
    ("Commune d'Ormeval", "213502388"),
    ("Ville de Clairbourg", "217500016"),
    ("SDIS des Landiers", "284400017"),
)
_PHRASE = '"syndicat du vallon"'
_WORDS = ("travaux", "équipement", "service", "construction", "matériel", "entretien")


def notices(count: int, seed: int) -> list[dict[str, Any]]:
    dice = random.Random(seed)  # noqa: S311
    return [{**row, **_more(dice)} for row in load.notices(count, seed)]


def _more(dice: random.Random) -> dict[str, Any]:
    name, siren = dice.choice(_BUYERS)
    code = dice.choice((None, *_PLACES))
    entry = tables.communes().get(code or "")
    return {
        "source": dice.choice(("boamp", "ted")),
        "acheteur_nom": name,
        "acheteur_siren": dice.choice((siren, None)),
        "acheteurs": dice.choice((None, [{"nom": "Syndicat du Vallon", "siret": "25350001900012"}])),
        "code_commune": code,
        "communes": dice.choice((None, dice.sample(_PLACES, 2))),
        "latlon": entry.latlon if entry and dice.random() < 0.7 else None,
        "cpv_secondaires": dice.choice((None, ["45214210", "71300000"])),
        "code_region": dice.choice((None, ["53"], ["11"])),
        "date_publication": f"2026-03-{dice.randint(1, 28):02}",
        "date_limite_reponse": dice.choice(
            (None, "2026-03-31", (AT + timedelta(hours=dice.randint(-300, 900))).isoformat())
        ),
        "confiance": dice.choice((None, 0.5, 0.97)),
        "statut": dice.choice(("publie", "a_verifier", "corrige")),
        "champs_corriges": dice.choice((None, ["objet"])),
    }


def watches(count: int, seed: int) -> list[Watch]:
    dice = random.Random(seed)  # noqa: S311
    return [_watch(dice, number) for number in range(count)]


def _watch(dice: random.Random, number: int) -> Watch:
    parts = [_part(dice) for _ in range(dice.randint(1, 4))]
    datasets = dice.choice((("avis-marches",), ("avis-marches", "lots-marches"), ("lots-marches",)))
    typed = datasets[0] == "avis-marches" and dice.random() < 0.2
    accept = {"type_avis": ("consultation", "attribution")} if typed else {}
    ranges = {"montant_estime": Range(1000.0, None)} if dice.random() < 0.2 else {}
    return Watch(f"q{number}", f"q{number}", datasets, " ".join(parts), accept, ranges=ranges)


def _part(dice: random.Random) -> str:
    shape = dice.random()
    if shape < 0.15:
        return f"NON {_term(dice)}"
    if shape < 0.3:
        return " OU ".join(_term(dice) for _ in range(dice.randint(2, 4)))
    if shape < 0.4:
        return f"(({_term(dice)} {_term(dice)}) OU {_term(dice)})"
    return _bound(dice) if shape < 0.6 else _term(dice)


def _term(dice: random.Random) -> str:
    return dice.choice(
        (
            dice.choice(_WORDS),
            f'"{dice.choice(load.vocabulary().words[:60])} de"',
            f"cpv:{dice.choice(('45', '452', '33,34', '71300000-1', '45214210'))}",
            f"commune:{dice.choice(_PLACES)}",
            f"epci:{tables.communes()[dice.choice(('35238', '44003'))].epci}",
            f"departement:{dice.choice(('35', '44,49', '2A', '75'))}",
            f"region:{dice.choice(('Bretagne', '11,52'))}",
            f"pres:{dice.choice(_PLACES[:4])}/{dice.choice((5, 30, 120, 300))}km",
            f"pres:{dice.uniform(43, 50):.3f},{dice.uniform(-3, 6):.3f}/{dice.randint(10, 300)}km",
            f"acheteur:{dice.choice(('213502388', 'ville', 'ormeval', _PHRASE))}",
            f"type:{dice.choice(('consultation', 'attribution,rectificatif'))}",
            f"source:{dice.choice(('boamp', 'ted'))}",
            f"statut:{dice.choice(('publie', 'corrige'))}",
            "relu:oui",
            "jeu:avis-marches",
            f"objet:{dice.choice(_WORDS)}",
        )
    )


def _bound(dice: random.Random) -> str:
    return dice.choice(
        (
            f"montant>={dice.choice(('40k', '90000', '1,5M'))}",
            "montant:25000..500000",
            f"publication>=2026-03-{dice.randint(1, 28):02}",
            f"limite:{dice.choice((5, 15, 30))}j",
            "limite>=10j",
            "limite<=31/03/2026",
            f"confiance>={dice.choice((0.3, 0.9))}",
        )
    )
