"""Where a national form says that the documents of the consultation can be had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.procurement.boamp.printed.labels import Field

_URL = re.compile(r"(?:https?://|www\.)\S*[^\s.,;)]")
_PLATFORM = re.compile(r"\bacc[ée]der au DCE\b.{0,200}?\ballez sur\s+", re.IGNORECASE | re.DOTALL)
"""The sentence with which buyers' platforms end a notice: ``pour retrouver cet avis intégral, accéder au DCE,
poser des questions à l'acheteur, déposer un pli, allez sur https://…``."""


def address_of_documents(found: Sequence[Field]) -> Value | None:
    """The first address of the box for it, of the terms of delivery, or of the platform's sentence."""
    return next(_addresses(found), None)


def address(value: Value | None) -> Value | None:
    """The address of the web in a text."""
    found = _URL.search(value.text) if value else None
    return replace(value, text=found[0]) if value and found else None


def _addresses(found: Sequence[Field]) -> Iterator[Value]:
    for field, following in pairwise([*found, Field("", "")]):
        if field.key == "documents":
            under = following.value() if following.key == "correspondant" else None
            yield from filter(None, (address(field.value()), address(under)))
    for field in found:
        if field.key == "obtention":
            yield from filter(None, [address(field.value())])
    for field in found:
        value = field.value()
        sentence = _PLATFORM.search(value.text) if value and "acceder au dce" in fold(value.text) else None
        if value and sentence:
            yield from filter(None, [address(replace(value, text=value.text[sentence.end() :]))])
