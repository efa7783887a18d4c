"""``date_format``: a pattern of letters as a concatenation of the parts of a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce

from babel.dates import get_day_names
from sqlalchemy import BigInteger, Text, case, cast, func, literal

from console.api.odsql.flavours import Flavour, Sql

LANGUAGES = ("en", "fr", "nl", "pt", "it", "ar", "de", "es", "ca", "eu", "sv")
_PART = re.compile(
    r"'(?:[^']|'')+'|''|[yY]{4}|[yY]{2}|x{4}|xx|ww?|EEEE|E|e|DDD|D|MM?|dd?|HH?|mm?|ss?|[?,.:/ -]+"
)
_LONGEST = 200


def formatted(local: Sql, pattern: str, flavour: Flavour, language: str) -> Sql:
    """A local time as text.

    Raises:
        ValueError: the pattern has a letter of no meaning.
    """
    parts = [_part(letters, local, flavour, language) for letters in _parts(pattern)]
    if not parts:
        return cast(literal("", Text), Text)
    return reduce(lambda left, right: left.concat(right), parts)


def _parts(pattern: str) -> list[str]:
    if len(pattern) > _LONGEST:
        raise ValueError(f"a date format longer than {_LONGEST} letters")
    at, found = 0, []
    while at < len(pattern):
        match = _PART.match(pattern, at)
        if match is None:
            raise ValueError(f"the date format has a part of no meaning: {pattern[at : at + 10]!r}")
        found.append(match.group())
        at = match.end()
    return found


def _part(letters: str, local: Sql, flavour: Flavour, language: str) -> Sql:
    if letters == "''":
        return literal("'", Text)
    if letters.startswith("'"):
        return literal(letters[1:-1].replace("''", "'"), Text)
    if letters in ("E", "EEEE"):
        return _day_name(flavour.weekday(local), letters, language)
    make = _MAKERS.get(letters.lower() if letters[0] in "yY" else letters)
    return make(local, flavour) if make else literal(letters, Text)


def _day_name(weekday: Sql, letters: str, language: str) -> Sql:
    names = get_day_names("abbreviated" if letters == "E" else "wide", "format", locale=language)
    return case(*((weekday == day + 1, literal(str(names[day]), Text)) for day in range(7)), else_=None)


def _slice(start: int, length: int) -> Callable[[Sql, Flavour], Sql]:
    return lambda local, _: func.substr(local, start, length)


def _number(start: int, length: int) -> Callable[[Sql, Flavour], Sql]:
    return lambda local, _: _text(cast(func.substr(local, start, length), BigInteger))


def _text(number: Sql) -> Sql:
    return cast(number, Text)


def _padded(number: Sql, width: int) -> Sql:
    """The last digits of a number with zeros before it."""
    long = literal("0" * width, Text).concat(_text(number))
    return func.substr(long, func.length(long) - (width - 1), width)


_MAKERS: dict[str, Callable[[Sql, Flavour], Sql]] = {
    "yyyy": _slice(1, 4),
    "yy": _slice(3, 2),
    "xxxx": lambda local, flavour: _padded(flavour.week_year(local), 4),
    "xx": lambda local, flavour: _padded(flavour.week_year(local), 2),
    "ww": lambda local, flavour: _padded(flavour.week(local), 2),
    "w": lambda local, flavour: _text(flavour.week(local)),
    "e": lambda local, flavour: _text(flavour.weekday(local)),
    "DDD": lambda local, flavour: _padded(flavour.day_of_year(local), 3),
    "D": lambda local, flavour: _text(flavour.day_of_year(local)),
    "MM": _slice(6, 2),
    "M": _number(6, 2),
    "dd": _slice(9, 2),
    "d": _number(9, 2),
    "HH": _slice(12, 2),
    "H": _number(12, 2),
    "mm": _slice(15, 2),
    "m": _number(15, 2),
    "ss": _slice(18, 2),
    "s": _number(18, 2),
}
