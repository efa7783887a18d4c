"""The search grammar: words, "phrases", OU / OR, NON / NOT / -word.

Words side by side must all be there; ``OU`` joins its two neighbours into alternatives; ``NON`` excludes the
next one: ``école OU collège NON "cour d'école"``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.errors import InputError
from workers.matching.words import tokens

_PIECE = re.compile(r'-?"[^"]*"|\S+')
_OR = {"OU", "OR", "|"}
_NOT = {"NON", "NOT", "SAUF"}


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a phrase, as stems; ``wanted`` is how the subscriber typed it."""

    wanted: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A conjunction of alternatives, and what must not be there."""

    groups: tuple[tuple[Atom, ...], ...]
    excluded: tuple[Atom, ...]


def parse_query(text: str) -> Query:
    """The query that a text says; an empty text is the query that everything answers.

    Raises:
        InputError: an unclosed quotation mark, or an operator without a word beside it.
    """
    if text.count('"') % 2:
        raise InputError(f"unclosed quotation mark in {text!r}", hint='Write "…" around a phrase.')
    groups: list[list[Atom]] = []
    excluded: list[Atom] = []
    joining = excluding = False
    for piece in _PIECE.findall(text):
        if piece in _OR:
            joining = _expect(bool(groups) and not excluding, piece)
        elif piece in _NOT:
            excluding = _expect(not joining, piece)
        elif atom := _atom(piece):
            if excluding or piece.startswith("-"):
                excluded.append(atom)
            elif joining:
                groups[-1].append(atom)
            else:
                groups.append([atom])
            joining = excluding = False
    if joining or excluding:
        _expect(False, "OU" if joining else "NON")
    return Query(tuple(map(tuple, groups)), tuple(excluded))


def _expect(fine: bool, operator: str) -> bool:
    if not fine:
        raise InputError(f"{operator} needs a word on each side", hint="Write: école OU collège.")
    return True


def _atom(piece: str) -> Atom | None:
    wanted = piece.removeprefix("-").strip('"')
    stems = tuple(token.stem for token in tokens(wanted))
    return Atom(wanted, stems) if stems else None
