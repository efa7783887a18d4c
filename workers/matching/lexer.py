"""A query as pieces: words and phrases, operators, parentheses, fields with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workers.matching.trouble import QueryError
from workers.matching.words import tokens

_OPERATORS = {
    **dict.fromkeys(("OU", "OR", "|"), "or"),
    **dict.fromkeys(("NON", "NOT", "SAUF"), "not"),
    **dict.fromkeys(("ET", "AND", "&"), "and"),
}
_QUOTES = str.maketrans("“”„«»", '"""""')
_GROUPED = r"\d{1,3}(?:[\x20\u00a0\u202f]\d{3})"
_FIGURES = rf"(?<=[<>]=){_GROUPED}+(?!\d)|(?<=[:=])(?:{_GROUPED}*)?\.\.(?:{_GROUPED}*)?(?!\d)"
"""Figures as the French group them, ``90 000``: after a sign that compares, or beside ``..``. After another
sign a figure of three digits is a word: ``departement:35 200 logements``."""

_CURRENCY = r"(?<=\d)\s?(?:€|eur(?:os)?\b)"
_PIECE = re.compile(
    rf"""(?P<minus>-(?=[^\s()-]))?
    (?: (?P<open>\() | (?P<close>\))
      | (?P<field>[^\W\d]\w*)(?P<sign>>=|<=|[:=<>])(?P<values>(?:{_FIGURES}|{_CURRENCY}|"[^"]*"|[^\s()"])*)
      | "(?P<phrase>[^"]*)"
      | (?P<word>[^\s()"]+) )""",
    re.VERBOSE,
)


class Piece(NamedTuple):
    """``kind`` is word, field, or, not, and, open or close; ``at`` where it begins, characters from 1."""

    kind: str
    text: str
    at: int
    sign: str = ""
    values: str = ""
    """As typed, with their commas and quotation marks."""


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text in order; what has neither letters nor digits is no word and is left out.

    Raises:
        QueryError: an unclosed quotation mark.
    """
    plain = text.translate(_QUOTES)
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        found = _PIECE.match(plain, at)
        if found is None or (found["field"] and plain[found.end() : found.end() + 1] == '"'):
            raise QueryError("quote", text, (found.end() if found else plain.index('"', at)) + 1)
        yield from _read(found, at)
        at = found.end()


def _read(found: re.Match[str], at: int) -> Iterator[Piece]:
    if found["minus"]:
        at += 1
        if not _says_something(found):
            return
        yield Piece("not", "-", at)
    if found["open"] or found["close"]:
        yield Piece("open" if found["open"] else "close", found[0], at + 1)
    elif found["field"]:
        yield Piece("field", found["field"], at + 1, found["sign"], found["values"])
    elif found["word"] in _OPERATORS:
        yield Piece(_OPERATORS[found["word"]], found["word"], at + 1)
    elif tokens(wanted := (found["phrase"] or found["word"] or "").strip()):
        yield Piece("word", wanted, at + 1)


def _says_something(found: re.Match[str]) -> bool:
    return bool(found["field"] or tokens(found["phrase"] or found["word"] or ""))
