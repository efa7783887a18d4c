"""Texts that name more than one place."""

from __future__ import annotations

import re
from datetime import date

from normalizers.geo.addresses import find_addresses
from normalizers.geo.place import Place
from normalizers.geo.resolve import resolve

_SEPARATOR = re.compile(r"\s*(?:[,;/|+\n]|\s[-–—]\s|\bet\b|\b&\b)\s*")


def resolve_several(
    text: str | None,
    *,
    departement: str | None = None,
    code_postal: str | None = None,
    on: date | None = None,
) -> tuple[Place, ...]:
    """The places of a text: one, those of a list, or those of the addresses in it.

    ``"Angers et Saint-Herblain"``, ``"CORDEMAIS - LE TEMPLE DE BRETAGNE"``. A list counts only if each of its
    parts is a commune; () where nothing is recognised. A name that holds a separator of its own
    ("Ingrandes-le-Fresne", "Bourgogne-Franche-Comté") is tried whole first.
    """
    whole = resolve(text, departement=departement, code_postal=code_postal, on=on)
    if whole.code_commune or (whole.precision != "inconnu" and not whole.warnings):
        return (whole,)
    parts = [part for part in _SEPARATOR.split(text or "") if part]
    listed = tuple(resolve(part, departement=departement, code_postal=code_postal, on=on) for part in parts)
    if len(listed) > 1 and all(place.code_commune for place in listed):
        return _once(listed)
    pairs = find_addresses(text or "")
    addressed = tuple(resolve(pair.town, code_postal=pair.postal_code, on=on) for pair in pairs)
    if addressed and all(place.code_commune for place in addressed):
        return _once(addressed)
    return () if whole.precision == "inconnu" else (whole,)


def _once(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Each commune once, in the order of the text."""
    return tuple({place.code_commune: place for place in places}.values())
