"""The address of a company's seat, as the place of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.model.evidence import Evidence
from core.model.reading import Value
from core.strict import StrictReader

FRENCH_AMONG_FOREIGN = "adresse_etrangere_lue_comme_francaise:lieu_ville"
UNSURE = 0.6
"""How sure a French place is that stands among the foreign ones: other countries have five digits too."""

OTHER_DEPARTEMENT = "departement_discordant:code_departement"

_STREET = ("numeroVoie", "typeVoie", "nomVoie")
_MORE = ("complGeographique", "BP", "localite")
_TOWN = ("codePostal", "ville")
_CORSICA = {"2A": "20", "2B": "20"}
_FRENCH_TAIL = re.compile(
    r"\b(?P<postal>\d{5})\s+(?P<town>[^\d,;()]+?)(?:[\s,(]+France\)?)?\s*\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Seat:
    """The inputs ``lieu_*`` of a row."""

    values: Mapping[str, Value]
    warnings: tuple[str, ...] = ()


def seat(reader: StrictReader, departement: Value | None) -> Seat | None:
    """The place of an ``adresse``; None where it is empty.

    ``departement`` is the one the notice is filed under: where the postal code is of another, the postal code
    is followed and the row warned (La Réunion is filed as "74").
    """
    for french in reader.at("france"):
        return _french(french, departement)
    for foreign in reader.at("etranger"):
        return _foreign(foreign)
    return None


def flat_seat(reader: StrictReader, departement: Value | None) -> Seat:
    """The place of an address whose country is one of its fields ("france")."""
    country = next(reader.node.find("pays"), None)
    if country is None or country.text.casefold() in ("", "france"):
        reader.ignore("pays")
        return _french(reader, departement)
    return _foreign(reader)


def _french(reader: StrictReader, departement: Value | None) -> Seat:
    parts = {name: reader.value(name) for name in (*_STREET, *_MORE, *_TOWN)}
    groups = (_STREET, *((name,) for name in _MORE), _TOWN)
    words = [" ".join(part.text for name in group if (part := parts[name])) for group in groups]
    label = ", ".join(group for group in words if group)
    found = {
        "lieu_libelle": Value(label, Evidence(lecture=label, path=reader.node.path)) if label else None,
        "lieu_code_postal": parts["codePostal"],
        "lieu_ville": parts["ville"],
    }
    values = {name: value for name, value in found.items() if value}
    return Seat(values, _discord(parts["codePostal"], departement))


def _foreign(reader: StrictReader) -> Seat:
    """An address abroad; some are French ones, with postal code and town at their end."""
    label, country = reader.value("adresse"), reader.value("pays")
    found = {"lieu_libelle": label, "lieu_pays": country}
    tail = _tail(label.text) if label and _may_be_french(country) else None
    if label and tail:
        found["lieu_code_postal"] = _part(label, tail, "postal")
        found["lieu_ville"] = _part(label, tail, "town")
    values = {name: value for name, value in found.items() if value}
    return Seat(values, (FRENCH_AMONG_FOREIGN,) if tail else ())


def _may_be_french(country: Value | None) -> bool:
    return country is None or country.text.casefold() == "france"


def _tail(text: str) -> re.Match[str] | None:
    starts = [match.start() for match in re.finditer(r"\b\d{5}\s", text)]
    return _FRENCH_TAIL.fullmatch(text, starts[-1]) if starts else None


def _part(label: Value, match: re.Match[str], name: str) -> Value:
    start, end = match.span(name)
    words = match[name]
    return Value(words, replace(label.evidence, lecture=words, start=start, end=end), UNSURE)


def _discord(postal: Value | None, departement: Value | None) -> tuple[str, ...]:
    if postal is None or departement is None or not re.fullmatch(r"\d{5}", postal.text):
        return ()
    head = postal.text[:3] if postal.text[:2] in ("97", "98") else postal.text[:2]
    printed = _CORSICA.get(departement.text.upper(), departement.text.zfill(2))
    return () if printed == head else (OTHER_DEPARTEMENT,)
