"""Places as printed: a site, a postal code and a town."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.notice import Fields, put
from crawlers.procurement.boamp.printed.address import last_postal
from crawlers.procurement.boamp.printed.line import trimmed


def put_place(place: Value | None, fields: Fields) -> None:
    """The label, and the postal code and town where it ends in them."""
    label = trimmed(place)
    if label is None:
        return
    put(fields, lieu_libelle=label)
    found = last_postal(" ".join(label.text.split()))
    if found:
        postal, town = found
        put(fields, lieu_code_postal=replace(label, text=postal), lieu_ville=(replace(label, text=town),))
