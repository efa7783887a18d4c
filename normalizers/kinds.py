"""From the words of a document to the type of a column: one reader a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.model.dataset import Column, Kind
from normalizers.codes.cpv import parse_cpv
from normalizers.codes.nuts import parse_nuts
from normalizers.geo.departement import normalise_departement
from normalizers.values.amounts import parse_amount
from normalizers.values.currencies import find_currency
from normalizers.values.days import parse_real_date
from normalizers.values.deadlines import parse_deadline
from normalizers.values.durations import parse_months
from normalizers.values.numbers import parse_integer
from normalizers.values.postal import parse_postal_code
from normalizers.values.result import Result, unknown
from normalizers.values.siret import parse_siren, parse_siret
from normalizers.values.text import clean, collapse, decode_entities, fold

UNKNOWN_TERM = "code_inconnu"
UNREADABLE_BOOLEAN = "booleen_illisible"
UNREADABLE_NUMBER = "nombre_illisible"

_YES = {"oui", "true", "1", "vrai", "yes", "o"}
_NO = {"non", "false", "0", "faux", "no", "n"}


def read_value(column: Column, text: str) -> Result[Any]:
    """The value of a text for a column, or None with a named warning; never raises on bad text."""
    if column.kind is Kind.CODE:
        return _SCHEMES.get(column.scheme, clean)(text)
    if column.kind is Kind.TERM:
        return _term(column, text)
    if column.scheme == "months":
        return _months(text)
    return _KINDS[column.kind](text)


def _term(column: Column, text: str) -> Result[str]:
    if not column.terms or text in column.terms:
        return Result(text)
    return unknown(UNKNOWN_TERM)


def _deadline(text: str) -> Result[Any]:
    """A deadline whose hour is not printed stays a day: no hour is invented."""
    found = parse_deadline(text)
    return Result(found.value or found.day, found.warnings)


def _amount(text: str) -> Result[float]:
    found = parse_amount(text)
    return Result(None if found.value is None else float(found.value), found.warnings)


def _integer(text: str) -> Result[int]:
    return parse_integer(text)


def _months(text: str) -> Result[int]:
    """Forms give the months as a bare number, prose with its unit."""
    return Result(int(text)) if text.strip().isdecimal() else parse_months(text)


def _currency(text: str) -> Result[str]:
    """A code ISO 4217 stands for itself; words are looked up."""
    code, named = find_currency(fold(text))
    if named:
        return Result(code)
    return Result(text) if len(text) == 3 and text.isalpha() and text.isupper() else unknown(UNKNOWN_TERM)


def _number(text: str) -> Result[float]:
    try:
        return Result(float(text.replace(",", ".").replace(" ", "")))
    except ValueError:
        return unknown(UNREADABLE_NUMBER)


def _boolean(text: str) -> Result[bool]:
    folded = fold(text)
    if folded in _YES:
        return Result(True)
    return Result(False) if folded in _NO else unknown(UNREADABLE_BOOLEAN)


def _url(text: str) -> Result[str]:
    """Publishers leave ``&amp;`` in addresses; nothing else is mended."""
    return Result(collapse(decode_entities(text)))


def _departement(text: str) -> Result[str]:
    code = normalise_departement(text)
    return Result(code) if code else unknown(UNKNOWN_TERM)


def _postal(text: str) -> Result[str]:
    found = parse_postal_code(text)
    return Result(found.value or found.foreign, found.warnings)


_KINDS: dict[Kind, Callable[[str], Result[Any]]] = {
    Kind.TEXT: clean,
    Kind.URL: _url,
    Kind.DATE: parse_real_date,
    Kind.DATETIME: _deadline,
    Kind.AMOUNT: _amount,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
    Kind.LATLON: clean,
}

_SCHEMES: dict[str, Callable[[str], Result[Any]]] = {
    "cpv": parse_cpv,
    "departement": _departement,
    "devise": _currency,
    "nuts": parse_nuts,
    "postal": _postal,
    "siren": parse_siren,
    "siret": parse_siret,
}
