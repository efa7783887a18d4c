"""Conditions on columns, as people write them: ``code_departement=35,22``, ``montant_estime>=90000``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.errors import InputError
from core.model.watch import Range
from workers.matching.measures import least, most

_CONDITION = re.compile(r"\s*(?P<column>\w+)\s*(?P<sign>>=|<=|=)\s*(?P<value>.*\S)\s*")
_FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Conditions:
    """The values one of which each column must have, and the bounds it must be between."""

    accept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are asked for."""
        return frozenset((*self.accept, *self.ranges))


def parse_conditions(texts: Iterable[str]) -> Conditions:
    """The conditions that texts say, all of which must hold; bounds of one column make one range.

    Raises:
        InputError: a text that is no condition, or a bound that is no figure and no ISO day.
    """
    accept: dict[str, tuple[str, ...]] = {}
    ranges: dict[str, Range] = {}
    for text in texts:
        found = _CONDITION.fullmatch(text)
        if found is None:
            raise InputError(
                f"{text!r} is no condition", hint="Write code_departement=35,22 or montant_estime>=90000."
            )
        column, value = found["column"], found["value"]
        if found["sign"] == "=":
            accept[column] = tuple(each.strip() for each in value.split(","))
        else:
            ranges[column] = _narrowed(ranges.get(column, Range()), found["sign"], value)
    return Conditions(accept, ranges)


def _narrowed(known: Range, sign: str, value: str) -> Range:
    bound = float(value.replace(",", ".")) if _FIGURE.fullmatch(value) else value
    made = Range(bound, known.high) if sign == ">=" else Range(known.low, bound)
    least(made), most(made)
    return made
