"""Amounts of money as French publications print them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from normalizers.values.blank import is_blank
from normalizers.values.currencies import DEFAULT, find_currency
from normalizers.values.figures import Figure, find_figures
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

_BOUND = re.compile(
    r"\b(?:(?P<low>mini(?:mum|mal)?|min|plancher|entre|a partir de|superieure? a)"
    r"|(?P<high>maxi(?:mum|mal)?|max|plafond|jusqu'a|inferieure? a|au plus))\b"
)
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

    No amount: all None. Unreadable, negative, 0 or 1 (placeholders of forms) and 10¹² or more: None with a
    warning. ``"12.345"`` without a currency may be twelve or twelve thousand: None, ``montant_ambigu``.
    """
    folded = fold(text or "")
    if is_blank(folded):
        return AmountResult()
    currency, named = find_currency(folded)
    result = _choose(find_figures(folded, currency_named=named), folded)
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


def _is_range(figures: list[Figure], folded: str) -> bool:
    return len(figures) == 2 and bool(_BETWEEN.match(folded[figures[0].end : figures[1].start]))


def _between(figures: list[Figure], folded: str) -> AmountResult | None:
    """``entre 100 000 et 200 000 euros``, ``25 000 HT à 89 999,99 HT``."""
    if not _is_range(figures, folded):
        return None
    low, high = figures[0].value, figures[1].value
    if low is None or high is None or low >= high:
        return None
    return AmountResult(low=low, high=high, tax=figures[1].tax, warnings=(RANGE,))


def _bounds(figures: list[Figure], folded: str) -> AmountResult | None:
    """Amounts each named minimum or maximum; the nearest word before an amount names it."""
    named: dict[str, Decimal | None] = {}
    start = 0
    for each in figures:
        words = list(_BOUND.finditer(folded, start, each.start))
        side = words[-1].lastgroup if words else None
        if side is None or side in named:
            return None
        named[side] = each.value
        start = each.end
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
    (PLACEHOLDER, lambda value: value in (0, 1)),
    (ABSURD, lambda value: value >= CEILING),
)
