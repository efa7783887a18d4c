"""Notices and watches that are drawn: texts of two kilobytes about a CPV code, and saved searches.

One to three groups of words or two-word phrases, one in five with an exclusion, six in ten with
CPV prefixes, seven with départements, four with a type of notice, nine in twenty with bounds of the amount.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.model.dataset import Dataset
from core.model.watch import Range, Watch
from normalizers.codes import cpv
from normalizers.codes.cpv import all_codes
from normalizers.datasets import dataset
from normalizers.datasets.avis_marches import TYPES_AVIS
from normalizers.geo import tables

DATASET: Dataset = dataset("avis-marches")
LENGTH = 2_000
"""Characters of a notice."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_SMALL = (
    "de",
    "la",
    "des",
    "les",
    "du",
    "et",
    "en",
    "pour",
    "avec",
    "sur",
    "dans",
    "par",
    "aux",
    "une",
    "au",
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of the labels of the CPV, and how often each is drawn: by Zipf's law of its rank."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    def draw(self, dice: random.Random, count: int) -> list[str]:
        """Words as a notice has them."""
        return dice.choices(self.words, cum_weights=self.weights, k=count)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words by falling frequency in the labels."""
    counts: dict[str, int] = {}
    for code in all_codes():
        for word in _WORD.findall((cpv.label(code) or "").lower()):
            counts[word] = counts.get(word, 0) + 1
    words = sorted(counts, key=lambda word: (-counts[word], word))
    total, weights = 0.0, []
    for rank in range(len(words)):
        total += 1 / (rank + 60)
        weights.append(total)
    return Vocabulary(tuple(words), tuple(weights))


def notices(count: int, seed: int) -> list[dict[str, Any]]:
    """Rows of avis-marches."""
    dice = random.Random(seed)  # noqa: S311  # a benchmark, no secret
    codes, places = all_codes(), sorted(tables.departements())
    return [_notice(dice, codes, places, number) for number in range(count)]


def _notice(dice: random.Random, codes: Sequence[str], places: Sequence[str], number: int) -> dict[str, Any]:
    code = dice.choice(codes)
    label = cpv.label(code) or ""
    own = _WORD.findall(label.lower()) or ["travaux"]
    text: list[str] = []
    length = 0
    while length < LENGTH:
        kind = dice.random()
        word = (
            dice.choice(_SMALL)
            if kind < 0.35
            else dice.choice(own)
            if kind < 0.45
            else vocabulary().draw(dice, 1)[0]
        )
        text.append(word)
        length += len(word) + 1
    return {
        "id": f"essai:26-{number}",
        "objet": label,
        "description": " ".join(text),
        "cpv": code,
        "code_departement": [dice.choice(places)],
        "type_avis": dice.choices(TYPES_AVIS, weights=[2, 60, 8, 2, 20, 2, 2, 2, 1, 1])[0],
        "montant_estime": round(dice.lognormvariate(11.5, 1.6), 2) if dice.random() < 0.6 else None,
    }


def watches(count: int, seed: int) -> list[Watch]:
    """Saved searches."""
    dice = random.Random(seed)  # noqa: S311  # a benchmark, no secret
    codes, places = all_codes(), sorted(tables.departements())
    return [_watch(dice, codes, places, number) for number in range(count)]


def _watch(dice: random.Random, codes: Sequence[str], places: Sequence[str], number: int) -> Watch:
    accept: dict[str, tuple[str, ...]] = {}
    if dice.random() < 0.6:
        accept["cpv"] = tuple(
            dice.choice(codes)[: dice.choice((2, 2, 2, 3, 4))] for _ in range(_few(dice, 4))
        )
    if dice.random() < 0.7:
        accept["code_departement"] = tuple(dice.sample(places, dice.choice((1, 2, 4, 8, 13, 13))))
    if dice.random() < 0.4:
        accept["type_avis"] = tuple(dice.sample(TYPES_AVIS[1:5], _few(dice, 2)))
    low = dice.choice((0, 25_000, 40_000, 90_000, 221_000))
    ranges = {"montant_estime": Range(low, low * 40 or None)} if dice.random() < 0.45 else {}
    groups = [_group(dice) for _ in range(_few(dice, 3))]
    words = " ".join(groups) + (f" NON {vocabulary().draw(dice, 1)[0]}" if dice.random() < 0.2 else "")
    return Watch(f"w{number}", f"Veille {number}", (DATASET.name,), words, accept, ranges=ranges)


def _group(dice: random.Random) -> str:
    return " OU ".join(_atom(dice) for _ in range(_few(dice, 4)))


def _atom(dice: random.Random) -> str:
    words = dice.choices(vocabulary().words[60:6000], k=2)
    return f'"{words[0]} {words[1]}"' if dice.random() < 0.1 else words[0]


def _few(dice: random.Random, most: int) -> int:
    return dice.randint(1, most)
