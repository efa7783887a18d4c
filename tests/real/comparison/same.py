"""Values made comparable: what two spellings of one value have in common."""

from __future__ import annotations

import html
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

UNORDERED = frozenset(
    {"code_nuts", "code_departement", "code_region", "departements_publication", "avis_lies", "type_marche"}
)


def comparable(column: str, value: Any) -> Any:
    """Texts by letters and figures, moments by the clock on the wall, lists as tuples, empty as None."""
    if value is None or value in ("", [], ()):
        return None
    if isinstance(value, dict):
        return tuple((name, comparable(name, each)) for name, each in sorted(value.items()) if each)
    if isinstance(value, list | tuple):
        found = tuple(comparable(column, each) for each in value)
        return tuple(sorted(set(found))) if column in UNORDERED else found
    if column.startswith("date_") and isinstance(value, str):
        return value
    return _single(value)


def _single(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return round(float(value), 2)
    return folded(value) if isinstance(value, str) else value


def folded(text: str) -> str | None:
    """Letters and figures alone, entities decoded and the control characters of cp1252 repaired.

    Dates, codes and addresses keep enough of themselves to be told apart.
    """
    plain = html.unescape(html.unescape(text))
    plain = _once(plain) if "Ã" in plain else "".join(_repaired(char) for char in plain)
    plain = unicodedata.normalize("NFKC", plain)
    return "".join(char for char in plain if char.isalnum()) or None


def _once(text: str) -> str:
    """UTF-8 that was taken for Latin 1 and encoded again."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _repaired(char: str) -> str:
    if "\x80" <= char <= "\x9f":
        return bytes([ord(char)]).decode("cp1252", "ignore")
    return char
