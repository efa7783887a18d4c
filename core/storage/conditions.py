"""What rows may be asked to fulfil."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Test(StrEnum):
    """How a column is compared; a list column is compared by its elements.

    LIKE takes folded words, with ``%`` between those that need not be neighbours.
    """

    __test__ = False  # not a test case, for pytest

    EQUALS = "eq"
    DIFFERS = "ne"
    AMONG = "in"
    LESS = "lt"
    AT_MOST = "le"
    MORE = "gt"
    AT_LEAST = "ge"
    STARTS = "starts"
    LIKE = "like"
    UNKNOWN = "unknown"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition; ``value`` is a native of the column's kind (a sequence of them for AMONG)."""

    column: str
    test: Test
    value: Any = None


@dataclass(frozen=True, slots=True)
class Words:
    """The row has words that begin so in its search columns, without regard to case and accents."""

    text: str


@dataclass(frozen=True, slots=True)
class Either:
    """The row fulfils one of these; none of them is fulfilled by no row."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class All:
    """The row fulfils each of these."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Neither:
    """The row fulfils none of these; what is unknown is not fulfilled."""

    conditions: tuple[Condition, ...]


Condition = Filter | Words | Either | All | Neither
