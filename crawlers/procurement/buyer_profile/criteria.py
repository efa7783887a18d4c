"""Award criteria, with the weight behind the name or, as one platform prints them, before it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from core.model.reading import Part, Value
from crawlers.forms.criteria import criteria_in_prose, part
from crawlers.forms.proof import piece

_WEIGHT_FIRST = re.compile(
    r"(?:^|(?<=\n)|(?<=\s))[-–•]?[^\S\n]*(?P<weight>\d{1,3}(?:[.,]\d+)?)[^\S\n]*%[^\S\n]*[-–:]?[^\S\n]*"
    r"(?P<label>[^\W\d_][^%\n]*?)(?=\s+[-–•]?\s*\d{1,3}(?:[.,]\d+)?\s*%|\n|$)"
)
_JOUE = re.compile(
    r"(?:^|\n)\s*(?:\d{1,2}\.\s*)?(?P<label>[^\W\d_][^\n]*?)\s*[-–]?\s*/\s*Pond.ration\s*:\s*"
    r"(?P<weight>\d{1,3}(?:[.,]\d+)?)",
    re.IGNORECASE,
)
"""``1. Valeur technique / Pondération : 70``, as the forms of the JOUE print them."""
_NUMBERED = re.compile(
    r"(?:^|(?<=\s))\d{1,2}\s?[.)]\s*(?P<label>[^\W\d_][^.\n/%]*?)\.?\s*[-–]?\s*pond.ration\s*:?\s*"
    r"(?P<weight>\d{1,3}(?:[.,]\d+)?)",
    re.IGNORECASE,
)
"""``1. Prix des prestations. Pondération : 60. 2. Valeur technique. Pondération : 40.``"""
_SUB = re.compile(r"sous[\s-]crit", re.IGNORECASE)
_WHOLE = 100
_PREAMBLE = re.compile(
    r"^(?:(?:.*?avec\s+leur\s+pond.ration|offre\b[^:.]*?ci-dessous)\s*[:.]?\s*"
    r"|[^:%\n]*\b(?:selon|suivant|bas.e?s?\s+sur|fonction)\b[^:%\n]*\bcrit.res?\b[^:%\n]*:\s*[-–•]?\s*)",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = re.compile(r"^(?:.*\bcrit.res?\s+)?(?:du|de la|de l['’]|des)\s+", re.IGNORECASE)
_LOT = re.compile(r"(?:^|\n)\s*lot\s", re.IGNORECASE)
DIFFER = "criteres_differents_selon_les_lots:criteres"


def criteria(value: Value | None) -> tuple[Part, ...]:
    """The criteria; weights count only where they make a hundred, sub-criteria aside."""
    if value is None or by_lot(value):
        return ()
    start = found.end() if (found := _PREAMBLE.match(value.text)) else 0
    body = piece(value, start, len(value.text))
    marks = list(_JOUE.finditer(body.text)) or list(_NUMBERED.finditer(body.text))
    marks = marks or [mark for mark in _WEIGHT_FIRST.finditer(body.text) if not _SUB.search(mark["label"])]
    if marks and sum(Decimal(match["weight"].replace(",", ".")) for match in marks) == _WHOLE:
        return tuple(
            part(piece(body, *match.span("label")), piece(body, *match.span("weight"))) for match in marks
        )
    return tuple(_bare(each) for each in criteria_in_prose(body))


def by_lot(value: Value) -> bool:
    """Whether the criteria are given lot by lot."""
    return len(_LOT.findall(value.text)) > 1


def _bare(criterion: Part) -> Part:
    """``prix`` for "en fonction du critère du prix", where a weight shows that it is a name."""
    label = criterion.get("libelle")
    if label is None or "poids" not in criterion:
        return criterion
    return {**criterion, "libelle": replace(label, text=_ARTICLE.sub("", label.text))}
