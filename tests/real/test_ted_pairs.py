"""The same notice as export and as eForms gives the same row, but for differences of the documents."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.real.ted_rows import ABSENT, FOLDER, notice, records

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

EXPORTS = sorted((FOLDER / "pairs_export_vs_eforms").glob("*.ted_export.xml"))
KNOWN = tomllib.loads((Path(__file__).parent / "ted_pairs.toml").read_text())["difference"]


def allowed(number: str) -> set[str]:
    return {
        column
        for each in KNOWN
        if "*" in each["notices"] or number in each["notices"]
        for column in each["columns"]
    }


def found(export: Path) -> Iterator[str]:
    """The columns that differ, and the datasets of which one form has a row more."""
    eforms = export.with_name(export.name.replace(".ted_export.", ".eforms."))
    sides = [{(each.dataset, each.id): each.values for each in records(path)} for path in (export, eforms)]
    for key in {**sides[0], **sides[1]}:
        rows: list[Any] = [side.get(key) for side in sides]
        if None in rows:
            yield key[0]
        else:
            yield from (name for name in {**rows[0], **rows[1]} if rows[0].get(name) != rows[1].get(name))


def test_there_are_pairs() -> None:
    assert len(EXPORTS) == 13


@pytest.mark.parametrize("export", EXPORTS, ids=lambda path: path.name.partition("-EXP")[0])
def test_both_forms_give_the_same_row(export: Path) -> None:
    number = notice(export)["numero_source"]
    assert set(found(export)) - allowed(number) == set()


def test_no_difference_is_listed_in_vain() -> None:
    by_number = {notice(export)["numero_source"]: set(found(export)) for export in EXPORTS}
    for each in KNOWN:
        for number in each["notices"]:
            seen = set.union(*by_number.values()) if number == "*" else by_number[number]
            assert seen & set(each["columns"]), (number, each["columns"])
