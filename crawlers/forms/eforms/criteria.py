"""AwardingTerms: the award criteria of a lot and their weights."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Part
from core.strict import StrictReader
from crawlers.forms.criteria import part
from crawlers.forms.eforms.codes import CRITERIA
from crawlers.forms.eforms.words import EXTENSION, text

CRITERION = "TenderingTerms/AwardingTerms/AwardingCriterion/SubordinateAwardingCriterion"
WEIGHT = "AwardCriterionParameter"


def read_criteria(lot: StrictReader) -> tuple[Part, ...]:
    """Each criterion by its name, else its description, else its kind; one that is repeated counts once."""
    found = [each for each in (_criterion(reader) for reader in lot.at(CRITERION)) if each]
    words = [tuple(sorted((name, value.text) for name, value in each.items())) for each in found]
    return tuple(dict(zip(reversed(words), reversed(found), strict=True)).values())[::-1]


def _criterion(reader: StrictReader) -> Part:
    kind = reader.value("AwardingCriterionTypeCode")
    name, words = text(reader, "Name"), text(reader, "Description")
    by_kind = replace(kind, text=CRITERIA[kind.text]) if kind and kind.text in CRITERIA else None
    return part(name or words or by_kind, reader.value(f"{EXTENSION}/{WEIGHT}/ParameterNumeric"))
