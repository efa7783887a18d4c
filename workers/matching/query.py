"""The search grammar: words, "phrases", OU, NON, parentheses and fields.

Words side by side must all be there; ``OU`` joins its two neighbours into alternatives; ``NON`` excludes the
alternatives that follow; ``field:value`` asks a field (:mod:`workers.matching.fields`)::

    (école OU collège) NON "cour d'école" cpv:45,71 departement:35 montant>=90k

It is the grammar of watches, of the search box and of the API.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, product

from workers.matching.fields import asked
from workers.matching.lexer import Piece, pieces
from workers.matching.terms import Atom, Between, Query, Term
from workers.matching.trouble import QueryError
from workers.matching.words import tokens

__all__ = ["Atom", "Query", "parse_query"]

MOST = 256
"""Alternatives in all, after parentheses are multiplied out."""


def parse_query(text: str) -> Query:
    """The query that a text says; an empty text is the query that everything answers.

    Raises:
        QueryError: what is wrong with it, and where.
    """
    reader = _Reader(text, list(pieces(text)))
    found = reader.conjunction()
    if reader.here is not None:
        raise reader.wrong("close")
    return found


@dataclass
class _Reader:
    """Goes through the pieces once; ``at`` is the next one."""

    text: str
    pieces: Sequence[Piece]
    at: int = 0

    @property
    def here(self) -> Piece | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def conjunction(self) -> Query:
        found: list[Query] = []
        while self.here is not None and self.here.kind != "close":
            if self.here.kind == "and":
                self._joined(found)
            elif self.here.kind == "not":
                found.append(self._excluded())
            else:
                found.append(self._alternatives())
        return _all(found)

    def _joined(self, before: Sequence[Query]) -> None:
        operator = self._take()
        if not before or self.here is None or self.here.kind in ("close", "and", "or"):
            raise self.wrong("operator", operator, operator=operator.text)

    def _excluded(self) -> Query:
        operator = self._take()
        if self.here is None or self.here.kind in ("close", "and", "or", "not"):
            raise self.wrong("operator", operator, operator=operator.text)
        inner = self._alternatives()
        if inner.bounds:
            raise self.wrong("negated", operator, what="is compared")
        if inner.excluded or len(inner.groups) > 1:
            raise self.wrong("negated", operator, what="must be there together")
        return Query(excluded=tuple(chain.from_iterable(inner.groups)))

    def _alternatives(self) -> Query:
        start = self.here
        found = [self._one()]
        while self.here is not None and self.here.kind == "or":
            operator = self._take()
            if self.here is None or self.here.kind not in ("open", "word", "field"):
                raise self.wrong("operator", operator, operator=operator.text)
            found.append(self._one())
        return found[0] if len(found) == 1 else self._multiplied(found, start)

    def _multiplied(self, found: Sequence[Query], start: Piece | None) -> Query:
        """One of several conjunctions, as a conjunction of alternatives."""
        if any(each.bounds for each in found):
            raise self.wrong("alternative", start, what="a comparison")
        if any(each.excluded for each in found):
            raise self.wrong("alternative", start, what="an exclusion")
        size = 1
        for each in found:
            size *= max(1, len(each.groups))
        if size * len(found) > MOST:
            raise self.wrong("large", start, most=MOST)
        groups = (tuple(chain.from_iterable(each)) for each in product(*(one.groups for one in found)))
        return Query(tuple(tuple(dict.fromkeys(group)) for group in groups))

    def _one(self) -> Query:
        piece = self._take()
        if piece.kind == "open":
            inner = self.conjunction()
            if self.here is None:
                raise self.wrong("open", piece)
            self._take()
            if inner == Query():
                raise self.wrong("empty", piece)
            return inner
        if piece.kind == "field":
            found = asked(self.text, piece)
            return Query(bounds=(found,)) if isinstance(found, Between) else Query((found,))
        if piece.kind != "word":
            raise self.wrong("operator", piece, operator=piece.text)
        return Query(((_atom(piece.text),),))

    def _take(self) -> Piece:
        self.at += 1
        return self.pieces[self.at - 1]

    def wrong(self, key: str, piece: Piece | None = None, **parts: object) -> QueryError:
        """What is wrong at a piece, by default the next one."""
        place = piece or self.here
        return QueryError(key, self.text, place.at if place else len(self.text) + 1, **parts)


def _all(found: Sequence[Query]) -> Query:
    return Query(
        tuple(chain.from_iterable(each.groups for each in found)),
        tuple(chain.from_iterable(each.excluded for each in found)),
        tuple(chain.from_iterable(each.bounds for each in found)),
    )


def _atom(wanted: str) -> Term:
    return Atom(wanted, tuple(token.stem for token in tokens(wanted)))
