"""What is missing at a source, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from workers.cited import Unlisted
from workers.gaps import Gap, Gaps
from workers.numbers import Skipped


def told(gaps: Gaps) -> Iterator[str]:
    """One line for each gap."""
    yield from map(_day, gaps.days)
    yield from map(_numbers, gaps.numbers)
    yield from map(_cited, gaps.cited)


def as_json(gaps: Gaps) -> list[dict[str, Any]]:
    """``code`` (no-notice, few-notices, skipped-number, cited-never-listed) and the figures of each gap."""
    days = [{"code": gap.code, **asdict(gap), "day": gap.day.isoformat()} for gap in gaps.days]
    numbers = [
        {"code": "skipped-number", **asdict(each), "day": each.day.isoformat()} for each in gaps.numbers
    ]
    cited = [
        {"code": "cited-never-listed", **asdict(each), "day": each.day.isoformat()} for each in gaps.cited
    ]
    return [*days, *numbers, *cited]


def _day(gap: Gap) -> str:
    found = f"{gap.found} document{'s' * (gap.found > 1)} seulement" if gap.found else "aucun document"
    return f"{found} le {gap.day:%d/%m/%Y} ; minimum attendu : {gap.least}"


def _cited(each: Unlisted) -> str:
    return f"avis {each.number} nommé par un avis du {each.day:%d/%m/%Y} et jamais listé"


def _numbers(each: Skipped) -> str:
    if each.first == each.last:
        return f"n° {each.first} manquant ({each.series}), avant celui du {each.day:%d/%m/%Y}"
    span = f"n° {each.first} à {each.last}"
    few = "" if each.count == each.last - each.first + 1 else f" ({each.count} d'entre eux)"
    return f"{span} manquants{few} ({each.series}), avant celui du {each.day:%d/%m/%Y}"
