"""What is missing at a source, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from workers.gaps import Gap, Gaps
from workers.numbers import Skipped


def told(gaps: Gaps) -> Iterator[str]:
    """One line for each gap."""
    yield from map(_day, gaps.days)
    yield from map(_numbers, gaps.numbers)


def as_json(gaps: Gaps) -> list[dict[str, Any]]:
    """``code`` (no-notice, few-notices, skipped-number) and the figures of each gap."""
    days = [{"code": gap.code, **asdict(gap), "day": gap.day.isoformat()} for gap in gaps.days]
    numbers = [
        {"code": "skipped-number", **asdict(each), "day": each.day.isoformat()} for each in gaps.numbers
    ]
    return [*days, *numbers]


def _day(gap: Gap) -> str:
    found = f"{gap.found} document{'s' * (gap.found > 1)} seulement" if gap.found else "aucun document"
    return f"{found} le {gap.day:%d/%m/%Y} ; minimum attendu : {gap.least}"


def _numbers(each: Skipped) -> str:
    if each.first == each.last:
        return f"n° {each.first} manquant ({each.series}), avant celui du {each.day:%d/%m/%Y}"
    span = f"n° {each.first} à {each.last}"
    few = "" if each.count == each.last - each.first + 1 else f" ({each.count} d'entre eux)"
    return f"{span} manquants{few} ({each.series}), avant celui du {each.day:%d/%m/%Y}"
