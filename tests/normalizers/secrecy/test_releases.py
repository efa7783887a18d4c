"""What a reader who kept yesterday's release finds of a hidden cell of yesterday or of today."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from core.errors import Unprotected
from normalizers.secrecy.attack import intervals
from normalizers.secrecy.awards import Award, table_of, tabulate
from normalizers.secrecy.primary import INTERVAL
from normalizers.secrecy.releases import Told
from normalizers.secrecy.secondary import suppressed
from normalizers.secrecy.table import Key, Sum, SumTable
from tests.normalizers.secrecy.test_secrecy import drawn


@dataclass(frozen=True)
class Release:
    """A true table, and what was told of it."""

    truth: SumTable
    hidden: set[Key]
    secret: set[Key]
    awards: dict[Key, int]

    def told(self) -> Told:
        """What stays known of it."""
        amounts = {key: round(value, 2) for key, value in self.truth.values.items() if key not in self.hidden}
        return Told(self.hidden, amounts)


def release(awards: list[Award], told: Told | None = None) -> Release:
    cells = {(each.level, each.code, each.division): each for each in tabulate(awards, told)}
    return Release(
        table_of(awards),
        {key for key, cell in cells.items() if cell.amount is None},
        {key for key, cell in cells.items() if cell.reason == "primaire"},
        {key: cell.awards for key, cell in cells.items()},
    )


def side_by_side(one: Release, two: Release) -> tuple[SumTable, set[Key]]:
    """Both releases as one table: a cell of as many awards as before is the same, another one grew."""
    values: dict[Key, float] = {}
    sums, hidden = [], set[Key]()
    for tag, each in (("1", one), ("2", two)):
        for key, value in each.truth.values.items():
            values[tag, *key] = 0.0 if key in each.hidden else round(value, 2)
        hidden |= {(tag, *key) for key in each.hidden}
        for tie in each.truth.sums:
            sums.append(Sum((tag, *tie.total), tuple((tag, *part) for part in tie.parts)))
    for key in one.truth.values:
        if one.awards[key] == two.awards[key]:
            sums.append(Sum(("2", *key), (("1", *key),)))
            continue
        values["more", *key] = values["2", *key] - values["1", *key]
        sums.append(Sum(("2", *key), (("1", *key), ("more", *key))))
        if key in one.hidden | two.hidden:
            hidden.add(("more", *key))
            values["more", *key] = 0.0
    return SumTable(values, sums), hidden


def found_out(one: Release, two: Release) -> set[Key]:
    """The secret cells of as many awards in both releases of which both together tell too much."""
    table, hidden = side_by_side(one, two)
    found = intervals(table, hidden)
    known = set()
    for tag, each in (("1", one), ("2", two)):
        for key in each.secret & {key for key, count in one.awards.items() if two.awards[key] == count}:
            value, between = each.truth.values[key], found[tag, *key]
            slack = 0.5 + 1e-6 * value
            if (
                between.least > value * (1 - INTERVAL) + slack
                or between.most < value * (1 + INTERVAL) - slack
            ):
                known.add((tag, *key))
    return known


@pytest.mark.parametrize(("seed", "late"), [(2, 1), (5, 10), (6, 10), (10, 10)])
def test_two_releases_give_no_more_than_one(seed: int, late: int) -> None:
    awards = drawn(seed, 80 + late)
    before = release(awards[:80])
    assert found_out(before, release(awards, before.told())) == set()


def test_the_attack_succeeds_where_each_release_is_made_for_itself() -> None:
    awards = drawn(5, 90)
    assert found_out(release(awards[:80]), release(awards))


def test_a_cell_that_was_told_hides_nothing_while_it_stands() -> None:
    values: dict[Key, float] = {("a",): 10.0, ("b",): 11.0, ("c",): 500.0, ("*",): 521.0}
    table = SumTable(values, [Sum(("*",), (("a",), ("b",), ("c",)))])
    secret: set[Key] = {("a",)}
    dear: dict[Key, float] = {("*",): 10**6, ("c",): 1000.0}
    assert suppressed(table, secret, dear) == {("a",), ("b",)}
    assert suppressed(table, secret, dear, Told(amounts={("b",): 11.0})) == {("a",), ("c",)}
    assert suppressed(table, secret, dear, Told(hidden={("c",)})) == {("a",), ("c",)}


def test_a_cell_that_nothing_can_hide_is_an_error_with_its_name() -> None:
    values: dict[Key, float] = {("a",): 10.0, ("b",): 11.0, ("*",): 21.0}
    table = SumTable(values, [Sum(("*",), (("a",), ("b",)))])
    with pytest.raises(Unprotected, match="the secret cell a cannot be hidden"):
        suppressed(table, {("a",)}, told=Told(amounts={("b",): 11.0, ("*",): 21.0}))
