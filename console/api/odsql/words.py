"""Searches by words: whole words, their beginnings, and words written nearly so."""

from __future__ import annotations

import re
from itertools import combinations

from sqlalchemy import and_, true

from console.api.odsql.flavours import Flavour, Sql
from console.api.odsql.values import Predicate
from core.storage.folding import folded

_WORD = re.compile(r"[^\W_]+\*?")
_BEFORE, _AFTER, _LETTER = "(^|[^0-9a-z])", "([^0-9a-z]|$)", "[0-9a-z]"
_MOST = 30
_TWO_ERRORS_AFTER, _ONE_ERROR_AFTER, _LONGEST_WITH_TWO = 5, 2, 16


def words(text: str) -> list[str]:
    """The words of a search, folded, with ``*`` after a beginning of a word.

    Raises:
        ValueError: there are too many.
    """
    found = _WORD.findall(folded(text))
    if len(found) > _MOST:
        raise ValueError(f"a search of more than {_MOST} words")
    return found


def has_words(text: Sql, asked: str, flavour: Flavour) -> Predicate:
    """Whether a folded text has all the words asked for."""
    return _all([_has(text, word, flavour) for word in words(asked)])


def has_beginnings(text: Sql, asked: str, flavour: Flavour) -> Predicate:
    """Whether a folded text has words that begin with each of those asked for."""
    return _all([_has(text, word.rstrip("*") + "*", flavour) for word in words(asked)])


def has_nearly(text: Sql, asked: str, flavour: Flavour) -> Predicate:
    """Whether a folded text nearly has each word; the last may be a beginning.

    One error is allowed from three letters on, two from six on: a letter too much, missing or wrong.
    """
    found = words(asked)
    patterns = [_BEFORE + _nearly(word.rstrip("*")) for word in found]
    ends = ["" if word.endswith("*") or at == len(found) - 1 else _AFTER for at, word in enumerate(found)]
    return _all([flavour.matches(text, pattern + end) for pattern, end in zip(patterns, ends, strict=True)])


def _has(text: Sql, word: str, flavour: Flavour) -> Predicate:
    start = word.rstrip("*")
    pattern = _BEFORE + re.escape(start) + ("" if word.endswith("*") else _AFTER)
    # The database looks for the letters first, and only where they are for the word.
    return and_(text.contains(start, autoescape=True), flavour.matches(text, pattern))


def _nearly(word: str) -> str:
    """A pattern of all words at that distance: at most so many letters replaced, left out or put in."""
    errors = 2 if len(word) > _TWO_ERRORS_AFTER else 1 if len(word) > _ONE_ERROR_AFTER else 0
    if len(word) > _LONGEST_WITH_TWO:
        errors = min(errors, 1)
    if errors == 0:
        return re.escape(word)
    slots = range(2 * len(word) + 1)  # even: between two letters; odd: a letter
    return f"({'|'.join(_spelled(word, set(chosen)) for chosen in combinations(slots, errors))})"


def _spelled(word: str, chosen: set[int]) -> str:
    parts = []
    for slot in range(2 * len(word) + 1):
        wild = f"{_LETTER}?"
        parts.append(wild if slot in chosen else "" if slot % 2 == 0 else re.escape(word[slot // 2]))
    return "".join(parts)


def _all(conditions: list[Predicate]) -> Predicate:
    return and_(true(), *conditions)
