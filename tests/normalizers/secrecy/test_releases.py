"""What a reader who kept yesterday's release finds of a hidden cell of yesterday or of today."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from core.errors import Unprotected
from normalizers.secrecy.attack import intervals
from normalizers.secrecy.awards import Award, table_of, tabulate
from normalizers.secrecy.entering import entering
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


def found_out(one: Release, two: Release) -> set[tuple[str, Key]]:
    """The secret cells of which both releases together tell too much.

    Of a cell that grew, what the earlier release hid of it must stay hidden; what it grew by is a cell that
    may be told, or the release would not have it.
    """
    table, hidden = side_by_side(one, two)
    found = intervals(table, hidden)
    known = set()
    for tag, each in (("1", one), ("2", two)):
        for key in each.secret:
            value, between = each.truth.values[key], found[tag, *key]
            kept = INTERVAL * (one.truth.values[key] if key in one.hidden else value)
            slack = 0.5 + 1e-6 * value
            if between.least > value - kept + slack or between.most < value + kept - slack:
                known.add((tag, key))
    return known


def later(awards: list[Award], first: int) -> tuple[list[Award], list[Award]]:
    """The awards of a first release, and those of the next one, which counts what may enter."""
    known = {f"{number:03}": each for number, each in enumerate(awards)}
    counted = {record: each for record, each in known.items() if int(record) < first}
    return list(counted.values()), list(entering(counted, known).values())


@pytest.mark.parametrize(("seed", "late"), [(1, 10), (3, 10), (7, 1), (11, 3), (4, 120), (9, 120)])
def test_two_releases_give_no_more_than_one(seed: int, late: int) -> None:
    first, second = later(drawn(seed, 80 + late), 80)
    before = release(first)
    after = release(second, before.told())
    assert late < 100 or len(second) > len(first)
    assert found_out(before, after) == set()


@pytest.mark.parametrize(("seed", "late"), [(3, 10), (7, 1), (11, 3)])
def test_the_attack_succeeds_where_every_late_award_is_counted_at_once(seed: int, late: int) -> None:
    awards = drawn(seed, 80 + late)
    before = release(awards[:80])
    assert found_out(before, release(awards, before.told()))


def test_late_awards_wait_for_others_in_their_cell() -> None:
    first = {f"a{number}": Award("35", "45000000", f"w{number}", 100.0) for number in range(4)}
    one = {"b1": Award("35", "45000000", "x", 50.0)}
    two = one | {"b2": Award("35", "45000000", "y", 50.0)}
    three = two | {"b3": Award("35", "45000000", "z", 50.0)}
    assert [len(entering(first, first | late)) for late in (one, two, three)] == [4, 4, 7]
    large = two | {"b3": Award("35", "45000000", "z", 5000.0)}
    elsewhere = two | {"b3": Award("22", "45000000", "z", 50.0)}
    assert [len(entering(first, first | late)) for late in (large, elsewhere)] == [4, 4]


def test_awards_that_go_or_change_wait_as_those_that_come_do() -> None:
    first = {f"a{number}": Award("35", "45000000", f"w{number}", 100.0) for number in range(8)}
    gone = {record: award for record, award in first.items() if record != "a0"}
    assert entering(first, gone) == first
    raised = {record: replace(award, amount=130.0) for record, award in first.items() if record < "a3"}
    assert entering(first, first | {"a0": raised["a0"]}) == first
    assert entering(first, first | raised) == first | raised


def test_what_moves_from_a_cell_to_another_is_no_change_of_their_sum() -> None:
    """Three awards leave a cell for the next one of the same département: its total tells nothing new."""
    first = {f"a{number}": Award("35", "45000000", f"w{number}", 100.0) for number in range(8)}
    moved = {record: replace(first[record], cpv="71000000") for record in ("a0", "a1", "a2")}
    assert entering(first, first | moved) == first | moved


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
