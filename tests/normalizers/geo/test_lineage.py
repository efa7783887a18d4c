from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.geo import lineage, tables

CODES = sorted({*tables.communes(), *tables.today()})
DAYS = st.dates(date(1943, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("33063", "33063"),
        ("44160", "44003"),
        ("44003", "44003"),
        ("75108", "75056"),
        ("69383", "69123"),
        ("13202", "13055"),
        ("20004", "2A004"),
        ("91182", "91228"),
        ("69152", "69149"),
        ("27058", "27676"),
        ("85165", "85165"),
        ("60694", "60694"),
        ("49382", "49160"),
        ("51385", "51440"),
        ("97701", "97701"),
        ("00000", None),
        ("", None),
    ],
)
def test_today(code: str, expected: str | None) -> None:
    assert lineage.today(code) == expected


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("44160", date(2018, 12, 31), "44160"),
        ("44160", date(2019, 1, 1), "44003"),
        ("85165", date(2015, 12, 31), "85165"),
        ("85165", date(2016, 1, 1), "85084"),
        ("85165", date(2024, 1, 1), "85165"),
        ("2A004", date(1970, 1, 1), "20004"),
        ("20004", date(1980, 1, 1), "2A004"),
        ("92012", date(1960, 1, 1), "75012"),
        ("75056", date(1960, 1, 1), "75056"),
        ("75108", date(1960, 1, 1), "75056"),
        ("00000", date(2000, 1, 1), None),
    ],
)
def test_at(code: str, day: date, expected: str | None) -> None:
    assert lineage.at(code, day) == expected


def test_names_through_time() -> None:
    assert lineage.name_at("14712", date(2016, 1, 1)) == "Troarn"
    assert lineage.name_at("14712", date(2018, 1, 1)) == "Saline"
    assert lineage.name_at("14712", date(2022, 1, 1)) == "Troarn"
    assert lineage.former_names("51108") == ("Châlons-sur-Marne",)
    assert lineage.former_names("33063") == ()


def test_ancestors_and_descendants_look_both_ways() -> None:
    assert "44160" in lineage.ancestors("44003")
    assert lineage.descendants("44160") == ("44003",)
    assert {"74011", "74093", "74217"} <= set(lineage.ancestors("74010"))
    assert lineage.ancestors("33063") == ("33110",)
    assert lineage.ancestors("75056") == ()


def test_a_watch_follows_the_whole_line() -> None:
    assert {"91182", "91228"} <= set(lineage.lineage("91182"))
    assert lineage.lineage("91182") == lineage.lineage("91228")


def test_every_code_that_vanished_since_2021_resolves() -> None:
    """102 codes of the editions 2021 to 2025 are in none of 2026."""
    vanished = {
        code
        for code, rows in tables.states().items()
        if code not in tables.communes() and rows[-1].end > "2021-01-01"
    }
    assert len(vanished) == 102
    assert all(lineage.today(code) in tables.communes() for code in vanished)


def test_every_code_since_1943_has_a_commune_of_today() -> None:
    assert [code for code in tables.states() if lineage.today(code) not in tables.communes()] == []


@given(st.sampled_from(CODES), DAYS)
def test_the_code_at_a_day_was_a_commune_that_day(code: str, day: date) -> None:
    found = lineage.at(code, day)
    assert found is None or lineage.was_commune(found, day)


@given(st.sampled_from(CODES))
def test_today_is_stable(code: str) -> None:
    current = lineage.today(code)
    assert current is not None
    assert lineage.today(current) == current
    assert lineage.at(code, date(2026, 6, 1)) == current


@given(st.sampled_from(CODES))
def test_lines_are_symmetric(code: str) -> None:
    for descendant in lineage.descendants(code):
        assert code in lineage.ancestors(descendant)


def test_nearly_every_commune_has_coordinates() -> None:
    """All but the collectivities overseas, and six communes made out of a part of another since 2017."""
    without = [each for each in tables.communes().values() if not each.latlon]
    assert len(without) == 66
    assert sum(each.departement[:2] not in ("97", "98") for each in without) == 6
