"""Small combinations of values that keep their evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.lot_numbers import lot_number

__all__ = ("joined", "lot_number", "with_unit")


def joined(values: Iterable[Value | None], separator: str) -> Value | None:
    """One value out of several, with the evidence of the first and all the words as read."""
    kept = [value for value in values if value]
    if len(kept) < 2:
        return kept[0] if kept else None
    lecture = separator.join(value.evidence.lecture for value in kept)
    text = separator.join(value.text for value in kept)
    return Value(text, replace(kept[0].evidence, lecture=lecture), min(value.confidence for value in kept))


def with_unit(value: Value | None, unit: str) -> Value | None:
    """A number with the unit its field stands for."""
    return replace(value, text=f"{value.text} {unit}") if value else None
