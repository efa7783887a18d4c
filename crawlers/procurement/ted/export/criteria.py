"""AC: the award criteria of a lot and their weights."""

from __future__ import annotations

from core.model.evidence import Evidence
from core.model.reading import Part, Value
from core.strict import StrictReader
from crawlers.forms.criteria import part

WITH_WEIGHT = ("AC_QUALITY", "AC_COST", "AC_CRITERIA")
PRICE = "Prix"


def read_criteria(described: StrictReader) -> tuple[Part, ...]:
    """The criteria in the order of the form; none where they stand in the tender documents."""
    for holder in _holders(described):
        found = tuple(each for each in (_criterion(child) for child in holder.at("*")) if each)
        if found:
            return found
    return ()


def _holders(described: StrictReader) -> list[StrictReader]:
    """The description itself, AC in it, and the same below the directive that a VEAT notice names."""
    below = [each for each in described.at("*") if each.node.name.startswith("DIRECTIVE_")]
    return [inner for each in (described, *below) for inner in (each, *each.at("AC"))]


def _criterion(node: StrictReader) -> Part | None:
    if node.node.name in WITH_WEIGHT:
        return part(node.value("AC_CRITERION"), node.value("AC_WEIGHTING"))
    if node.node.name == "AC_PRICE":
        named = Value(PRICE, Evidence(lecture="AC_PRICE", path=node.node.path))
        return part(named, node.value("AC_WEIGHTING"))
    if node.node.name == "AC_CRITERION":
        return part(node.own(), None)
    return None
