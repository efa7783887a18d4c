"""Selections and groups beside what pandas makes of the same rows.

A case is (clauses, expected); the expected results of a selection are in the order of ``id`` unless it is sorted.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from tests.console.api.odsql.oracle import Row, local, metres, moment, percentile, point

Case = tuple[dict[str, str], Callable[[list[Row]], list[Row]]]


def each(**made: Callable[[Row], Any]) -> Callable[[list[Row]], list[Row]]:
    """One result a row."""
    return lambda rows: [{name: make(row) for name, make in made.items()} for row in rows]


def some(value: Any, make: Callable[[Any], Any]) -> Any:
    """Unknown stays unknown."""
    return None if value is None else make(value)


def grouped(
    key: Callable[[Row], Any], **made: Callable[[list[Row]], Any]
) -> Callable[[list[Row]], list[Row]]:
    """One result a group, by its key, unknown last."""

    def make(rows: list[Row]) -> list[Row]:
        groups: dict[Any, list[Row]] = defaultdict(list)
        for row in rows:
            groups[key(row)].append(row)
        order = sorted(groups, key=lambda k: (k is None, k if k is not None else 0))
        return [{name: tell(groups[k]) for name, tell in made.items()} for k in order]

    return make


def column(rows: Iterable[Row], name: str) -> list[Any]:
    """The known values."""
    return [row[name] for row in rows if row[name] is not None]


def mean(values: list[float]) -> float | None:
    """By pandas."""
    return float(pd.Series(values, dtype=float).mean()) if values else None


def added(values: list[Any]) -> Any:
    """Nothing adds up to unknown."""
    return sum(values) if values else None


def first(name: str) -> Callable[[list[Row]], Any]:
    """The value that all rows of a group have."""
    return lambda rows: rows[0][name]


_DAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT_FR = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


def _at(text: str | None, pattern: Callable[[datetime], str]) -> Any:
    return some(text, lambda value: pattern(local(value)))


SELECT: list[Case] = [
    ({"select": "id, ville"}, each(id=lambda r: r["id"], ville=lambda r: r["ville"])),
    ({"select": "ville as v"}, each(v=lambda r: r["ville"])),
    ({"select": "include(h*)"}, each(habitants=lambda r: r["habitants"])),
    ({"select": "include(ville), include(code)"}, each(ville=lambda r: r["ville"], code=lambda r: r["code"])),
    ({"select": "include(l*), exclude(latlon)"}, each(limite=lambda r: r["limite"])),
    ({"select": "2 as const_2"}, each(const_2=lambda _: 2)),
    ({"select": '"hello" as hello'}, each(hello=lambda _: "hello")),
    ({"select": "2 * habitants as double"}, each(double=lambda r: some(r["habitants"], lambda v: 2 * v))),
    ({"select": "2 * habitants"}, each(**{"2 * habitants": lambda r: some(r["habitants"], lambda v: 2 * v)})),
    ({"select": "habitants + 1 as x"}, each(x=lambda r: some(r["habitants"], lambda v: v + 1))),
    ({"select": "habitants - 1.5 as x"}, each(x=lambda r: some(r["habitants"], lambda v: v - 1.5))),
    ({"select": "habitants / 4 as x"}, each(x=lambda r: some(r["habitants"], lambda v: v / 4))),
    (
        {"select": "1 / habitants as x"},
        each(x=lambda r: some(r["habitants"], lambda v: 1 / v if v else None)),
    ),
    ({"select": "habitants / 0 as x"}, each(x=lambda _: None)),
    ({"select": "(habitants + 2) * 3 as x"}, each(x=lambda r: some(r["habitants"], lambda v: (v + 2) * 3))),
    ({"select": "length(ville) as x"}, each(x=lambda r: some(r["ville"], len))),
    ({"select": "length('abcd') as x"}, each(x=lambda _: 4)),
    ({"select": "ifnull(ville, '?') as x"}, each(x=lambda r: r["ville"] or "?")),
    (
        {"select": "ifnull(montant, 0) as x"},
        each(x=lambda r: r["montant"] if r["montant"] is not None else 0),
    ),
    ({"select": "year(jour) as x"}, each(x=lambda r: some(r["jour"], lambda v: int(v[:4])))),
    ({"select": "month(jour)"}, each(**{"month(jour)": lambda r: some(r["jour"], lambda v: int(v[5:7]))})),
    ({"select": "day(limite) as x"}, each(x=lambda r: some(r["limite"], lambda v: local(v).day))),
    ({"select": "hour(limite) as x"}, each(x=lambda r: some(r["limite"], lambda v: local(v).hour))),
    ({"select": "minute(limite) as x"}, each(x=lambda r: some(r["limite"], lambda v: local(v).minute))),
    ({"select": "second(limite) as x"}, each(x=lambda r: some(r["limite"], lambda v: local(v).second))),
    ({"select": "now() as x"}, each(x=lambda _: "2021-05-06T12:34:55.450500+00:00")),
    ({"select": "now(year=2000) as x"}, each(x=lambda _: "2000-05-06T12:34:55.450500+00:00")),
    ({"select": "now(years=-1) as x"}, each(x=lambda _: "2020-05-06T12:34:55.450500+00:00")),
    ({"select": "now(year=2001, months=-1) as x"}, each(x=lambda _: "2001-04-06T12:34:55.450500+00:00")),
    ({"select": "now(day=31,month=2) as x"}, each(x=lambda _: "2021-02-28T12:34:55.450500+00:00")),
    ({"select": "now(weekday=0) as x"}, each(x=lambda _: "2021-05-10T12:34:55.450500+00:00")),
    ({"select": "now(mondays=+1) as x"}, each(x=lambda _: "2021-05-10T12:34:55.450500+00:00")),
    ({"select": "now(mondays=-1) as x"}, each(x=lambda _: "2021-05-03T12:34:55.450500+00:00")),
    (
        {"select": "now(hour=0,minute=0,second=0,microsecond=0,days=1) as x"},
        each(x=lambda _: "2021-05-07T00:00:00+00:00"),
    ),
    (
        {"select": "date_format(jour, 'dd/MM/YYYY') as x"},
        each(x=lambda r: _at(r["jour"], lambda t: f"{t:%d/%m/%Y}")),
    ),
    (
        {"select": "date_format(jour, \"'Le 'dd/MM/YYYY\") as x"},
        each(x=lambda r: _at(r["jour"], lambda t: f"Le {t:%d/%m/%Y}")),
    ),
    (
        {"select": "date_format(jour, \"'The date is '''dd/MM/YYYY''\") as x"},
        each(x=lambda r: _at(r["jour"], lambda t: f"The date is '{t:%d/%m/%Y}'")),
    ),
    (
        {"select": "date_format(jour, 'E') as x"},
        each(x=lambda r: _at(r["jour"], lambda t: _SHORT_FR[t.weekday()])),
    ),
    (
        {"select": "date_format(jour, 'EEEE') as x"},
        each(x=lambda r: _at(r["jour"], lambda t: _DAYS_FR[t.weekday()])),
    ),
    (
        {"select": "date_format(jour, 'EEEE', 'en') as x"},
        each(x=lambda r: _at(r["jour"], lambda t: _DAYS_EN[t.weekday()])),
    ),
    (
        {"select": "date_format(limite, 'H:m:s') as x"},
        each(x=lambda r: _at(r["limite"], lambda t: f"{t.hour}:{t.minute}:{t.second}")),
    ),
    (
        {"select": "date_format(limite, 'HH:mm:ss') as x"},
        each(x=lambda r: _at(r["limite"], lambda t: f"{t:%H:%M:%S}")),
    ),
    ({"select": "date_format(jour, 'yy') as x"}, each(x=lambda r: _at(r["jour"], lambda t: f"{t:%y}"))),
    (
        {"select": "date_format(jour, 'M-d') as x"},
        each(x=lambda r: _at(r["jour"], lambda t: f"{t.month}-{t.day}")),
    ),
    (
        {"select": "date_format(jour, 'xxxx/ww') as x"},
        each(x=lambda r: _at(r["jour"], lambda t: f"{t:%G/%V}")),
    ),
    (
        {"select": "date_format(jour, 'xx w e') as x"},
        each(
            x=lambda r: _at(
                r["jour"],
                lambda t: f"{t.isocalendar().year % 100:02} {t.isocalendar().week} {t.isoweekday()}",
            )
        ),
    ),
    (
        {"select": "date_format(jour, 'D') as x"},
        each(x=lambda r: _at(r["jour"], lambda t: str(t.timetuple().tm_yday))),
    ),
    ({"select": "date_format(jour, 'DDD') as x"}, each(x=lambda r: _at(r["jour"], lambda t: f"{t:%j}"))),
    (
        {"select": "latlon as x"},
        each(x=lambda r: some(r["latlon"], lambda v: {"lat": point(v)[0], "lon": point(v)[1]})),
    ),
    (
        {"select": "distance(latlon, geom'POINT(2 48)') as x"},
        each(x=lambda r: some(r["latlon"], lambda v: metres(v, 48, 2))),
    ),
    ({"select": "themes"}, each(themes=lambda r: r["themes"])),
    ({"select": "detail, ouvert"}, each(detail=lambda r: r["detail"], ouvert=lambda r: r["ouvert"])),
    ({"select": "json_format(ville) as x"}, each(x=lambda r: r["ville"])),
    ({"select": "count(*)"}, lambda rows: [{"count(*)": len(rows)}]),
    ({"select": "COUNT(*) as n"}, lambda rows: [{"n": len(rows)}]),
    ({"select": "count(habitants) as n"}, lambda rows: [{"n": len(column(rows, "habitants"))}]),
    ({"select": "count(distinct ville) as n"}, lambda rows: [{"n": len(set(column(rows, "ville")))}]),
    ({"select": "sum(habitants) as x"}, lambda rows: [{"x": sum(column(rows, "habitants"))}]),
    ({"select": "avg(montant) as x"}, lambda rows: [{"x": mean(column(rows, "montant"))}]),
    (
        {"select": "min(montant) as x, max(montant) as y"},
        lambda rows: [{"x": min(column(rows, "montant")), "y": max(column(rows, "montant"))}],
    ),
    (
        {"select": "min(jour) as x, max(jour) as y"},
        lambda rows: [{"x": min(column(rows, "jour")), "y": max(column(rows, "jour"))}],
    ),
    ({"select": "median(montant) as x"}, lambda rows: [{"x": percentile(column(rows, "montant"), 0.5)}]),
    (
        {"select": "percentile(montant, 1) as x"},
        lambda rows: [{"x": percentile(column(rows, "montant"), 0.01)}],
    ),
    (
        {"select": "percentile(montant, 99.9) as x"},
        lambda rows: [{"x": percentile(column(rows, "montant"), 0.999)}],
    ),
    (
        {"select": "sum(habitants) / count(*) as x"},
        lambda rows: [{"x": sum(column(rows, "habitants")) / len(rows)}],
    ),
    (
        {"select": "sum(habitants * 2 + 1) as x"},
        lambda rows: [{"x": sum(2 * v + 1 for v in column(rows, "habitants"))}],
    ),
    ({"select": "max(length(ville)) as x"}, lambda rows: [{"x": max(map(len, column(rows, "ville")))}]),
    ({"select": "sum(montant) as x", "where": "habitants = 123456"}, lambda _: [{"x": None}]),
    (
        {"select": "bbox(latlon) as x", "where": "in_bbox(latlon, 45, 2, 49, 5)"},
        lambda _: [
            {
                "x": {
                    "type": "Feature",
                    "properties": {},
                    "geometry": {
                        "type": "Polygon",
                        "coordinates": (
                            (
                                (2.3522, 45.764),
                                (4.8357, 45.764),
                                (4.8357, 48.8566),
                                (2.3522, 48.8566),
                                (2.3522, 45.764),
                            ),
                        ),
                    },
                }
            }
        ],
    ),
]


def _bin(width: float) -> Callable[[Row], Any]:
    return lambda row: some(row["habitants"], lambda v: math.floor(v / width))


def _binned(width: int) -> Callable[[list[Row]], Any]:
    return lambda rows: some(_bin(width)(rows[0]), lambda at: f"{at * width}-{(at + 1) * width}")


def _static(row: Row) -> Any:
    value = row["habitants"]
    return some(value, lambda v: 0 if v < 10 else 1 if v < 50 else 2)


def _monday(row: Row) -> Any:
    return some(
        row["jour"],
        lambda v: (date.fromisoformat(v) - timedelta(days=date.fromisoformat(v).weekday())).isoformat(),
    )


def _count(rows: list[Row]) -> int:
    return len(rows)


def _themes(rows: list[Row]) -> list[Row]:
    """A row is in the group of each of its themes; one without any in that of the unknown."""
    counts = Counter(theme for row in rows for theme in row["themes"] or [None])
    return [{"themes": key, "n": counts[key]} for key in sorted(counts, key=lambda k: (k is None, k or ""))]


GROUPS: list[Case] = [
    ({"group_by": "ville"}, grouped(lambda r: r["ville"], ville=first("ville"))),
    ({"group_by": "ville as v"}, grouped(lambda r: r["ville"], v=first("ville"))),
    (
        {"group_by": "ville", "select": "ville, count(*) as n"},
        grouped(lambda r: r["ville"], ville=first("ville"), n=_count),
    ),
    ({"group_by": "ville", "select": "count(*)"}, grouped(lambda r: r["ville"], **{"count(*)": _count})),
    (
        {"group_by": "ouvert", "select": "ouvert, avg(montant) as x"},
        grouped(lambda r: r["ouvert"], ouvert=first("ouvert"), x=lambda g: mean(column(g, "montant"))),
    ),
    (
        {"group_by": "`group`", "select": "`group` as g, sum(habitants) as x"},
        grouped(lambda r: r["group"], g=first("group"), x=lambda g: added(column(g, "habitants"))),
    ),
    (
        {"group_by": "code", "select": "code, median(montant) as x"},
        grouped(lambda r: r["code"], code=first("code"), x=lambda g: percentile(column(g, "montant"), 0.5)),
    ),
    (
        {"group_by": "code", "select": "code, count(distinct ville) as x"},
        grouped(lambda r: r["code"], code=first("code"), x=lambda g: len(set(column(g, "ville")))),
    ),
    ({"group_by": "jour"}, grouped(lambda r: r["jour"], jour=first("jour"))),
    (
        {"group_by": "year(jour)", "select": "year(jour), count(*) as n"},
        grouped(
            lambda r: some(r["jour"], lambda v: v[:4]),
            **{"year(jour)": lambda g: some(g[0]["jour"], lambda v: int(v[:4])), "n": _count},
        ),
    ),
    (
        {"group_by": "year(jour) as y, month(jour) as m", "select": "y, m, count(*) as n"},
        grouped(
            lambda r: some(r["jour"], lambda v: v[:7]),
            y=lambda g: some(g[0]["jour"], lambda v: int(v[:4])),
            m=lambda g: some(g[0]["jour"], lambda v: int(v[5:7])),
            n=_count,
        ),
    ),
    (
        {"group_by": "hour(limite) as h", "select": "h, count(*) as n"},
        grouped(
            lambda r: some(r["limite"], lambda v: local(v).hour),
            h=lambda g: some(g[0]["limite"], lambda v: local(v).hour),
            n=_count,
        ),
    ),
    (
        {"group_by": "date_format(jour, 'w') as w", "select": "w, count(*) as n"},
        grouped(
            lambda r: _at(r["jour"], lambda t: str(t.isocalendar().week)),
            w=lambda g: _at(g[0]["jour"], lambda t: str(t.isocalendar().week)),
            n=_count,
        ),
    ),
    (
        {"group_by": "date_format(limite, \"YYYY-MM-dd'T'HH\") as x"},
        grouped(
            lambda r: _at(r["limite"], lambda t: f"{t:%Y-%m-%dT%H}"),
            x=lambda g: _at(g[0]["limite"], lambda t: f"{t:%Y-%m-%dT%H}"),
        ),
    ),
    (
        {"group_by": "RANGE(habitants, 5) as h", "select": "h, count(*) as n"},
        grouped(_bin(5), h=_binned(5), n=_count),
    ),
    (
        {"group_by": "range(habitants, 50) as h", "select": "h, count(*) as n"},
        grouped(_bin(50), h=_binned(50), n=_count),
    ),
    (
        {"group_by": "range(habitants, *, 10, 50, *) as h", "select": "h, count(*) as n"},
        grouped(_static, h=lambda g: some(_static(g[0]), lambda at: ("*-10", "10-50", "50-*")[at]), n=_count),
    ),
    (
        {"group_by": "range(habitants, ]10, 50[) as h", "select": "h, count(*) as n"},
        grouped(_static, h=lambda g: some(_static(g[0]), lambda at: ("*-10", "10-50", "50-*")[at]), n=_count),
    ),
    (
        {"group_by": "range(habitants, [10, 50]) as h", "select": "h, count(*) as n"},
        grouped(
            lambda r: 0 if _static(r) == 1 else None,
            h=lambda g: "10-50" if _static(g[0]) == 1 else None,
            n=_count,
        ),
    ),
    (
        {"group_by": "range(habitants, [10[) as h", "select": "h, count(*) as n"},
        grouped(
            lambda r: 0 if some(r["habitants"], lambda v: v >= 10) else None,
            h=lambda g: "10-*" if some(g[0]["habitants"], lambda v: v >= 10) else None,
            n=_count,
        ),
    ),
    (
        {"group_by": "range(jour, ]date'2019', date'2020']) as x", "select": "x, count(*) as n"},
        grouped(
            lambda r: some(r["jour"], lambda v: 0 if v < "2019" else 1 if v < "2020-01-01" else None),
            x=lambda g: some(
                some(g[0]["jour"], lambda v: 0 if v < "2019" else 1 if v < "2020-01-01" else None),
                lambda at: ("*-2019", "2019-2020")[at],
            ),
            n=_count,
        ),
    ),
    ({"group_by": "range(jour, 1 day) as x"}, grouped(lambda r: r["jour"], x=first("jour"))),
    (
        {"group_by": "range(jour, 1 week) as x", "select": "x, count(*) as n"},
        grouped(_monday, x=lambda g: _monday(g[0]), n=_count),
    ),
    (
        {"group_by": "range(jour, 1 M) as x", "select": "x, count(*) as n"},
        grouped(
            lambda r: some(r["jour"], lambda v: v[:7]),
            x=lambda g: some(g[0]["jour"], lambda v: v[:7] + "-01"),
            n=_count,
        ),
    ),
    (
        {"group_by": "range(jour, 1 quarter) as x", "select": "x, count(*) as n"},
        grouped(
            lambda r: some(r["jour"], lambda v: (v[:4], (int(v[5:7]) - 1) // 3)),
            x=lambda g: some(g[0]["jour"], lambda v: f"{v[:4]}-{(int(v[5:7]) - 1) // 3 * 3 + 1:02}-01"),
            n=_count,
        ),
    ),
    (
        {"group_by": "range(jour, 1 y) as x", "select": "x, count(*) as n"},
        grouped(
            lambda r: some(r["jour"], lambda v: v[:4]),
            x=lambda g: some(g[0]["jour"], lambda v: v[:4] + "-01-01"),
            n=_count,
        ),
    ),
    (
        {"group_by": "range(limite, 12 hours) as x", "select": "x, count(*) as n"},
        grouped(
            lambda r: some(
                r["limite"], lambda v: moment(v).replace(hour=moment(v).hour // 12 * 12, minute=0, second=0)
            ),
            x=lambda g: some(
                g[0]["limite"],
                lambda v: moment(v).replace(hour=moment(v).hour // 12 * 12, minute=0, second=0).isoformat(),
            ),
            n=_count,
        ),
    ),
    ({"group_by": "themes", "select": "themes, count(*) as n"}, _themes),
    (
        {"group_by": "ville", "select": "ville, count(*) as n", "where": "habitants > 10"},
        lambda rows: grouped(lambda r: r["ville"], ville=first("ville"), n=_count)(
            [r for r in rows if r["habitants"] is not None and r["habitants"] > 10]
        ),
    ),
    (
        {"group_by": "ville", "select": "ville, count(*) as n", "order_by": "n desc, ville"},
        lambda rows: sorted(
            grouped(lambda r: r["ville"], ville=first("ville"), n=_count)(rows),
            key=lambda g: (-g["n"], g["ville"] is None, g["ville"] or ""),
        ),
    ),
    (
        {"group_by": "ville", "select": "ville", "order_by": "count(*) desc, ville desc"},
        lambda rows: [
            {"ville": k}
            for k in sorted(
                Counter(r["ville"] for r in rows),
                key=lambda k: (-Counter(r["ville"] for r in rows)[k], k is None, [-ord(c) for c in k or ""]),
            )
        ],
    ),
    (
        {"group_by": "ville, ouvert", "select": "ville, ouvert, count(*) as n"},
        lambda rows: [
            {"ville": v, "ouvert": o, "n": n}
            for (v, o), n in sorted(
                Counter((r["ville"], r["ouvert"]) for r in rows).items(),
                key=lambda kv: (kv[0][0] is None, kv[0][0] or "", kv[0][1] is None, bool(kv[0][1])),
            )
        ],
    ),
    (
        {"group_by": "length(ville) as l", "select": "l, max(montant) as x"},
        grouped(
            lambda r: some(r["ville"], len),
            l=lambda g: some(g[0]["ville"], len),
            x=lambda g: max(column(g, "montant"), default=None),
        ),
    ),
    (
        {"group_by": "habitants", "select": "habitants + 1 as x, count(*) as n"},
        grouped(lambda r: r["habitants"], x=lambda g: some(g[0]["habitants"], lambda v: v + 1), n=_count),
    ),
]


def _by(name: str, descending: bool = False) -> Callable[[list[Row]], list[Row]]:
    """Sorted by a column, unknown last in either direction; equals by id, against that direction."""

    def make(rows: list[Row]) -> list[Row]:
        by_id = sorted(rows, key=lambda r: r["id"], reverse=not descending)
        given = [r for r in by_id if r[name] is not None]
        order = sorted({r[name] for r in given}, reverse=descending)
        told = [r for value in order for r in given if r[name] == value]
        return [{"id": r["id"]} for r in [*told, *(r for r in by_id if r[name] is None)]]

    return make


def _falling(rows: list[Row]) -> list[Row]:
    """By id, from the last."""
    return sorted(rows, key=lambda r: r["id"], reverse=True)


ORDERS: list[Case] = [
    ({"select": "id", "order_by": "habitants"}, _by("habitants")),
    ({"select": "id", "order_by": "habitants asc"}, _by("habitants")),
    ({"select": "id", "order_by": "habitants desc"}, _by("habitants", True)),
    ({"select": "id", "order_by": "montant DESC"}, _by("montant", True)),
    ({"select": "id", "order_by": "ville"}, _by("ville")),
    ({"select": "id", "order_by": "jour desc"}, _by("jour", True)),
    ({"select": "id", "order_by": "code ASC"}, _by("code")),
    ({"select": "id", "order_by": "id desc"}, lambda rows: [{"id": r["id"]} for r in reversed(rows)]),
    (
        {"select": "id, habitants * -1 as x", "order_by": "x"},
        lambda rows: [
            {"id": r["id"], "x": some(r["habitants"], lambda v: -v)}
            for r in sorted(_falling(rows), key=lambda r: (r["habitants"] is None, -(r["habitants"] or 0)))
        ],
    ),
    (
        {"select": "id", "order_by": "distance(latlon, geom'POINT(2 48)')"},
        lambda rows: [
            {"id": r["id"]}
            for r in sorted(
                _falling(rows),
                key=lambda r: (
                    r["latlon"] is None,
                    some(r["latlon"], lambda v: round(metres(v, 48, 2))) or 0,
                ),
            )
        ],
    ),
    (
        {"select": "id", "order_by": "ouvert desc, `group`"},
        lambda rows: [
            {"id": r["id"]}
            for r in sorted(
                sorted(rows, key=lambda r: r["id"]),
                key=lambda r: (r["ouvert"] is None, not r["ouvert"], r["group"]),
            )
        ],
    ),
]

RESULTS = [*SELECT, *GROUPS, *ORDERS]
