"""Where a query is answered: each engine runs a statement within a time limit and gives plain rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Dialect, Select

from console.api.odsql.flavours import Flavour

Row = Sequence[Any]


class TooLong(Exception):
    """A query was stopped: it took longer than its share."""


class CannotAnswer(Exception):
    """The database refused to compute: a number too large for it, say."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the driver takes it."""

    sql: str
    parameters: Any


class Engine(Protocol):
    """A database that answers."""

    @property
    def flavour(self) -> Flavour:
        """How it spells."""
        ...

    def prepare(self, select: Select[Any]) -> Statement:
        """A statement in its spelling."""
        ...

    def rows(self, statement: Statement, seconds: float) -> list[Row]:
        """All rows.

        Raises:
            TooLong: it took longer than so many seconds, and was stopped.
            CannotAnswer: the values are too large to compute with.
        """
        ...

    def mark(self) -> Any:
        """What is the same as long as nothing was written; None where that cannot be told."""
        ...

    def stream(self, statement: Statement) -> Iterator[Row]:
        """The rows one by one, in flat memory, however long it takes."""
        ...


def positional(select: Select[Any], dialect: Dialect) -> Statement:
    """A statement with its parameters by position."""
    compiled = select.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    names = compiled.positiontup or []
    return Statement(str(compiled), [compiled.params[name] for name in names])
