"""Bounds of an agreement told in words: "sans minimum et avec un maximum de 587 136,00 EUR HT".

A bound of a year, of a period or of a renewal is none of the whole: where the words around an amount say so,
or where a text gives two amounts for one bound, nothing is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from core.model.reading import Value
from crawlers.forms.proof import piece

_KIND = r"(?:mum|mal|male)?"
_BETWEEN = (
    r"\s*(?:\(?h\.?\s?t\.?\)?\s*|hors taxes\s*)?"
    r"(?:pour (?:toute )?la dur[ée]e (?:totale )?d(?:u|e l['’])[^.;:\d]{4,30})?"
    r"\s*(?::|=|de\b|est de\b|est fix[ée]e? [àa]\b|fix[ée]e? [àa]\b|s['’][ée]l[èe]ve [àa]\b)?\s*"
)
_AMOUNT = r"(?P<amount>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?)\s*(?:€|eur\w*)"
_BOUND = re.compile(
    rf"(?:\b(?:montant|valeur)\s+|\bavec\s+un\s+)(?P<which>mini|maxi){_KIND}\b{_BETWEEN}{_AMOUNT}",
    re.IGNORECASE,
)
_ANY = re.compile(
    rf"\b(?P<which>mini|maxi){_KIND}\b(?:(?!\bmini|\bmaxi)[^.;\n\d]){{0,60}}{_AMOUNT}", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"annue|par an\b|/ ?an\b|p[ée]riode|reconduction|reconduit|tranche|sur \d+ (?:ans|mois)"
    r"|premi[èe]re ann[ée]e|par commande|par bon|mensuel",
    re.IGNORECASE,
)
_AROUND = 80
"""Letters before and behind an amount in which a word makes it a bound of a part."""
_COLUMNS = {"mini": "montant_min", "maxi": "montant_max"}


def bounds_in(told: Value) -> Iterator[tuple[str, Value]]:
    """``montant_min`` and ``montant_max``, each where the text gives it once and of the whole."""
    times = Counter(each["which"].casefold() for each in _ANY.finditer(told.text))
    for each in _BOUND.finditer(told.text):
        which = each["which"].casefold()
        if times[which] == 1 and not _PARTIAL.search(_surroundings(told.text, each)):
            yield _COLUMNS[which], piece(told, each.start("amount"), each.end())


def _surroundings(text: str, bound: re.Match[str]) -> str:
    """The bound and what stands around it, within its sentence."""
    before = re.split(r"[.;\n]", text[max(0, bound.start() - _AROUND) : bound.start()])[-1]
    after = re.split(r"[.;\n]", text[bound.end() : bound.end() + _AROUND])[0]
    return before + bound[0] + after
