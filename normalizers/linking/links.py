"""The links of notices: those that documents declare, and those that their likeness tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from normalizers.linking.columns import Columns, Ints, columns_of
from normalizers.linking.facts import Facts
from normalizers.linking.pairs import candidates
from normalizers.linking.scoring import GREY, SURE, likeness, weigh

NAMED, PROCEDURE, ALIKE = "annonce_liee", "numero_procedure", "ressemblance"
"""Rules: a notice names another or both name a third; both have the procedure's number; both are alike."""
DECLARED = {NAMED: 1.0, PROCEDURE: 0.99}
"""The score of a link that a document states."""
SAME_BUYER = 75.0
"""A number of a procedure joins buyers whose names are less alike than this never: it is a stand-in."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of two rows by their numbers, the smaller first; the score is from 0 to 1.

    ``reasons`` are the evidence in nats, the weightiest first: ``("objet", 4.1)``; of a declared link, the
    name that both share.
    """

    one: int
    other: int
    score: float
    rule: str
    reasons: tuple[tuple[str, float], ...] = ()
    shared: str = ""

    @property
    def declared(self) -> bool:
        """Whether a document states it."""
        return self.rule != ALIKE


def linked(facts: Sequence[Facts]) -> list[Link]:
    """All links among notices."""
    left, right = candidates(facts)
    return [*declared(facts), *alike(columns_of(facts), left, right)]


def declared(facts: Sequence[Facts]) -> list[Link]:
    """The links that share a name or a number; a name that no row bears joins those that give it.

    A row is linked to the one that bears the name, else to the first that gives it: as many links as rows.
    """
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(facts):
        for name in names_of(one):
            sharing[name].append(number)
    bearers = {one.record: number for number, one in enumerate(facts)}
    found: dict[tuple[int, int], Link] = {}
    for shared, numbers in sorted(each for each in sharing.items() if len(each[1]) > 1):
        first = bearers.get(shared[1], numbers[0])
        for other in numbers:
            pair = (min(first, other), max(first, other))
            if first != other and pair not in found and joins(shared, facts[first], facts[other]):
                found[pair] = Link(*pair, DECLARED[shared[0]], shared[0], shared=shared[1])
    return list(found.values())


def names_of(facts: Facts) -> list[tuple[str, str]]:
    """What declares links, each with its rule."""
    names = [(NAMED, name) for name in facts.names]
    return [*names, (PROCEDURE, facts.procedure)] if facts.procedure else names


def joins(shared: tuple[str, str], one: Facts, other: Facts) -> bool:
    """Whether a shared name joins two rows: the number of a procedure not those of two buyers.

    Such a number may be a stand-in that a converter puts in every notice.
    """
    if shared[0] != PROCEDURE:
        return True
    if one.siren and other.siren:
        return one.siren == other.siren
    return not (one.buyer and other.buyer) or fuzz.token_set_ratio(one.buyer, other.buyer) >= SAME_BUYER


def alike(columns: Columns, left: Ints, right: Ints, at_least: float = SURE) -> list[Link]:
    """The links among pairs whose evidence is sure enough."""
    shared = likeness(columns, left, right)
    near = shared >= GREY
    left, right = left[near], right[near]
    evidence = weigh(columns, left, right, shared[near])
    total = evidence.total
    chosen = np.flatnonzero(total >= at_least)
    scores = (1 / (1 + np.exp(-total[chosen]))).round(4).tolist()
    nats = np.stack([values[chosen] for values in evidence.parts.values()], axis=1).round(2).tolist()
    names = tuple(evidence.parts)
    ends = zip(left[chosen].tolist(), right[chosen].tolist(), strict=True)
    return [
        Link(one, other, score, ALIKE, _reasons(names, told))
        for (one, other), score, told in zip(ends, scores, nats, strict=True)
    ]


def _reasons(names: Sequence[str], nats: Sequence[float]) -> tuple[tuple[str, float], ...]:
    told = [each for each in zip(names, nats, strict=True) if each[1]]
    return tuple(sorted(told, key=lambda each: -abs(each[1])))
