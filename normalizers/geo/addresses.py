"""Postal code and town inside a longer text: an address, a list of sites."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalizers.values.folding import fold
from normalizers.values.postal import is_french

_PAIR = re.compile(
    r"(?<!\d)(?P<postal>\d{5}|\d{2}\s\d{3})(?!\d)\s*(?:[-–—,:)]\s*)?"
    r"(?P<town>[a-z][a-z' .-]*?)(?:\s\d{1,2}(?!\d))?(?=\s*(?:[,;:()/|<>\d]|[-–—]\s|\.\s|\.?$)|\sfrance\b)"
)
_MARKUP = re.compile(r"<[^<>]{1,40}>")


@dataclass(frozen=True, slots=True)
class Address:
    """A postal code and the words after it, folded."""

    postal_code: str
    town: str


def find_addresses(text: str) -> list[Address]:
    """Every pair of a French postal code and the town after it: ``"27 rue de Luscanen - 56000 VANNES"``.

    The town is only what follows the code; whether it is one, the resolver says.
    """
    found = []
    for match in _PAIR.finditer(fold(_MARKUP.sub(" | ", text))):
        postal = match["postal"].replace(" ", "")
        if is_french(postal):
            found.append(Address(postal, match["town"].strip(" .-'")))
    return list(dict.fromkeys(found))
