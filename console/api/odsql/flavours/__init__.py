"""What SQLite, PostgreSQL and DuckDB write differently; all else of a query is common."""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import ColumnElement
from sqlalchemy.sql.selectable import FromClause

Sql = ColumnElement[Any]


class Flavour(Protocol):
    """The spellings of a database. Local times are texts ``YYYY-MM-DDTHH:MM:SS`` in a zone."""

    def day_text(self, column: Sql) -> Sql:
        """A DATE column as ISO 8601 text."""
        ...

    def instant_text(self, column: Sql) -> Sql:
        """An instant column as ISO 8601 text in UTC."""
        ...

    def day_bound(self, column: Sql, day: str) -> tuple[Sql, Sql]:
        """A DATE column and a day in a form in which they can be compared by an index."""
        ...

    def local(self, instant: Sql, zone: str) -> Sql:
        """An ISO 8601 instant as a local time."""
        ...

    def weekday(self, local: Sql) -> Sql:
        """1 for Monday to 7 for Sunday."""
        ...

    def day_of_year(self, local: Sql) -> Sql:
        """From 1."""
        ...

    def week(self, local: Sql) -> Sql:
        """The number of the ISO 8601 week."""
        ...

    def week_year(self, local: Sql) -> Sql:
        """The year of the ISO 8601 week."""
        ...

    def later(self, local: Sql, days: Sql) -> Sql:
        """The day, as text, so many days after that of a local time."""
        ...

    def days(self, local: Sql) -> Sql:
        """The number of days since 1970-01-01."""
        ...

    def folded(self, text: Sql) -> Sql:
        """A text in lower case without accents, as core.storage.folding does it."""
        ...

    def matches(self, text: Sql, pattern: str) -> ColumnElement[bool]:
        """Whether a regular expression is found in a text."""
        ...

    def elements(self, listed: Sql) -> tuple[Sql, FromClause]:
        """The elements of a JSON list, as texts, and what yields them."""
        ...

    def position(self, text: Sql, part: str) -> Sql:
        """Where a text has another in it, from 1; 0 where it has not."""
        ...

    def latitude(self, point: Sql) -> Sql:
        """Of ``lat,lon``, in degrees."""
        ...

    def longitude(self, point: Sql) -> Sql:
        """Of ``lat,lon``, in degrees."""
        ...

    def metres(self, point: Sql, latitude: float, longitude: float) -> Sql:
        """The distance from a point on a sphere."""
        ...

    def floor(self, number: Sql) -> Sql:
        """The integer below."""
        ...

    def percentile(self, number: Sql, share: float) -> Sql:
        """Between the two nearest values, as ``percentile_cont`` of SQL."""
        ...

    def joined(self, text: Sql) -> Sql:
        """The distinct texts of a group, with commas between them."""
        ...

    def shuffled(self, key: Sql, seed: str) -> Sql:
        """A text that depends on the key and the seed in no visible way."""
        ...
