"""Other ways of matching, made ready once: each gives, for a notice or a batch, what watches it answers.

All of them get the stems of the words, so that what is compared is the search and not the language.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import psycopg

from benchmarks.matching.load import DATASET
from core.model.watch import Watch
from workers.matching.demand import Atom, Clause, Demand, demand
from workers.matching.held import Held, held
from workers.matching.words import stems

TEXTS = tuple(column.name for column in DATASET.columns if column.search)
_APART = " 0apart0 " * 2
"""Words between the texts of a row, so that no phrase goes from one into the next."""


class Loop:
    """A loop over the watches, each as sets of words and facets."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._demands = [demand(watch) for watch in watches]
        self._columns = frozenset(column for watch in watches for column in (*watch.accept, *watch.ranges))

    def match(self, notice: dict[str, Any]) -> list[str]:
        """The watches of a notice."""
        row = held(DATASET, notice, self._columns)
        atoms: set[Atom] = {*row.facets, *(("", stem) for text in row.texts for stem in text)}
        atoms |= {("", *text[at : at + 2]) for text in row.texts for at in range(len(text) - 1)}
        return sorted(each.watch for each in self._demands if _answers(each, row, atoms))


def _answers(each: Demand, row: Held, atoms: set[Atom]) -> bool:
    if not each.excluded.isdisjoint(atoms):
        return False
    if any(clause.isdisjoint(atoms) for clause in each.clauses):
        return False
    return all(low <= row.measures.get(column, nan) <= high for column, low, high in each.bounds)


def stemmed(notice: dict[str, Any]) -> str:
    """The texts of a notice as stems."""
    return _APART.join(" ".join(stems(str(notice[name]))) for name in TEXTS if notice.get(name))


@dataclass(frozen=True, slots=True)
class Facets:
    """Verifies what is no text."""

    demand: Demand

    def hold(self, row: Held, atoms: frozenset[Atom]) -> bool:
        """Whether the facets and the bounds hold."""
        facets = (clause for clause in self.demand.clauses if not _is_words(clause))
        return all(clause & atoms for clause in facets) and all(
            low <= row.measures.get(column, nan) <= high for column, low, high in self.demand.bounds
        )


class Inversion:
    """SQLite FTS5 the other way round: a batch of notices is indexed, and each watch is asked of it."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        demands = [demand(watch) for watch in watches]
        self._asked = [(_fts(each), Facets(each)) for each in demands]
        self._columns = frozenset(column for watch in watches for column in (*watch.accept, *watch.ranges))

    def match(self, notices: Sequence[dict[str, Any]]) -> list[list[str]]:
        """The watches of each notice of a batch."""
        db = sqlite3.connect(":memory:")
        db.execute('CREATE VIRTUAL TABLE notice USING fts5(text, tokenize="unicode61 remove_diacritics 0")')
        db.executemany(
            "INSERT INTO notice(rowid, text) VALUES (?, ?)",
            [(at, stemmed(notice)) for at, notice in enumerate(notices)],
        )
        rows = [held(DATASET, notice, self._columns) for notice in notices]
        atoms: list[frozenset[Atom]] = [frozenset(row.facets) for row in rows]
        found: list[list[str]] = [[] for _ in notices]
        for query, facets in self._asked:
            for (at,) in db.execute("SELECT rowid FROM notice WHERE notice MATCH ?", (query,)):
                if facets.hold(rows[at], atoms[at]):
                    found[at].append(facets.demand.watch)
        db.close()
        return [sorted(each) for each in found]


class Scan:
    """PostgreSQL: the watches are a table with a tsquery each, which is asked of the tsvector of a notice."""

    def __init__(self, connection: psycopg.Connection[Any], watches: Sequence[Watch]) -> None:
        self._connection = connection
        demands = {watch.id: demand(watch) for watch in watches}
        self._facets = {name: Facets(each) for name, each in demands.items()}
        self._columns = frozenset(column for watch in watches for column in (*watch.accept, *watch.ranges))
        connection.execute("CREATE TEMP TABLE watch (id text, query tsquery)")
        with connection.cursor().copy("COPY watch FROM STDIN") as copy:
            for name, each in demands.items():
                copy.write_row((name, _tsquery(each)))
        connection.execute("ANALYZE watch")

    def match(self, notice: dict[str, Any]) -> list[str]:
        """The watches of a notice."""
        row = held(DATASET, notice, self._columns)
        atoms: frozenset[Atom] = frozenset(row.facets)
        asked = "SELECT id FROM watch WHERE to_tsvector('simple', %s) @@ query"
        rows = self._connection.execute(asked, (stemmed(notice),)).fetchall()
        return sorted(name for (name,) in rows if self._facets[name].hold(row, atoms))


def _is_words(clause: Clause) -> bool:
    return any(not column for column, *_ in clause)


def _words(each: Demand) -> Iterator[Clause]:
    return (clause for clause in each.clauses if _is_words(clause))


def _fts(each: Demand) -> str:
    groups = [
        "(" + " OR ".join(f'"{" ".join(atom[1:])}"' for atom in sorted(clause)) + ")"
        for clause in _words(each)
    ]
    excluded = "".join(f' NOT "{" ".join(atom[1:])}"' for atom in sorted(each.excluded))
    return " AND ".join(groups) + excluded


def _tsquery(each: Demand) -> str:
    groups = [
        "(" + " | ".join(f"({_phrase(atom)})" for atom in sorted(clause)) + ")" for clause in _words(each)
    ]
    groups += [f"!({_phrase(atom)})" for atom in sorted(each.excluded)]
    return " & ".join(groups)


def _phrase(atom: Atom) -> str:
    return " <-> ".join(f"'{stem}'" for stem in atom[1:])
