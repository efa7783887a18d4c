"""Codes in the fields of a printed notice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from core.model.reading import Value
from crawlers.procurement.boamp.printed.labels import Field

_CPV = re.compile(r"\b\d{8}(?:-\d)?\b")
_NUTS = re.compile(r"\b(?:[A-Z]{2}[A-Z0-9]{0,3}|(?i:FR[A-Z0-9]\d{1,2}))\b")
"""Sentences that are put in small letters spare no code: ``Frd22``."""


def cpv_codes(values: Iterable[Value | None]) -> tuple[Value, ...]:
    """The CPV codes of some texts, each once."""
    kept = [replace(value, text=code) for value in values if value for code in _CPV.findall(value.text)]
    return tuple({value.text[:8]: value for value in kept}.values())


def nuts_codes(values: Iterable[Value | None]) -> tuple[Value, ...]:
    """The NUTS codes of some texts, each once: ``-FRE11.`` is FRE11."""
    kept = [
        replace(value, text=code.upper()) for value in values if value for code in _NUTS.findall(value.text)
    ]
    return tuple({value.text: value for value in kept}.values())


def values_of(found: Iterable[Field], *keys: str) -> list[Value | None]:
    """The values of the fields of some keys, in reading order."""
    return [each.value() for each in found if each.key in keys]
