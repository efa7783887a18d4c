"""What a reader of the published table can find of a hidden cell: never less than its protection interval."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.secrecy.attack import intervals
from normalizers.secrecy.awards import EVERY, Award, PublishedCell, table_of, tabulate
from normalizers.secrecy.primary import INTERVAL, Cell
from normalizers.secrecy.secondary import suppressed
from normalizers.secrecy.table import Key, Sum, SumTable

DEPARTEMENTS = ("35", "22", "29", "59", "62", "80", "971", None)
CPV = ("45000000", "71000000", "33100000", "90000000", None)


@pytest.mark.parametrize(
    ("units", "secret"),
    [
        ({}, False),
        ({"a": 0.0}, False),
        ({"a": 10.0}, True),
        ({"a": 10.0, "b": 10.0}, True),
        ({"a": 10.0, "b": 10.0, "c": 0.0}, True),
        ({"a": 10.0, "b": 10.0, "c": 10.0}, False),
        ({"a": 85.0, "b": 10.0, "c": 5.0}, False),
        ({"a": 85.1, "b": 9.9, "c": 5.0}, True),
    ],
)
def test_too_few_units_or_one_that_is_nearly_all(units: dict[str, float], secret: bool) -> None:
    assert Cell(units).is_secret is secret


def drawn(seed: int, count: int) -> list[Award]:
    """Awards as they are: few large towns and trades, amounts over several orders of magnitude."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    return [
        Award(
            departement=DEPARTEMENTS[min(int(chance.paretovariate(1.0)) - 1, len(DEPARTEMENTS) - 1)],
            cpv=CPV[min(int(chance.paretovariate(1.0)) - 1, len(CPV) - 1)],
            winner=f"{chance.randrange(1 + count // 2):09}",
            amount=round(chance.lognormvariate(11, 1.8), 2),
        )
        for _ in range(count)
    ]


def as_reader(cells: Iterable[PublishedCell], truth: SumTable) -> tuple[SumTable, set[Key]]:
    """What a reader has: the published amounts, the sums that the names of the places and divisions tell.

    The hidden amounts are wiped out first, so that the attack cannot use them.
    """
    amounts: dict[Key, float | None] = {(cell.level, cell.code, cell.division): cell.amount for cell in cells}
    hidden: set[Key] = {key for key, amount in amounts.items() if amount is None}
    return SumTable({key: amount or 0.0 for key, amount in amounts.items()}, truth.sums), hidden


def narrowed(truth: SumTable, reader: SumTable, hidden: set[Key], secret: set[Key]) -> list[tuple[Key, str]]:
    """The secret cells of which a reader can tell more than their protection interval allows."""
    found = intervals(reader, hidden)
    told = []
    for key in secret:
        value, cents = truth.values[key], 0.05
        if found[key].least > value * (1 - INTERVAL) + cents:
            told.append((key, f"at least {found[key].least} of {value}"))
        if found[key].most < value * (1 + INTERVAL) - cents:
            told.append((key, f"at most {found[key].most} of {value}"))
    return told


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 120))
def test_no_published_margin_gives_a_secret_cell_back(seed: int, count: int) -> None:
    awards = drawn(seed, count)
    cells, truth = tabulate(awards), table_of(awards)
    reader, hidden = as_reader(cells, truth)
    secret: set[Key] = {(each.level, each.code, each.division) for each in cells if each.reason == "primaire"}
    assert secret <= hidden
    assert narrowed(truth, reader, hidden, secret) == []
    published = {(each.level, each.code, each.division) for each in cells} - hidden
    assert all(abs(reader.values[key] - truth.values[key]) < 0.01 for key in published)


def test_the_attack_is_one_that_succeeds_where_only_secret_cells_are_hidden() -> None:
    """Without secondary suppression, the same reader finds most of the secret cells of the same tables."""
    found = total = 0
    for seed in range(5):
        awards = drawn(seed, 80)
        truth = table_of(awards)
        cells = tabulate(awards)
        secret: set[Key] = {
            (each.level, each.code, each.division) for each in cells if each.reason == "primaire"
        }
        wiped = {key: 0.0 if key in secret else value for key, value in truth.values.items()}
        told = narrowed(truth, SumTable(wiped, truth.sums), secret, secret)
        found, total = found + len({key for key, _ in told}), total + len(secret)
    assert found > total / 2


def test_tables_that_share_cells_are_protected_together() -> None:
    """A second table adds the same cells up in another way: hiding in one must not be undone by the other."""
    grid: dict[Key, float] = {
        (row, column): 11.0 + 3 * place + number
        for place, row in enumerate("abc")
        for number, column in enumerate("xyz")
    }
    values: dict[Key, float] = dict(grid)
    sums = []
    for row in "abc":
        values[row, "*"] = sum(grid[row, column] for column in "xyz")
        sums.append(Sum((row, "*"), tuple((row, column) for column in "xyz")))
    for column in "xyz":
        values["*", column] = sum(grid[row, column] for row in "abc")
        sums.append(Sum(("*", column), tuple((row, column) for row in "abc")))
    linked = {"north": ("ax", "by"), "south": ("ay", "bx", "cz")}
    for name, parts in linked.items():
        keys = tuple((part[0], part[1]) for part in parts)
        values[name,] = sum(values[key] for key in keys)
        sums.append(Sum((name,), keys))
    truth, secret = SumTable(values, sums), set[Key]({("a", "x")})
    hidden = set(suppressed(truth, secret))
    wiped = SumTable({key: 0.0 if key in hidden else value for key, value in values.items()}, sums)
    assert narrowed(truth, wiped, hidden, secret) == []
    alone = set(suppressed(SumTable(values, sums[:6]), secret))
    wiped = SumTable({key: 0.0 if key in alone else value for key, value in values.items()}, sums)
    assert narrowed(truth, wiped, alone, secret), "the linked table matters"


def test_a_table_without_secrets_is_published_whole() -> None:
    awards = [Award("35", "45000000", f"{unit}", 100.0) for unit in range(3)]
    cells = tabulate(awards)
    assert {(each.level, each.code, each.division) for each in cells} == {
        (level, code, division)
        for level, code in (("departement", "35"), ("region", "53"), ("france", "FR"))
        for division in ("45", EVERY)
    }
    assert {(each.amount, each.winners, each.awards, each.reason) for each in cells} == {(300.0, 3, 3, None)}
    assert tabulate([]) == []
