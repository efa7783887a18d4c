"""Texts that begin in a certain way, found in the order of an index.

SQLite keeps no order for LIKE, which knows no case there: the beginning is a range. PostgreSQL orders texts
by the rules of a language, in which a beginning is no range: it has LIKE, and an index where one is made.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean

_LAST = "\U0010ffff"


class _Begins(FunctionElement[bool]):
    """The column, the beginning, what is after all texts that begin so, and the pattern of LIKE."""

    name = "begins"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """It stands in parentheses already: compared with 1, as SQLAlchemy does, no index would be found."""
        return self


def begins(column: ColumnElement[Any], beginning: str) -> ColumnElement[bool]:
    """Whether the texts of a column begin so; case counts."""
    pattern = beginning.replace("/", "//").replace("%", "/%").replace("_", "/_") + "%"
    return _Begins(column, literal(beginning), literal(beginning + _LAST), literal(pattern))


@compiles(_Begins)
def _by_pattern(element: _Begins, compiler: Any, **words: Any) -> str:
    column, _, _, pattern = (compiler.process(each, **words) for each in element.clauses)
    return f"({column} LIKE {pattern} ESCAPE '/')"


@compiles(_Begins, "sqlite")
def _by_range(element: _Begins, compiler: Any, **words: Any) -> str:
    column, first, last, _ = element.clauses
    column, first, last = (compiler.process(each, **words) for each in (column, first, last))
    return f"({column} >= {first} AND {column} < {last})"
