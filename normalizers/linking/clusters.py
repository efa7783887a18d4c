"""Threads out of links: the best link first, and none that would join what cannot be one procurement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from normalizers.linking.facts import Facts, Kind

_RESULTS = (Kind.AWARD, Kind.CONTRACT)


@dataclass(frozen=True, slots=True)
class Bond:
    """A link of two members; ``declared`` where a document states it, so that likeness does not judge it."""

    one: int
    other: int
    score: float
    declared: bool = False


_NOTHING: frozenset[Any] = frozenset()


@dataclass(slots=True)
class _Thread:
    """What a thread under way holds; numbers are sets of which each must have all of the other's."""

    members: list[int]
    sirens: frozenset[str]
    calls: frozenset[str]
    divided: bool
    years: frozenset[frozenset[str]]
    numbers: frozenset[frozenset[str]]
    lots: frozenset[frozenset[str]]


def threads(
    facts: Mapping[int, Facts] | Sequence[Facts],
    bonds: Iterable[Bond],
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """The threads, each its members in order; a pure function of bonds, whatever order they come in.

    Refused are: a pair that a person set apart; two calls of one source, unless one names the other (the
    direct bond itself); and, for bonds of likeness, two SIREN, or years, numbers or lots that contradict
    each other. Lots of one divided call are one procurement.
    """
    numbers = range(len(facts)) if isinstance(facts, Sequence) else facts
    bonds = list(bonds)
    bound = {end for bond in bonds for end in (bond.one, bond.other)}
    roots = {each: each for each in bound}
    found = {each: _alone(each, facts[each]) for each in bound}
    cut: dict[int, set[int]] = {}
    for one, other in apart:
        cut.setdefault(one, set()).add(other)
        cut.setdefault(other, set()).add(one)
    for bond in sorted(bonds, key=lambda each: (not each.declared, -each.score, each.one, each.other)):
        left, right = _root(roots, bond.one), _root(roots, bond.other)
        if left == right or _forbidden(found[left], found[right], cut, bond):
            continue
        if len(found[left].members) < len(found[right].members):
            left, right = right, left
        _join(found[left], found.pop(right))
        roots[right] = left
    alone = [[each] for each in numbers if each not in bound]
    return sorted([*alone, *(sorted(each.members) for each in found.values())])


def _alone(number: int, facts: Facts) -> _Thread:
    title = facts.title
    return _Thread(
        [number],
        frozenset((facts.siren,)) if facts.siren else _NOTHING,
        frozenset((facts.source,)) if facts.kind is Kind.CALL else _NOTHING,
        facts.kind not in _RESULTS and (facts.lots or 0) > 1 and not title.lots,
        frozenset((title.years,)) if title.years else _NOTHING,
        frozenset((title.numbers,)) if title.numbers else _NOTHING,
        frozenset((title.lots,)) if title.lots else _NOTHING,
    )


def _root(roots: dict[int, int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _forbidden(one: _Thread, other: _Thread, cut: Mapping[int, set[int]], bond: Bond) -> bool:
    if cut and any(each in cut and not cut[each].isdisjoint(other.members) for each in one.members):
        return True
    if bond.declared:
        alone = len(one.members) == len(other.members) == 1
        return not alone and not one.calls.isdisjoint(other.calls)
    return (
        not one.calls.isdisjoint(other.calls)
        or (bool(one.sirens and other.sirens) and one.sirens.isdisjoint(other.sirens))
        or _contradict(one.years, other.years)
        or _contradict(one.numbers, other.numbers)
        or (_contradict(one.lots, other.lots) and not (one.divided or other.divided))
    )


def _contradict(one: frozenset[frozenset[str]], other: frozenset[frozenset[str]]) -> bool:
    if not one or not other or one == other:
        return False
    return any(not (left <= right or right <= left) for left in one for right in other)


def _join(kept: _Thread, gone: _Thread) -> None:
    kept.members += gone.members
    kept.sirens |= gone.sirens
    kept.calls |= gone.calls
    kept.divided = kept.divided or gone.divided
    kept.years |= gone.years
    kept.numbers |= gone.numbers
    kept.lots |= gone.lots
