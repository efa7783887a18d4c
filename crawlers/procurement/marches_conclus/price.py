"""The price of a contract without tax, out of its cell."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from core.model.reading import Value
from crawlers.procurement.marches_conclus.headings import names_euros, without_tax
from crawlers.procurement.marches_conclus.words import plain

SUM_OF_LOTS = "somme_des_lots:montant_ht"
WITH_TAX = "montant_ttc_non_repris:montant_ht"
TAX_UNKNOWN = "taxe_non_precisee:montant_ht"

OF_A_PERIOD = "montant_par_periode:montant_ht"

_PERIOD = re.compile(
    r"(?:/|\bpar) ?(?:an|mois|trimestre|semestre|semaine|jour|heure|unite|tonne|m2|m3|km|repas)s?\b"
    r"|\b(?:annuel|mensuel|trimestriel)(?:le)?s?\b"
)
_LOT = re.compile(
    r"\blots? *(?:n[o°] *)?\d+[a-z]? *(?:[:=–-]|\bà\b)? *"
    r"(?P<amount>\d[\d \u00a0\u202f]*(?:[.,]\d{1,2})?)(?= *(?:€|euros?|h\.?t|$|[\n;,/]|\blots?\b))",
    re.IGNORECASE | re.MULTILINE,
)


def read_price(cell: Value, heading: str, *, list_is_net: bool) -> tuple[Value | None, tuple[str, ...]]:
    """The amount as the normalizer shall read it, and warnings.

    Prices of several lots in one cell are added up, as the total of an award is. An amount that says TTC is
    not taken, nor one of a period or a unit; where neither the cell, the heading nor the list say HT, the row
    is warned.
    """
    tax = _tax(cell.text)
    tax = without_tax(heading) if tax is None else tax
    if tax is False:
        return None, (WITH_TAX,)
    if _PERIOD.search(plain(cell.text)):
        return None, (OF_A_PERIOD,)
    lots = [_decimal(match["amount"]) for match in _LOT.finditer(cell.text)]
    warnings = () if tax or list_is_net else (TAX_UNKNOWN,)
    if len(lots) > 1 and all(lot is not None for lot in lots):
        total = sum((lot for lot in lots if lot is not None), Decimal(0))
        return replace(cell, text=f"{total} €", confidence=0.9), (*warnings, SUM_OF_LOTS)
    return replace(cell, text=_in_euros(cell.text, heading)), warnings


def _tax(text: str) -> bool | None:
    """Whether a cell prints HT (True) or only TTC (False)."""
    return without_tax(text)


def _in_euros(text: str, heading: str) -> str:
    """The amount with the currency of its heading, without which "12.345" would be ambiguous."""
    bare = re.fullmatch(r"[\d\s\u202f\u00a0.,']+", text)
    return f"{text} €" if bare and names_euros(heading) else text


def _decimal(text: str) -> Decimal | None:
    """``10 869,56``, ``10869.56``; None where a point may part thousands."""
    figures = re.sub(r"\s", "", plain(text))
    if re.fullmatch(r"\d+(?:[.,]\d{1,2})?", figures):
        return Decimal(figures.replace(",", "."))
    return None
