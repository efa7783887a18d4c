"""Amounts with their currency: ``Valeur hors TVA: 400 000.00 EUR``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.notice import Fields, put
from crawlers.procurement.ted.page import labels
from crawlers.procurement.ted.page.sections import Section

_AMOUNT = re.compile(r"(?P<number>\d[\d\s\u00a0]*(?:[.,]\d+)?)\s*(?P<currency>[A-Z]{3})\b")


def amount(value: Value | None) -> tuple[Value, Value] | None:
    """The number and the currency of an amount; None where it is not printed like one."""
    found = _AMOUNT.search(value.text) if value else None
    if value is None or found is None:
        return None
    return replace(value, text=found["number"].strip()), replace(value, text=found["currency"])


def put_total(sections: Sequence[Section], fields: Fields, column: str) -> None:
    """The total of some sections into a column, with its currency."""
    for section in sections:
        for printed in section.all_labelled(labels.TOTAL):
            found = amount(printed)
            if found:
                put(fields, **{column: found[0], "devise": found[1]})


def put_offers(sections: Sequence[Section], fields: Fields) -> None:
    """The lowest and the highest offer."""
    for section in sections:
        for line in section.lines:
            for piece in line.text.split("/"):
                label, _, rest = piece.partition(":")
                single = Section("", "", [replace(line, text=f"{label.strip()}: {rest.strip()}")])
                low, high = amount(single.labelled(labels.LOWEST)), amount(single.labelled(labels.HIGHEST))
                put(fields, offre_min=low[0] if low else None, offre_max=high[0] if high else None)
