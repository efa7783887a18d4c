"""Estimates and bounds of a framework, as sentences of a notice give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.notice import Fields, put
from crawlers.procurement.buyer_profile.grammar import Field
from crawlers.procurement.buyer_profile.text import Text

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_EUROS = r"\s*(?:€|euros?|eur\b)"
_GAP = r"(?:(?!m[ai][xn]imum)[^\d\n.;]){0,40}?"
_BOUNDS = {
    "montant_min": re.compile(
        rf"(?<!sans )\bminimum\b{_GAP}(?P<amount>(?:{_NUMBER}){_EUROS})", re.IGNORECASE
    ),
    "montant_max": re.compile(
        rf"(?<!sans )\bmaximum\b{_GAP}(?P<amount>(?:{_NUMBER}){_EUROS})", re.IGNORECASE
    ),
}
_AMOUNT = re.compile(rf"(?:{_NUMBER}){_EUROS}", re.IGNORECASE)
_WHERE = ("quantite", "estimation", "description", "duree", "procedure", "objet")


def put_amounts(text: Text, fields: Sequence[Field], avis: Fields) -> None:
    """The estimate under its label; minimum and maximum where a sentence names them."""
    for each in fields:
        value = each.value(text) if each.key in _WHERE else None
        if value is None:
            continue
        for name, pattern in _BOUNDS.items():
            found = pattern.search(value.text)
            put(avis, **{name: replace(value, text=found["amount"]) if found else None})
        if each.key == "estimation":
            put(avis, montant_estime=_amount(value))


def _amount(value: Value) -> Value | None:
    found = _AMOUNT.search(value.text)
    return replace(value, text=found[0]) if found else None
