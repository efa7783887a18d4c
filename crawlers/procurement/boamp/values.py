"""Small combinations of values that keep their evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from core.model.reading import Value

_LOT_LABEL = re.compile(r"^(?:lots?\b\s*)?(?:\(s\)\s*)?(?:n\s*[o°º]\s*|num[ée]ro\s+|n[.]\s*)?", re.IGNORECASE)


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


def lot_number(value: Value | None) -> Value | None:
    """A lot's number without "LOT" and leading zeros; None for "unique"."""
    if value is None:
        return None
    bare = _LOT_LABEL.sub("", value.text.strip()).strip(" .:-")
    bare = re.sub(r"^0+(?=[1-9])", "", bare)
    return None if not bare or bare.casefold() == "unique" else replace(value, text=bare)
