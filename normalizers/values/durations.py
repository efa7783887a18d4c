"""Durations of contracts, in months."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

from normalizers.values.blank import is_blank
from normalizers.values.days import find_dates
from normalizers.values.folding import fold
from normalizers.values.numbers import parse_words
from normalizers.values.result import Result, unknown

UNREADABLE = "duree_illisible"
ROUNDED = "duree_arrondie"
SEVERAL = "durees_multiples"
RENEWABLE = "duree_reconductible"
NO_UNIT = "duree_unite_absente"
IMPLAUSIBLE = "duree_invraisemblable"

DAYS_A_MONTH = 365.25 / 12
LONGEST = 1200
"""A contract of more than a century is a typing error (concessions of 99 years exist)."""

_UNITS = {
    "an": "year", "ans": "year", "annee": "year", "annees": "year", "annuel": "year", "year": "year",
    "years": "year", "mois": "month", "month": "month", "months": "month",
    "semestre": "half", "semestres": "half",
    "trimestre": "quarter", "trimestres": "quarter", "semaine": "week", "semaines": "week", "week": "week",
    "weeks": "week", "jour": "day", "jours": "day", "day": "day", "days": "day", "j": "day", "m": "month",
}  # fmt: skip
_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_DAYS = {"week": 7, "day": 1}

_UNIT = "|".join(sorted((unit for unit in _UNITS if len(unit) > 1), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)?|[a-z]+(?:[ -](?:et[ -])?[a-z]+){{0,2}}?)\s?"
    rf"(?:\(\s?(?:\d+|[a-z -]+)\s?\)\s?)?(?P<unit>{_UNIT})\b"
)
_RENEWABLE = re.compile(r"reconduc|renouvel|prolong")
_JOIN = re.compile(r"^[\s,]*(?:et\s)?$")

_RANGE = re.compile(
    rf"(?:(?<![\d/.])\d{{1,3}}\s?(?:a|ou|-)\s?|\bentre\s\d{{1,3}}\set\s)\d{{1,3}}\s?(?:{_UNIT})\b"
)
"""``3 à 4 mois``, ``entre 6 et 12 mois``: no one duration."""


def parse_months(text: str | None) -> Result[int]:
    """A duration in whole months: ``"24 mois"``, ``"2 ans et 6 mois"``, ``"60 jours"``, ISO ``P2Y``.

    Also ``"du 1er janvier 2021 au 31 décembre 2022"`` (both days included). Days and weeks are rounded up to
    the month with ``duree_arrondie``. Only what stands before a renewal clause counts.
    """
    folded = fold(text or "")
    if is_blank(folded):
        return Result(None)
    period = _period(folded)
    if period:
        return period
    iso = re.fullmatch(r"p(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?", folded)
    if iso and any(iso.groups()):
        years, months, weeks, days = (int(each or 0) for each in iso.groups())
        return _total(years * 12 + months, weeks * 7 + days, ())
    return _quantities(folded)


def from_unit(number: str | None, unit: str) -> Result[int]:
    """A number whose unit the form gives: ``("60", "JOUR")``, ``("24", "MOIS")``, ``("2", "YEAR")``."""
    folded_unit = fold(unit).removeprefix("duree").strip(" _")
    if is_blank(fold(number or "")):
        return Result(None)
    if folded_unit not in _UNITS:
        return unknown(UNREADABLE)
    quantity = _number(fold(number or ""))
    return unknown(UNREADABLE) if quantity is None else _convert([(quantity, _UNITS[folded_unit])], ())


def months_between(start: date, end: date) -> tuple[int, int]:
    """Whole months and days left from one day to another, the last day included."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    if after.day >= start.day:
        return months, after.day - start.day
    last_month_end = after.replace(day=1) - timedelta(days=1)
    return months - 1, max(0, last_month_end.day - start.day) + after.day


def _period(folded: str) -> Result[int] | None:
    days = [each.result.value for each in find_dates(folded)]
    if len(days) != 2 or days[0] is None or days[1] is None:
        return None
    if days[1] < days[0]:
        return unknown(UNREADABLE)
    return _total(*months_between(days[0], days[1]), ())


def _quantities(folded: str) -> Result[int]:
    renewal = _RENEWABLE.search(folded)
    warnings = (RENEWABLE,) if renewal else ()
    head = folded[: renewal.start()] if renewal else folded
    groups = _groups(head) or ([] if not renewal else _groups(folded)[:1])
    if not groups:
        bare = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?", head)
        return Result(int(bare[1]), (NO_UNIT,)) if bare and int(bare[1]) else unknown(UNREADABLE)
    if _RANGE.search(head):
        return unknown(SEVERAL, *warnings)
    totals = dict.fromkeys(_convert(group, warnings) for group in groups)
    return next(iter(totals)) if len(totals) == 1 else unknown(SEVERAL, *warnings)


def _groups(text: str) -> list[list[tuple[float, str]]]:
    """Quantities that follow one another ("2 ans et 6 mois") make one duration."""
    groups: list[list[tuple[float, str]]] = []
    end = -1
    for match in _QUANTITY.finditer(text):
        number = _trailing_number(match["number"])
        if number is None:
            continue
        item = (number, _UNITS[match["unit"]])
        if end >= 0 and _JOIN.match(text[end : match.start("number")]):
            groups[-1].append(item)
        else:
            groups.append([item])
        end = match.end()
    return groups


def _trailing_number(words: str) -> float | None:
    """The number at the end of some words: "duree de douze" is 12."""
    parts = words.split(" ")
    for start in range(len(parts)):
        number = _number(" ".join(parts[start:]))
        if number is not None:
            return number
    return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return parse_words(text)


def _convert(items: list[tuple[float, str]], warnings: tuple[str, ...]) -> Result[int]:
    months = sum(number * _MONTHS[unit] for number, unit in items if unit in _MONTHS)
    days = sum(number * _DAYS[unit] for number, unit in items if unit in _DAYS)
    whole = math.floor(months)
    return _total(whole, days + (months - whole) * DAYS_A_MONTH, warnings)


def _total(months: int, days: float, warnings: tuple[str, ...]) -> Result[int]:
    """Days count as months of 30.44 days, rounded up; three days over a whole month are the calendar's."""
    if days:
        exact = months + days / DAYS_A_MONTH
        months = max(1, math.ceil(exact - 0.1))
        warnings += (ROUNDED,)
    if not 0 < months <= LONGEST:
        return unknown(*warnings, IMPLAUSIBLE)
    return Result(months, warnings)
