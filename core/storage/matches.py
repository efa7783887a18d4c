"""Which conditions the index of words answers, and how it is asked on SQLite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, literal_column, text

from core.model.dataset import Dataset
from core.storage.catalogue import DatasetTable
from core.storage.conditions import Condition, Either, Filter, Neither, Test, Words
from core.storage.finding import Match, mark_match, marked, table_of, words_match

_MOST = 100
"""Values in one expression: FTS5 takes no deeper ones."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is looked for in the index of a table's words; ``rest`` is what the index does not decide."""

    table: str
    words: str
    rest: tuple[Condition, ...] = ()

    @property
    def found(self) -> str:
        """The query of the rows."""
        words = table_of(self.table)
        return f"SELECT rowid FROM {words} WHERE {words} MATCH :words"  # noqa: S608 - a name of ours

    @property
    def given(self) -> Mapping[str, str]:
        """The parameter of the query."""
        return {"words": self.words}

    def among(self, *, walked: bool = False) -> ColumnElement[bool]:
        """Whether a row is among them; ``walked``: asked of each that the order brings (SQLite's ``+``)."""
        words = table_of(self.table)
        query = text(f"SELECT rowid FROM {words} WHERE {words} MATCH :words_of").bindparams(  # noqa: S608
            bindparam("words_of", self.words, unique=True)
        )
        return literal_column(f"{'+' if walked else ''}{self.table}.rowid").in_(query)

    def is_wider(self, tx: Connection, most: int) -> bool:
        """Whether the index finds more than so many rows."""
        query = text(f"SELECT count(*) FROM ({self.found} LIMIT {most + 1})")  # noqa: S608
        return bool(tx.execute(query, self.given).scalar_one() > most)


def lookup_of(entry: DatasetTable, conditions: Sequence[Condition]) -> Lookup | None:
    """What the index says of conditions that a row must all fulfil; None where it says nothing."""
    matches = [match_of(entry.dataset, each) for each in conditions]
    known = [each.words for each in matches if each]
    if not known:
        return None
    pairs = zip(conditions, matches, strict=True)
    rest = tuple(each for each, match in pairs if match is None or not match.exact)
    return Lookup(entry.table.name, " AND ".join(known), rest)


def asks_words(entry: DatasetTable, conditions: Sequence[Condition]) -> bool:
    """Whether words are among what the index answers, and not only the values of facets."""
    simple = all(isinstance(each, Filter) for each in conditions)
    return not simple and lookup_of(entry, conditions) is not None


def match_of(dataset: Dataset, condition: Condition) -> Match | None:
    """The expression of rows that fulfil a condition, with or without others."""
    if isinstance(condition, Words):
        return words_match(condition.text)
    if isinstance(condition, Filter):
        values = mark_values(dataset, condition)
        return mark_match(dataset.column(condition.column), values) if values else None
    if isinstance(condition, Neither):
        return None
    parts = [match_of(dataset, each) for each in condition.conditions]
    known = [each for each in parts if each]
    if not known or (isinstance(condition, Either) and len(known) < len(parts)):
        return None
    word = " OR " if isinstance(condition, Either) else " AND "
    exact = len(known) == len(parts) and all(each.exact for each in known)
    return Match("(" + word.join(f"({each.words})" for each in known) + ")", exact)


def mark_values(dataset: Dataset, condition: Filter) -> list[str]:
    """The marks one of which a row must have; none where the condition asks something else."""
    if condition.test not in (Test.EQUALS, Test.AMONG) or not dataset.declares(condition.column):
        return []
    values = [condition.value] if condition.test is Test.EQUALS else list(condition.value)
    is_mark = dataset.column(condition.column) in marked(dataset) and len(values) <= _MOST
    return values if is_mark and all(isinstance(each, str) for each in values) else []
