"""Numbers with thousands and decimals inside a text, with what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(
    r"(?<![\d.,a-z])(?:^(?P<sign>[-−]\s?))?"
    r"(?P<figures>\d+(?:[.,]\d+)?e\+?\d{1,3}"
    r"|\d{1,3}(?P<sep>[ .,'])\d{3}(?:(?P=sep)\d{3})*(?:[.,]\d+)?(?!\d)"
    r"|\d+(?:[.,]\d+)?)(?!\d|[.,]\d)"
    r"\s?(?P<scale>milliards?|mds?\b|md€|millions?|meur(?:os?)?\b|m€|m\b(?=\s?(?:€|d'?euros?|eur))"
    r"|mille\b|milliers?|keur(?:os?)?\b|k€|ke\b|k\b)?"
)
_UNIT_AFTER = re.compile(r"\s?(?:d'|de\s)?[\s(]?(?:euros?|eur|€)")
_UNIT_BEFORE = re.compile(r"(?:euros?|eur|€)\s?:?\s?$")
_TAX = re.compile(
    r"(?:\s?(?:d'|de\s)?[\s(]?(?:euros?|eur|€)\)?)?[\s(]*"
    r"(?P<tax>h\.?t\b|hors (?:taxes?|tva)|t\.?t\.?c\b|toutes taxes)"
)
_TAX_BEFORE = re.compile(
    r"\b(?P<tax>h\.?t\.?|hors (?:taxes?|tva)|t\.?t\.?c\.?|toutes taxes comprises)\)?\s?:\s?$"
)
_NO_MONEY_BEFORE = re.compile(r"\b(?:coefficient|taux|indice)\s?(?:de|:|=)?\s?$")
_NO_MONEY_AFTER = re.compile(r"\s?(?:%|pour ?cent\b)")

NEAR = 64
"""Characters before a number that are looked at: more than twice what the longest of the words above take.
A text may be as long as a document, and each of its numbers would have all of it searched."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a folded text, at ``start`` to ``end``.

    ``value`` is None where its one separator may be of thousands or of decimals. ``in_euros`` says that the
    unit stands beside it; ``tax`` is HT, TTC or None.
    """

    value: Decimal | None
    start: int
    end: int
    in_euros: bool
    tax: str | None


def find_figures(folded: str, *, currency_named: bool) -> list[Figure]:
    """Every number of a folded text in reading order, but shares and coefficients.

    Where the text names a currency, one separator before three digits is of thousands: amounts of money have
    two decimals.
    """
    return [
        _figure(match, folded, currency_named)
        for match in _NUMBER.finditer(folded)
        if not _NO_MONEY_AFTER.match(folded, match.end())
        and not _NO_MONEY_BEFORE.search(_before(match, folded))
    ]


def _before(match: re.Match[str], folded: str) -> str:
    return folded[max(0, match.start() - NEAR) : match.start()]


def _figure(match: re.Match[str], folded: str, currency_named: bool) -> Figure:
    before = _before(match, folded)
    scale = match["scale"]
    value = _decimal(match["figures"], match["sep"], grouped=currency_named and not scale)
    if value is not None:
        value = value * _factor(scale) * (-1 if match["sign"] else 1)
    in_euros = bool(
        _UNIT_AFTER.match(folded, match.end())
        or _UNIT_BEFORE.search(before)
        or (scale and scale.endswith(("€", "eur", "euro", "euros", "ke")))
    )
    tax = _TAX.match(folded, match.end()) or _TAX_BEFORE.search(before)
    kind = None if not tax else "HT" if tax["tax"].startswith("h") else "TTC"
    return Figure(value, match.start(), match.end(), in_euros, kind)


def _decimal(figures: str, separator: str | None, *, grouped: bool) -> Decimal | None:
    if separator in (".", ",") and re.fullmatch(r"\d{1,3}[.,]\d{3}", figures) and not figures.startswith("0"):
        return Decimal(re.sub(r"[.,]", "", figures)) if grouped else None
    if separator in (" ", "'") or (separator and _groups_thousands(figures, separator)):
        figures = figures.replace(separator, "")
    return Decimal(figures.replace(",", "."))


def _groups_thousands(figures: str, separator: str) -> bool:
    """``1.234.567`` and ``1.234,56`` group with the first separator; ``0.123`` does not."""
    return figures.count(separator) > 1 or ("." in figures and "," in figures)


def _factor(scale: str | None) -> int:
    if not scale:
        return 1
    if scale.startswith(("milliard", "md")):
        return 10**9
    if scale.startswith("k") or scale in ("mille", "millier", "milliers"):
        return 10**3
    return 10**6
