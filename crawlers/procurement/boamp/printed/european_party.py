"""Bodies in the forms of the JOUE: name, number, address, postal code, town, country, between commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.forms.notice import Fields, put
from crawlers.procurement.boamp.printed.line import Line, value_of

NUMBER = "numero national d'identification"

_POSTAL = re.compile(
    r"(?:^|,)\s*(?P<postal>\d{5}|\d{2} \d{3}|[A-Z]{1,2}-?\d{4,5}|\d{4})\s*,\s*(?P<town>[^,]+),",
    re.DOTALL,
)
_TOWN_ONLY = re.compile(r",\s*(?P<town>[^,:]+),\s*(?P<country>[A-Z]{1,3})\s*(?:,|$)")
_PARTY = re.compile(r",.*(?:,\s*[A-Z]{1,3}\s*(?:,|$)|code nuts)", re.IGNORECASE)
_COUNTRY = re.compile(r",\s*(?P<country>[A-Z]{1,3})\s*(?:,|$)")
_NUMBER = re.compile(rf"{NUMBER}\s*:\s*(?P<number>[^,]*)")
_END = re.compile(r"(?:code nuts\s*:\s*[a-z]{2}[a-z0-9]{0,3}|,\s*[a-z]{1,3})\s*$")
"""What a body ends with: its NUTS code, else its country."""
_DETAIL = re.compile(
    r"(?:telephone|courriel|e-mail|fax|code nuts|adresse internet|point\(s\) de contact)\s*:|tel\."
)


def read_party(line: Value, who: str, hint: str = "") -> Fields:
    """``{who}_nom``, ``_siret``, ``_code_postal``, ``_ville`` of a body; ``hint`` is its name as indexed.

    A name that holds commas cannot be told from the address but by its number, that follows it, or by the
    name under which it is indexed.
    """
    text = " ".join(line.text.split())
    value = replace(line, text=text)
    fields: Fields = {}
    postal = _POSTAL.search(text)
    number = _NUMBER.search(fold(text))
    put(fields, **{f"{who}_nom": replace(value, text=_name(text, hint))})
    if number:
        digits = text[number.start("number") : number.end("number")].strip()
        put(fields, **{f"{who}_siret": replace(value, text=digits) if digits else None})
    if postal:
        put(fields, **{f"{who}_code_postal": replace(value, text=postal["postal"])})
        put(fields, **{f"{who}_ville": replace(value, text=postal["town"].strip())})
    else:
        town = _TOWN_ONLY.search(text)
        put(fields, **{f"{who}_ville": replace(value, text=town["town"].strip()) if town else None})
    return fields


def bodies(lines: Sequence[Line]) -> list[Value]:
    """The bodies that some lines name: each is one line, or the lines into which it wraps in a PDF."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    values = [value_of(group) for group in groups]
    return [value for value in values if value and is_party(value)]


def _goes_on(before: Sequence[Line], line: Line) -> bool:
    """Whether a body wraps into a line: until its end, or until a line that is a body where it is one too."""
    value, following = value_of(before), value_of([line])
    if not before[-1].wraps or value is None or following is None or _END.search(fold(value.text)):
        return False
    return not (is_party(value) and is_party(following))


def is_party(line: Value) -> bool:
    """Whether a text is a body: pieces between commas, one of them a country or followed by a NUTS code."""
    return bool(_PARTY.search(" ".join(line.text.split())))


def country_of(line: Value) -> Value | None:
    """The country's code: "F" for France."""
    found = _COUNTRY.search(line.text)
    return replace(line, text=found["country"]) if found else None


def _name(text: str, hint: str) -> str:
    number = _NUMBER.search(fold(text))
    if number:
        return text[: number.start()].strip(" ,")
    pieces = text.split(",")
    known = fold(hint).strip()
    for count in range(len(pieces), 1, -1):
        name = ",".join(pieces[:count]).strip()
        if known and fold(name) == known:
            return name
    detail = _DETAIL.search(fold(pieces[0]))
    return (pieces[0][: detail.start()] if detail else pieces[0]).strip(" .")
