"""What is wrong in a query is told with its clause and place, before any database is asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.api.odsql.errors import ODSQLError
from console.api.odsql.parse import DEEPEST, LONGEST, parse_where
from console.api.odsql.query import Clauses
from core.model.dataset import Profile
from tests.console.api.odsql.essais import answer

WRONG = [
    ({"where": "invalid_function(ville)"}, "unknown function invalid_function()", "where", 0),
    ({"select": "ville, invalid_function()"}, "unknown function invalid_function()", "select", 7),
    ({"where": "ville = "}, "the end was not expected", "where", 8),
    ({"where": "ville = 'Paris"}, "cannot be read", "where", 8),
    ({"where": "ville habitants"}, "'habitants' was not expected", "where", 6),
    ({"where": "ouvert and inconnu > 1"}, "unknown field 'inconnu'", "where", 11),
    ({"where": "secret = 'trésor'"}, "unknown field 'secret'", "where", 0),
    ({"where": "_texte = 'x'"}, "unknown field '_texte'", "where", 0),
    ({"where": "group = 'x'"}, "reserved word", "where", 0),
    ({"where": "year > 2"}, "reserved word", "where", 0),
    ({"where": "ville"}, "a boolean field was expected", "where", 0),
    ({"where": "habitants + ville > 1"}, "a number was expected", "where", 12),
    ({"where": "habitants = 'beaucoup'"}, "int cannot be compared with text", "where", 0),
    ({"where": "jour = 'hier'"}, "'hier' is not a date", "where", 0),
    ({"where": "jour > date'2020-13-01'"}, "is not a date", "where", 7),
    ({"where": "jour = 12"}, "a date cannot be compared with int", "where", 0),
    ({"where": "now(siècle=1) > jour"}, "cannot be read", "where", 6),
    ({"where": "limite < now(month=13)"}, "from 1 to 12", "where", 9),
    ({"where": "limite < now(decades=1)"}, "no parameter 'decades'", "where", 9),
    ({"where": "limite < now(years=999999)"}, "out of the calendar", "where", 9),
    ({"where": "year(ville) = 2"}, "a date field was expected", "where", 5),
    ({"where": "length(habitants) = 2"}, "a text was expected", "where", 7),
    ({"where": "length(ville, code) = 2"}, "takes 1 arguments", "where", 0),
    ({"where": "year(jour)"}, "is no condition", "where", 0),
    ({"where": "within_distance(latlon, geom'POINT(1 1)', 10)"}, "a distance was expected", "where", 42),
    ({"where": "within_distance(latlon, geom'POINT(1 1)', 10 days)"}, "a distance was expected", "where", 42),
    ({"where": "within_distance(ville, geom'POINT(1 1)', 10km)"}, "geo_point_2d field", "where", 16),
    ({"where": "within(latlon, geom'POLYGON((0 0))')"}, "geometry", "where", 15),
    ({"where": "within(latlon, geom'LINESTRING(0 0, 1 1)')"}, "not with a LineString", "where", 15),
    ({"where": "geometry(latlon, geom'POINT(0 0)', TOUCHES)"}, "INTERSECTS", "where", 35),
    ({"where": "in_bbox(latlon, 1, 2, 3)"}, "takes 5 arguments", "where", 0),
    ({"where": "search(habitants, 'x')"}, "a text field was expected", "where", 7),
    ({"where": "ville like habitants"}, "a text in quotes was expected", "where", 11),
    ({"where": "titre is true"}, "a boolean field was expected", "where", 0),
    ({"where": "count(*) > 1"}, "unknown function count()", "where", 0),
    ({"where": "habitants > 99999999999999999999"}, "a number too large", "where", 12),
    ({"where": "date_format(jour, 'Q') = '1'"}, "no meaning", "where", 18),
    ({"select": "sum(ville)"}, "a number was expected", "select", 4),
    ({"select": "percentile(montant, 101)"}, "from 0 to 100", "select", 20),
    ({"select": "ville, count(*)"}, "must be in the group_by", "select", 0),
    ({"select": "*, count(*)"}, "* cannot be selected", "select", 0),
    ({"select": "secret"}, "unknown field 'secret'", "select", 0),
    ({"select": "include(12)"}, "a name of a field", "select", 8),
    ({"group_by": "secret"}, "unknown field 'secret'", "group_by", 0),
    ({"group_by": "detail"}, "cannot be grouped", "group_by", 0),
    ({"group_by": "range(ville, 5)"}, "a number or a date", "group_by", 6),
    ({"group_by": "range(habitants, 0)"}, "more than 0", "group_by", 17),
    ({"group_by": "range(habitants, [3, 2])"}, "must grow", "group_by", 0),
    ({"group_by": "range(jour, 2 weeks)"}, "is of one", "group_by", 12),
    ({"group_by": "geo_cluster(latlon, 99)"}, "from 0 to 25", "group_by", 0),
    (
        {"group_by": "ville", "order_by": "ville, count(*)"},
        "aggregations must come before fields",
        "order_by",
        7,
    ),
    ({"group_by": "ville", "order_by": "habitants"}, "must be in the group_by", "order_by", 0),
    ({"order_by": "themes"}, "cannot be sorted", "order_by", 0),
    ({"order_by": "secret"}, "unknown field 'secret'", "order_by", 0),
    ({"order_by": "ville sideways"}, "'sideways' was not expected", "order_by", 6),
    ({"where": "("}, "the end was not expected", "where", 1),
    ({"where": "ville = 'x'; DROP TABLE ds_essais"}, "cannot be read", "where", 11),
    (
        {"where": "(" * (DEEPEST + 1) + "ouvert" + ")" * (DEEPEST + 1)},
        "too many parentheses",
        "where",
        DEEPEST,
    ),
    ({"where": "not " * 500 + "ouvert"}, "too many expressions", "where", None),
    ({"where": "x" * (LONGEST + 1)}, "longer than", "where", None),
    ({"where": " or ".join(["ouvert"] * 600)}, "more than", "where", None),
]


@pytest.mark.parametrize(
    ("clauses", "problem", "clause", "at"), WRONG, ids=[str(case[0])[:60] for case in WRONG]
)
def test_an_error_says_what_and_where(
    clauses: dict[str, str], problem: str, clause: str, at: int | None, essais: dict[str, Any]
) -> None:
    where = (clauses["where"],) if "where" in clauses else ()
    others = {name: text for name, text in clauses.items() if name != "where"}
    with pytest.raises(ODSQLError) as raised:
        answer(essais["engines"]["sqlite"], essais["entry"], Clauses(where=where, **others))
    told = str(raised.value)
    assert told.startswith("ODSQL query is malformed: ")
    assert f"Clause(s) containing the error(s): {clause}." in told
    assert problem in told
    assert raised.value.at == at


def test_who_may_see_an_internal_column_may_use_it(essais: dict[str, Any]) -> None:
    engine, entry = essais["engines"]["sqlite"], essais["entry"]
    found = answer(engine, entry, Clauses(where=("secret = 'trésor'",)), profile=Profile.INTERNAL)
    words = answer(engine, entry, Clauses(where=('"tresor"',)), profile=Profile.INTERNAL)
    assert found
    assert [row["id"] for row in found] == [row["id"] for row in words]
    assert all(row["secret"] == "trésor" for row in found)


def test_a_pattern_of_fields_finds_no_hidden_one(essais: dict[str, Any]) -> None:
    engine, entry = essais["engines"]["sqlite"], essais["entry"]
    assert {*answer(engine, entry, Clauses(select="include(s*)"))[0]} == {"statut"}
    for pattern in ("secret", "_*"):
        with pytest.raises(ODSQLError, match="no field is left"):
            answer(engine, entry, Clauses(select=f"include({pattern})"))


@given(st.text(alphabet="abc '\"`()[]*.,:<>=!+-/\\0123456789éandortis", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_where(text)
    except ODSQLError as error:
        assert error.at is None or 0 <= error.at <= len(text)
