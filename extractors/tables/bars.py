"""Bars: level rules one by one, as hints for tables without a full set of rules."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.tables.rules import Rules


@dataclass(frozen=True, slots=True)
class Bar:
    """A level rule: y, and from x0 to x1, in points."""

    y: float
    x0: float
    x1: float


def bars_of(rules: Rules) -> list[Bar]:
    """Level rules one by one."""
    return [
        Bar(*sides) for sides in zip(rules.at.tolist(), rules.start.tolist(), rules.end.tolist(), strict=True)
    ]
