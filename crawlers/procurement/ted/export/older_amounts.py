"""COSTS_RANGE_AND_CURRENCY: an amount or a range, as printed and as a plain number in @FMTVAL."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.notice import Fields, put

COSTS = "COSTS_RANGE_AND_CURRENCY*"


def put_amounts(holder: StrictReader, fields: Fields) -> None:
    """The first amount below a part of the form."""
    for costs in holder.below(COSTS):
        put_costs(costs, fields)


def put_costs(costs: StrictReader, fields: Fields) -> None:
    """``montant_estime``, or the ends of a range in ``montant_min`` and ``montant_max``; and ``devise``."""
    put(
        fields,
        montant_estime=plain(costs, "VALUE_COST"),
        montant_min=plain(costs, "RANGE_VALUE_COST/LOW_VALUE"),
        montant_max=plain(costs, "RANGE_VALUE_COST/HIGH_VALUE"),
        devise=costs.value("@CURRENCY"),
    )


def plain(costs: StrictReader, path: str) -> Value | None:
    """The number of @FMTVAL, read as printed."""
    printed, number = costs.value(path), costs.value(f"{path}/@FMTVAL")
    if printed and number:
        return replace(printed, text=number.text)
    return printed or number
