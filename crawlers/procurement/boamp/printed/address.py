"""Postal code and town in printed addresses."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.notice import Fields, put

_CONTACT = re.compile(
    r"[\s,;.]*(?:t[ée]l[ée]phone|t[ée]l[ée]copieur|tél\b|(?<![^\W\d_])(?:tel|fax|url)\b|courriel|e-?mail|"
    r"adresse\s+internet|site\s+internet|point\(s\) de contact)\s*\.?\s*:",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"(?:^|[\s,;-])(?:F-?\s?)?(?P<postal>\d{5}|\d{2} \d{3})[\s,]+(?P<town>[^\W\d_].*)$", re.DOTALL
)
_COUNTRY = re.compile(r",\s*(?:F|FR|France|[A-Z]{2})\s*$")


def put_address(address: Value | None, who: str, fields: Fields) -> None:
    """``{who}_code_postal`` and ``{who}_ville`` out of ``"2 rue X, 75181 Paris cedex 04, tél. : …"``."""
    if address is None:
        return
    text = " ".join(address.text.split())
    contact = _CONTACT.search(text)
    text = text[: contact.start()] if contact else text
    found = last_postal(text)
    if found:
        postal, town = found
        put(fields, **{f"{who}_code_postal": replace(address, text=postal)})
        put(fields, **{f"{who}_ville": replace(address, text=town)})


def last_postal(text: str) -> tuple[str, str] | None:
    """The last postal code, all on one line, that a town follows, and the town without the country."""
    rest, start = text, -1
    for found in re.finditer(r"(?:^|[\s,;-])(?:F-?\s?)?(?:\d{5}|\d{2} \d{3})[\s,]+(?=[^\W\d_])", rest):
        start = found.start()
    found_last = _POSTAL.match(text[start:]) if start >= 0 else None
    if not found_last:
        return None
    town = _COUNTRY.sub("", found_last["town"].strip().rstrip(" .,;")).strip(" .,;")
    return (found_last["postal"], town) if town else None
