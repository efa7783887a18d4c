"""CRITERES_ATTRIBUTION: the award criteria and their weights."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Part, Value
from core.strict import StrictReader
from crawlers.forms.criteria import criteria_in_prose, part

WEIGHTED = ("CRITERES_PONDERES", "CRITERES_QUALITE", "CRITERES_COUT", "CRITERES_PRIORITES")
PRICE = "Prix"


def criteria(reader: StrictReader) -> tuple[Part, ...]:
    """The criteria of a notice or of a lot; none where they stand in the tender documents."""
    found: list[Part] = []
    for block in reader.at("CRITERES_ATTRIBUTION"):
        for name in WEIGHTED:
            found.extend(_criterion(each) for each in block.at(f"{name}/CRITERE"))
        found.extend(_prices(block))
        for prose in block.values("CRITERES_LIBRE"):
            found.extend(criteria_in_prose(prose))
    return tuple(each for each in found if each)


def _criterion(reader: StrictReader) -> Part:
    """The text of CRITERE is read by its parent, its weight is an attribute; ORDRE is told by the order."""
    weight = reader.value("@POIDS")
    reader.ignore("@ORDRE")
    return part(reader.own(), weight)


def _prices(block: StrictReader) -> list[Part]:
    found = []
    for price in block.at("CRITERES_PRIX"):
        weight = price.value("POIDS")
        name = Value(PRICE, replace(price.node.evidence(), lecture=price.node.name))
        found.append(part(name, weight))
    return found
