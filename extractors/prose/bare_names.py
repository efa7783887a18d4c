"""The order of given name and name where neither brackets nor capitals tell it: "Grave Michel"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from core.model.act import Span
from extractors.prose.given_names import is_given_name, is_surname
from extractors.prose.letters import LETTERS, UP, UPPER, plain, printed

Usual = Literal["nom", "prenom"]
TIE = 0.65
ORDERED = 0.9
"""How sure a name is whose order is known from the names beside it."""
_TOKEN = re.compile(
    rf"(?P<initials>(?:{UP}\.[ -]?){{1,6}}(?:{UP}(?![{LETTERS}]))?|{UP}[bcdfgklmnpqrstvx](?![{LETTERS}.]))"
    rf"|(?P<particle>(?:de la|de|du|des|le|la|les|van|von|el|ben|da|do|dos|saint|sainte|st) +|d'|l')"
    rf"|(?P<word>[{LETTERS}](?:[{LETTERS}'\-]*[{LETTERS}])?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BareName:
    """A name with its given names, if the text has them."""

    nom: Span
    prenom: Span | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """A word with the particles before it."""

    start: int
    end: int
    given: bool
    shouted: bool
    initials: bool
    particle: bool
    word: str


def split_name(text: str, start: int, end: int, *, usual: Usual = "nom") -> BareName:
    """Parts the words ``text[start:end]`` into name and given names; unknown words are all the name.

    ``usual`` tells what usually comes first here, for words that may all be names and given names; the
    confidence of such a name is at most TIE.
    """
    groups = _groups(plain(text), start, end)
    cut, name_first, confidence = _order(groups, usual)
    if not cut:
        return BareName(printed(text, start, end, confidence))
    left = printed(text, groups[0].start, groups[cut - 1].end, confidence)
    right = printed(text, groups[cut].start, groups[-1].end, confidence)
    return BareName(left, right) if name_first else BareName(right, left)


def split_as(text: str, start: int, end: int, order: Usual) -> BareName | None:
    """Parts words that may all be given names ("Jeanne Bertrand") in a given order; None for other words."""
    groups = _groups(plain(text), start, end)
    if len(groups) < 2 or not all(group.given for group in groups):
        return None
    cut = 1 if order == "nom" else len(groups) - 1
    left = printed(text, groups[0].start, groups[cut - 1].end, ORDERED)
    right = printed(text, groups[cut].start, groups[-1].end, ORDERED)
    return BareName(left, right) if order == "nom" else BareName(right, left)


def _groups(flat: str, start: int, end: int) -> list[_Group]:
    groups: list[_Group] = []
    opened: int | None = None
    for match in _TOKEN.finditer(flat, start, end):
        word = match.group().strip()
        if match.lastgroup == "particle":
            opened = match.start() if opened is None else opened
            continue
        letters = [char for char in word if char.isalpha()]
        initials = match.lastgroup == "initials"
        groups.append(
            _Group(
                start=match.start() if opened is None else opened,
                end=match.start() + len(word),
                given=opened is None and is_given_name(word),
                shouted=not initials and len(letters) > 1 and all(char in UPPER for char in letters),
                initials=initials,
                particle=opened is not None,
                word=word,
            )
        )
        opened = None
    return groups


def _order(groups: list[_Group], usual: Usual) -> tuple[int, bool, float]:
    """Where the words part (0: nowhere), whether the name comes first, and how sure that is."""
    count = len(groups)
    if count < 2:
        return 0, True, 0.97
    if groups[0].initials:
        return 1, False, 0.97
    if groups[-1].initials:
        return count - 1, True, 0.97
    shouted = [group.shouted for group in groups]
    if any(shouted) and not all(shouted):
        return _by_capitals(shouted)
    return _by_lexicon(groups, usual)


def _by_capitals(shouted: list[bool]) -> tuple[int, bool, float]:
    if shouted[0]:
        return shouted.index(False), True, 0.98
    if shouted[-1]:
        return shouted.index(True), False, 0.98
    return 0, True, 0.5


def _by_lexicon(groups: list[_Group], usual: Usual) -> tuple[int, bool, float]:
    count = len(groups)
    leading = next((i for i, group in enumerate(groups) if not group.given), count)
    trailing = next((i for i, group in enumerate(reversed(groups)) if not group.given), count)
    if leading == count:
        return _all_given(groups, usual)
    if leading and not trailing:
        return leading, False, 0.95
    if trailing and not leading:
        return count - trailing, True, 0.95
    if leading and trailing:
        return leading, False, 0.5
    return 0, True, 0.6


def _all_given(groups: list[_Group], usual: Usual) -> tuple[int, bool, float]:
    """All words may be given names: a compound one is seldom a name, and some simple ones are not either."""
    first, last = _is_name(groups[0].word), _is_name(groups[-1].word)
    if last and not first:
        return len(groups) - 1, False, 0.8
    if first and not last:
        return 1, True, 0.85
    if not first and "-" in groups[-1].word:
        return len(groups) - 1, False, 0.7
    return (1, True, TIE) if usual == "nom" else (len(groups) - 1, False, TIE)


def _is_name(word: str) -> bool:
    return "-" not in word and is_surname(word)
