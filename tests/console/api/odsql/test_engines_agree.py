"""SQLite, PostgreSQL and DuckDB give the same answers to queries that nobody wrote."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.api.odsql.query import Clauses
from tests.console.api.odsql.essais import answer
from tests.console.api.odsql.test_results import _told

_NUMBERS = st.sampled_from(["0", "5", "10", "50", "-7", "9.5", "2000000", "0.1"])
_TEXTS = st.sampled_from(
    ["Paris", "Évry", "eau", "école", "star", "film*", "75056", "l'ha", "100%", "_", "œuvre", ""]
)
_DAYS = st.sampled_from(
    ["2017", "2019-06", "2020-02-29", "2021/01/01", "2019-12-30T23:30", "2018-07-01T00:00:00+02:00"]
)
_SIGNS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


def _quoted(text: str) -> str:
    return '"' + text + '"'


_figures = st.recursive(
    st.one_of(
        _NUMBERS,
        st.sampled_from(
            ["habitants", "montant", "length(ville)", "year(jour)", "month(limite)", "hour(limite)"]
        ),
        st.sampled_from(
            [
                "ifnull(habitants, 3)",
                "dayofweek(limite)",
                "quarter(jour)",
                "distance(latlon, geom'POINT(2 48)')",
            ]
        ),
    ),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
    max_leaves=4,
)
_tests = st.one_of(
    st.builds("{} {} {}".format, _figures, _SIGNS, _figures),
    st.builds(
        "{} {} {}".format, st.sampled_from(["ville", "code", "titre", "themes"]), _SIGNS, _TEXTS.map(_quoted)
    ),
    st.builds("{} {} date'{}'".format, st.sampled_from(["jour", "limite"]), _SIGNS, _DAYS),
    st.builds(
        "{} in {}{}..{}{}".format,
        st.just("habitants"),
        st.sampled_from("[]"),
        _NUMBERS,
        _NUMBERS,
        st.sampled_from("[]"),
    ),
    st.builds("{} like {}".format, st.sampled_from(["titre", "ville", "themes"]), _TEXTS.map(_quoted)),
    st.builds(
        "{}({}, {})".format,
        st.sampled_from(["search", "suggest", "startswith"]),
        st.sampled_from(["titre", "ville", "themes"]),
        _TEXTS.map(_quoted),
    ),
    st.builds("search({})".format, _TEXTS.map(_quoted)),
    _TEXTS.map(_quoted),
    st.builds(
        "{} is {}null".format,
        st.sampled_from(["ville", "jour", "limite", "themes", "latlon", "habitants"]),
        st.sampled_from(["", "not "]),
    ),
    st.sampled_from(["ouvert", "ouvert is false", "ouvert is not true", "limite < now(months=-20)"]),
    st.builds(
        "within_distance(latlon, geom'POINT(2 48)', {}km)".format, st.sampled_from(["1", "99", "500", "9000"])
    ),
    st.builds(
        "{}(latlon, geom'POLYGON((0 40, 10 40, 10 50, 0 45, 0 40))')".format,
        st.sampled_from(["within", "disjoint", "intersects"]),
    ),
    st.builds(
        "date_format({}, '{}') >= {}".format,
        st.sampled_from(["jour", "limite"]),
        st.sampled_from(["dd", "ww", "xxxx", "e", "DDD", "EEEE"]),
        _TEXTS.map(_quoted),
    ),
)
_conditions = st.recursive(
    _tests,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not {}".format, inner),
    ),
    max_leaves=5,
)
_keys = st.sampled_from(
    [
        "ville",
        "code",
        "ouvert",
        "themes",
        "jour",
        "`group`",
        "habitants",
        "year(limite)",
        "hour(limite)",
        "date_format(limite, 'xxxx-ww')",
        "range(habitants, 7)",
        "range(habitants, *, 0, 10, 51, *)",
        "range(montant, 33.3)",
        "range(limite, 1 month)",
        "range(limite, 6 hours)",
        "range(limite, 1 week)",
        "range(jour, 10 days)",
        "length(titre)",
    ]
)
_aggregates = st.sampled_from(
    [
        "count(*)",
        "count(habitants)",
        "count(distinct ville)",
        "sum(habitants)",
        "avg(montant)",
        "min(jour)",
        "max(limite)",
        "median(montant)",
        "percentile(habitants, 90)",
        "sum(habitants) / count(*)",
        "max(length(titre))",
    ]
)
_sorts = st.sampled_from(
    ["", "habitants", "montant desc", "ville, habitants desc", "jour desc", "limite", "length(titre) desc"]
)
_zones = st.sampled_from(["UTC", "Europe/Paris", "America/Cayenne", "Indian/Reunion", "Asia/Kolkata"])
_settings = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(_conditions, _sorts, _zones)
@_settings
def test_rows(essais: dict[str, Any], where: str, order: str, zone: str) -> None:
    _agree(essais, Clauses(where=(where,), order_by=order), zone)


@given(
    st.lists(_keys, max_size=2, unique=True),
    st.lists(_aggregates, min_size=1, max_size=3, unique=True),
    _conditions,
    _zones,
)
@_settings
def test_groups(
    essais: dict[str, Any], keys: list[str], aggregates: list[str], where: str, zone: str
) -> None:
    labelled = [f"{key} as k{at}" for at, key in enumerate(keys)]
    select = ", ".join([*(f"k{at}" for at in range(len(keys))), *aggregates])
    _agree(essais, Clauses(select=select, group_by=", ".join(labelled), where=(where,)), zone)


def _agree(essais: dict[str, Any], clauses: Clauses, zone: str) -> None:
    answers = {
        name: _told(answer(engine, essais["entry"], clauses, zone=zone))
        for name, engine in essais["engines"].items()
    }
    assert len(answers) >= 2
    one, *others = answers.values()
    assert all(other == one for other in others), {name: len(found) for name, found in answers.items()}
