"""Small combinations of values that keep their evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.proof import together

__all__ = ("joined", "lot_number", "with_unit")


def joined(values: Iterable[Value | None], separator: str) -> Value | None:
    """One value out of several, with the place of all and their words as read."""
    kept = [value for value in values if value]
    if len(kept) < 2:
        return kept[0] if kept else None
    lecture = separator.join(value.evidence.lecture for value in kept)
    text = separator.join(value.text for value in kept)
    return together(kept, text, lecture)


def with_unit(value: Value | None, unit: str) -> Value | None:
    """A number with the unit its field stands for."""
    return replace(value, text=f"{value.text} {unit}") if value else None
