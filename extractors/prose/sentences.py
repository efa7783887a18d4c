"""The text cut into units that hold whole clauses: sentences, items of a list, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.model.act import Span
from extractors.prose.letters import DATE, UP, group, plain

_QUOTED = re.compile(r"«[^»]{0,600}»|\"[^\"\n]{0,200}\"|\([^()\n]{0,120}\)")
_STOP = re.compile(
    rf"\n+(?= *(?:{UP}|«|\"|[-–—•]|\d|l'|le |la |$))|;|:(?= *\n)|:(?! *[«\"x])|\.(?= +(?:{UP}|«|x)"
    rf"| *(?:\n|$))"
)
_NO_STOP = re.compile(rf"(?:\b(?:M|MM|art|Art|cf|no?|etc|ép|St|Ste)|(?<![{UP[1:-1]}])\b{UP})$")
_TELLS = re.compile(r"(?:suivante?|suit|modifiée|dénomination|sociale|devient|dénommée) ?$")
_HEADER = re.compile(
    rf"(?:\b[Pp]ar (?:un |une )?|^ *)(?P<nature>[Aa]rrêtés?|[Dd]écrets?|[Dd]écisions?|[Oo]rdonnances?"
    rf"|[Jj]ugements?)\b"
    rf"[^;\n]{{0,400}}?\b(?:en date d[ue]s?|du|le) (?P<date>{DATE})",
    re.MULTILINE,
)
_SIGNED = re.compile(rf"\bFait(?: à [^,\n]{{2,40}},?)?,? le (?P<date>{DATE})")
_VISA = re.compile(
    r"\s*(?:Vu\b|Considérant\b|Sur (?:la )?proposition\b|Sur (?:le )?rapport\b|Après avis\b|Fait\b)",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """``text[start:end]``; ``opens`` tells that a list follows, ``date`` the date of its arrêté."""

    start: int
    end: int
    opens: bool
    date: Span | None
    arrete: int


def find_units(text: str, first: int = 0, last: int | None = None) -> Iterator[Unit]:
    """The units of ``text[first:last]`` in order, without "Par arrêté … en date du …" and without visas.

    An arrêté that does not begin so has the date of its signature.
    """
    flat = plain(text)
    limit = len(text) if last is None else last
    signed = _SIGNED.search(flat, first, limit)
    date = group(text, signed, "date") if signed else None
    arrete = 0
    for begin, end, opens in _cut(flat, first, limit):
        start = begin
        header = _HEADER.search(flat, start, end)
        if header and not flat[start : header.start()].strip(" \n-–—"):
            start, date, arrete = _after(flat, header.end(), end), group(text, header, "date"), arrete + 1
        if flat[start:end].strip() and not _VISA.match(flat, start, end):
            yield Unit(start, end, opens, date, arrete)


def _after(flat: str, position: int, end: int) -> int:
    while position < end and flat[position] in " ,:\n":
        position += 1
    return position


@lru_cache(maxsize=16)
def _masked(flat: str) -> str:
    """The text with quotations and brackets blotted out: no stop inside them ends a sentence."""
    return _QUOTED.sub(lambda match: "x" * len(match.group()), flat)


def _cut(flat: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    masked = _masked(flat)
    for match in _STOP.finditer(masked, start, end):
        if match.group() == ":" and _TELLS.search(flat, max(0, match.start() - 14), match.start()):
            continue
        if match.group() == "." and _NO_STOP.search(flat, max(0, match.start() - 4), match.start()):
            continue
        yield start, match.start(), match.group() == ":"
        start = match.end()
    yield start, end, False
