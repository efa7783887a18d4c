"""DuckDB, which speaks nearly as PostgreSQL does."""

from __future__ import annotations

from sqlalchemy import BigInteger, Date, Double, Text, cast, func, literal
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.sql.selectable import FromClause

from console.api.odsql.flavours import Sql
from console.api.odsql.flavours.postgresql import Postgresql
from console.api.odsql.values import Predicate

_ISO = "%Y-%m-%dT%H:%M:%S"


class Duckdb(Postgresql):
    """The spellings of DuckDB where they are not those of PostgreSQL."""

    def day_text(self, column: Sql) -> Sql:
        return cast(column, Text)

    def instant_text(self, column: Sql) -> Sql:
        return func.strftime(func.timezone("UTC", column), _ISO).concat("+00:00")

    def local(self, instant: Sql, zone: str) -> Sql:
        moment = func.timezone(zone, cast(instant, TIMESTAMP(timezone=True)))
        return func.substr(instant, 1, 19) if zone == "UTC" else func.strftime(moment, _ISO)

    def days(self, local: Sql) -> Sql:
        day = cast(func.substr(local, 1, 10), Date)
        return func.date_diff("day", cast(literal("1970-01-01", Text), Date), day)

    def folded(self, text: Sql) -> Sql:
        for ligature, letters in (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("’", "'")):
            text = func.replace(text, ligature, letters)
        return func.lower(func.strip_accents(text))

    def matches(self, text: Sql, pattern: str) -> Predicate:
        return func.regexp_matches(text, pattern)

    def elements(self, listed: Sql) -> tuple[Sql, FromClause]:
        unnested = func.unnest(func.from_json(listed, '["VARCHAR"]'))
        source = unnested.table_valued("value").render_derived()
        return source.c.value, source

    def floor(self, number: Sql) -> Sql:
        return cast(func.floor(number), BigInteger)

    def percentile(self, number: Sql, share: float) -> Sql:
        return func.quantile_cont(cast(number, Double), share)
