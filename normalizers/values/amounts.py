"""Amounts of money as French publications print them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from normalizers.values.blank import is_blank
from normalizers.values.currencies import DEFAULT, find_currency
from normalizers.values.figures import NEAR, Figure, find_figures
from normalizers.values.folding import fold

UNREADABLE = "montant_illisible"
AMBIGUOUS = "montant_ambigu"
SEVERAL = "montants_multiples"
PLACEHOLDER = "montant_fictif"
ABSURD = "montant_absurde"
NEGATIVE = "montant_negatif"
RANGE = "montant_fourchette"

CEILING = Decimal(10) ** 12
"""From here on an amount is a typing error: no French public contract comes near 1 000 billion euros."""

CENT = Decimal("0.01")
"""The least that a form takes."""

_BOUND = re.compile(
    r"\b(?P<low>mini(?:mum|mal)?|min|plancher|entre|a partir de|superieure? (?:ou egale? )?a|au moins"
    r"|plus de)\b"
    r"|\b(?P<high>maxi(?:mum|mal)?|max|plafond|jusqu'a|inferieure? (?:ou egale? )?a|au plus|moins de)\b"
    r"|(?P<over>[>≥]=?)|(?P<under>[<≤]=?)"
)
_BOUND_AFTER = re.compile(
    r"\s?(?:d'|de\s)?[\s(]?(?:euros?|eur|€)?\)?\s?(?:h\.?t\b\.?|hors taxes?|t\.?t\.?c\b\.?)?[\s,(]*(?:au\s)?"
    r"(?:(?P<low>mini(?:mum)?|min)|(?P<high>maxi(?:mum)?|max))\b(?!\s?:)"
)
_SIDES = {"over": "low", "under": "high"}
_ENTRE = re.compile(r"\b(?:entre|comprise?s?)\b")
_TIMES = re.compile(r"\d\s?[x×*]\s?\d")
_LESS = re.compile(r"\bmoins[ -]values?\b")
_LABELLED = re.compile(r"(?:\blots?|n\s?[°º]|\bno?)\s?$")
_BETWEEN = re.compile(
    r"^\s?(?:d'|de\s)?(?:euros?|eur|€)?\s?(?:h\.?t\.?|t\.?t\.?c\.?)?\s?(?:et|a|-|–|/)\s?(?:€\s?)?$"
)


@dataclass(frozen=True, slots=True)
class AmountResult:
    """``value`` for one amount; ``low`` and ``high`` for a range or for bounds. ``tax`` is HT, TTC or None.

    ``currency`` is an ISO 4217 code; EUR where the text names none.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    currency: str = DEFAULT
    tax: str | None = None
    warnings: tuple[str, ...] = ()


def parse_amount(text: str | None) -> AmountResult:
    """The amount of a text: ``"14 700,00"``, ``"1.234.567,89 €"``, ``"1,5 M€"``, ``"12 000 euros HT"``.

    No amount: all None. Unreadable, negative, 0, 1 or a cent (placeholders of forms) and 10¹² or more: None
    with a warning. ``"12.345"`` without a currency may be twelve or twelve thousand: ``montant_ambigu``.
    """
    folded = fold(text or "")
    if is_blank(folded):
        return AmountResult()
    currency, named = find_currency(folded)
    figures = find_figures(folded, currency_named=named)
    refused = _refused(figures, folded)
    result = AmountResult(warnings=(refused,)) if refused else _choose(figures, folded)
    return _plausible(replace(result, currency=currency))


def _choose(figures: list[Figure], folded: str) -> AmountResult:
    if not figures:
        return AmountResult(warnings=(UNREADABLE,))
    marked = [each for each in figures if each.in_euros or each.tax]
    figures = marked if len(marked) == 1 and not _is_range(figures, folded) else figures
    if any(each.value is None for each in figures):
        return AmountResult(warnings=(AMBIGUOUS,))
    bounds = _between(figures, folded) or _bounds(figures, folded)
    if bounds:
        return bounds
    if len({each.value for each in figures}) == 1:
        return AmountResult(figures[0].value, tax=figures[0].tax)
    net = {each.value for each in figures if each.tax == "HT"}
    if len(net) == 1 and all(each.tax for each in figures):
        return AmountResult(net.pop(), tax="HT")
    return AmountResult(warnings=(SEVERAL,))


def _refused(figures: list[Figure], folded: str) -> str | None:
    """Why a text gives no amount whatever its numbers say: ``moins-value``, ``4 x 25 000``, ``12 34 567``."""
    if _LESS.search(folded):
        return NEGATIVE
    if _TIMES.search(folded):
        return AMBIGUOUS
    return SEVERAL if _run_together(figures, folded) else None


def _run_together(figures: list[Figure], folded: str) -> bool:
    """Whether two numbers stand beside one another as if they were one: ``12 34 567 €``."""
    return any(
        not folded[one.end : other.start].strip()
        and not _LABELLED.search(folded[max(0, one.start - NEAR) : one.start])
        for one, other in pairwise(figures)
    )


def _is_range(figures: list[Figure], folded: str) -> bool:
    """Two numbers and a word that makes a range of them; "et" does so after "entre" alone."""
    if len(figures) != 2:
        return False
    joint = folded[figures[0].end : figures[1].start]
    listed = re.search(r"\bet\b", joint) and not _ENTRE.search(folded[: figures[0].start])
    return bool(_BETWEEN.match(joint)) and not listed


def _between(figures: list[Figure], folded: str) -> AmountResult | None:
    """``entre 100 000 et 200 000 euros``, ``25 000 HT à 89 999,99 HT``."""
    if not _is_range(figures, folded):
        return None
    low, high = figures[0].value, figures[1].value
    if low is None or high is None or low >= high:
        return None
    return AmountResult(low=low, high=high, tax=figures[1].tax, warnings=(RANGE,))


def _bounds(figures: list[Figure], folded: str) -> AmountResult | None:
    """Amounts each named minimum or maximum: by the nearest word before it, else by one right after it."""
    named: dict[str, Decimal | None] = {}
    start = 0
    for each in figures:
        words = list(_BOUND.finditer(folded, start, each.start))
        found = words[-1] if words else _BOUND_AFTER.match(folded, each.end)
        side = found.lastgroup if found else None
        side = _SIDES.get(side or "", side)
        if found is None or side is None or side in named:
            return None
        named[side] = each.value
        start = max(each.end, found.end())
    return AmountResult(low=named.get("low"), high=named.get("high"), tax=figures[-1].tax, warnings=(RANGE,))


def _plausible(result: AmountResult) -> AmountResult:
    """The result without what no contract is worth; a range keeps its good end ("de 0 à 90 000")."""
    kept = [result.value, result.low, result.high]
    warnings = list(result.warnings)
    for name, wrong in _CHECKS:
        bad = [value is not None and wrong(value) for value in kept]
        kept = [None if refused else value for value, refused in zip(kept, bad, strict=True)]
        warnings += [name] * any(bad)
    return replace(result, value=kept[0], low=kept[1], high=kept[2], warnings=tuple(warnings))


_CHECKS: tuple[tuple[str, Callable[[Decimal], bool]], ...] = (
    (NEGATIVE, lambda value: value < 0),
    (PLACEHOLDER, lambda value: value in (0, 1, CENT)),
    (ABSURD, lambda value: value >= CEILING),
)
