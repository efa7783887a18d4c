"""The protected cube: no slice, no difference of slices or of releases tells a secret cell."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.secrecy.attack import intervals
from normalizers.secrecy.cube import EVERY, Cube, Fact, _sums, cube, protected
from normalizers.secrecy.primary import INTERVAL
from normalizers.secrecy.table import SumTable


def composed(seed: int, rows: int) -> list[Fact]:
    chance = random.Random(seed)  # noqa: S311 - composed data
    return [
        Fact(
            (chance.choice("AB"), chance.choice("xyz")),
            f"u{chance.randrange(9)}",
            float(chance.randrange(1, 1000)),
        )
        for _ in range(rows)
    ]


def attacked(
    made: Cube, hidden: frozenset[tuple[str, ...]]
) -> list[tuple[tuple[str, ...], float, float, float]]:
    table = SumTable({key: cell.amount for key, cell in made.items()}, _sums(made))
    found = intervals(table, hidden)
    return [
        (key, made[key].amount, found[key].least, found[key].most) for key in hidden if made[key].is_secret
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 40))
def test_no_secret_cell_is_narrower_than_its_interval(seed: int, rows: int) -> None:
    made = cube(composed(seed, rows))
    for key, true, least, most in attacked(made, protected(made)):
        assert least <= true * (1 - INTERVAL) + 1e-6, key
        assert most >= true * (1 + INTERVAL) - 1e-6, key


def test_totals_are_in_the_cube() -> None:
    made = cube([Fact(("A", "x"), "u", 1.0), Fact(("B", "x"), "v", 2.0)])
    assert made[EVERY, "x"].amount == made[EVERY, EVERY].amount == 3.0
    assert made["A", EVERY].amount == 1.0


def test_with_primary_suppression_alone_the_attack_succeeds() -> None:
    """The attack can find what is badly hidden."""
    made = cube(composed(3, 30))
    alone = frozenset(key for key, cell in made.items() if cell.is_secret)
    assert any(
        least > true * (1 - INTERVAL) or most < true * (1 + INTERVAL)
        for _, true, least, most in attacked(made, alone)
    )


@pytest.mark.parametrize("more", [1, 2])
def test_what_one_or_two_units_add_is_told_by_no_two_releases(more: int) -> None:
    before = [Fact(("A", "x"), f"u{n}", 100.0) for n in range(5)]
    before += [Fact(("B", "x"), f"v{n}", 100.0) for n in range(5)]
    after = before + [Fact(("A", "x"), f"w{n}", 37.0) for n in range(more)]
    old, new = cube(before), cube(after)
    assert protected(old) == frozenset()
    assert protected(new) == frozenset(), "the new cells by themselves are open"
    hidden = protected(new, [(old, frozenset())])
    assert {("A", "x"), ("A", EVERY), (EVERY, "x"), (EVERY, EVERY)} <= hidden


def test_what_three_units_add_may_be_told() -> None:
    before = [Fact(("A",), f"u{n}", 100.0) for n in range(5)]
    after = before + [Fact(("A",), f"w{n}", 30.0) for n in range(3)]
    assert protected(cube(after), [(cube(before), frozenset())]) == frozenset()


def test_a_cell_that_was_hidden_tells_nothing_of_its_change() -> None:
    before = [Fact(("A",), f"u{n}", 100.0) for n in range(2)]
    after = before + [Fact(("A",), f"w{n}", 100.0) for n in range(2)]
    old = cube(before)
    assert protected(cube(after), [(old, frozenset(old))]) == frozenset()
