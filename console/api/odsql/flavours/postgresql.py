"""PostgreSQL, without extensions."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Date,
    Double,
    Integer,
    Text,
    case,
    cast,
    extract,
    func,
    literal,
    literal_column,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.sql.selectable import FromClause

from console.api.odsql.flavours import Sql
from console.api.odsql.values import Predicate

EARTH = 6_371_008.8
"""The mean radius in metres (IUGG)."""

_ISO = 'YYYY-MM-DD"T"HH24:MI:SS'


class Postgresql:
    """The spellings of PostgreSQL."""

    def day_text(self, column: Sql) -> Sql:
        return func.to_char(column, "YYYY-MM-DD")

    def instant_text(self, column: Sql) -> Sql:
        return func.to_char(func.timezone("UTC", column), _ISO).concat("+00:00")

    def day_bound(self, column: Sql, day: str) -> tuple[Sql, Sql]:
        return column, cast(literal(day, Text), Date)

    def local(self, instant: Sql, zone: str) -> Sql:
        moment = cast(instant, TIMESTAMP(timezone=True))
        return (
            func.substr(instant, 1, 19) if zone == "UTC" else func.to_char(func.timezone(zone, moment), _ISO)
        )

    def weekday(self, local: Sql) -> Sql:
        return cast(extract("isodow", _moment(local)), BigInteger)

    def day_of_year(self, local: Sql) -> Sql:
        return cast(extract("doy", _moment(local)), BigInteger)

    def week(self, local: Sql) -> Sql:
        return cast(extract("week", _moment(local)), BigInteger)

    def week_year(self, local: Sql) -> Sql:
        return cast(extract("isoyear", _moment(local)), BigInteger)

    def later(self, local: Sql, days: Sql) -> Sql:
        return cast(_day(local) + cast(days, Integer), Text)

    def days(self, local: Sql) -> Sql:
        return cast(_day(local) - cast(literal("1970-01-01", Text), Date), BigInteger)

    def folded(self, text: Sql) -> Sql:
        for ligature, letters in (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("’", "'")):
            text = func.replace(text, ligature, letters, type_=Text)
        apart = _normalized(text)
        return func.lower(func.regexp_replace(apart, "[\u0300-\u036f]+", "", "g"))

    def matches(self, text: Sql, pattern: str) -> Predicate:
        return text.regexp_match(pattern)

    def elements(self, listed: Sql) -> tuple[Sql, FromClause]:
        source = func.jsonb_array_elements_text(cast(listed, JSONB)).table_valued("value").render_derived()
        return source.c.value, source

    def position(self, text: Sql, part: str) -> Sql:
        return func.strpos(text, cast(part, Text))

    def latitude(self, point: Sql) -> Sql:
        return cast(func.split_part(point, ",", 1), Double)

    def longitude(self, point: Sql) -> Sql:
        return cast(func.split_part(point, ",", 2), Double)

    def metres(self, point: Sql, latitude: float, longitude: float) -> Sql:
        lat, lon = func.radians(self.latitude(point)), func.radians(self.longitude(point))
        there, east = func.radians(_double(latitude)), func.radians(_double(longitude))
        half: Sql = func.power(func.sin((there - lat) / 2.0), 2)
        half = half + func.cos(lat) * func.cos(there) * func.power(func.sin((east - lon) / 2.0), 2)
        at_most = case((half > 1.0, literal(1.0, Double)), else_=half)  # least() would pass over a null
        return 2.0 * EARTH * func.asin(func.sqrt(at_most), type_=Double)

    def floor(self, number: Sql) -> Sql:
        return cast(func.floor(number), BigInteger)

    def percentile(self, number: Sql, share: float) -> Sql:
        return func.percentile_cont(share).within_group(cast(number, Double))

    def joined(self, text: Sql) -> Sql:
        return func.string_agg(text.distinct(), ",")

    def shuffled(self, key: Sql, seed: str) -> Sql:
        return func.md5(key.concat(seed))


def _moment(local: Sql) -> Sql:
    return cast(local, TIMESTAMP())


def _day(local: Sql) -> Sql:
    return cast(func.substr(local, 1, 10), Date)


def _double(number: float) -> Sql:
    return cast(literal(number, Double), Double)


def _normalized(text: Sql) -> Sql:
    return func.normalize(text, literal_column("NFKD"), type_=Text)
