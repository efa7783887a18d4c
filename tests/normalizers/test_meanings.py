"""The meanings of columns in English."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import normalizers.datasets
from normalizers.datasets import datasets
from normalizers.meanings import meaning_en


def test_every_meaning_has_its_english_and_no_english_is_left_over() -> None:
    told = [(each, column) for each in datasets().values() for column in each.columns]
    missing = [
        f"{each.name}.{column.name}"
        for each, column in told
        if column.meaning and not meaning_en(each, column)
    ]
    assert missing == []
    file = Path(normalizers.datasets.__file__).parent / "meanings_en.toml"
    known = tomllib.loads(file.read_text(encoding="utf-8"))
    wanted = {(each.name, column.name) for each, column in told if column.meaning}
    named = {column for _, column in wanted}
    left = [
        f"{table}.{name}"
        for table, columns in known.items()
        for name in columns
        if (name not in named if table == "any" else (table, name) not in wanted)
    ]
    assert left == []


def test_columns_of_one_french_meaning_have_one_english_one() -> None:
    """What is said of one dataset alone is not told of another by the shared table."""
    english: dict[tuple[str, str], set[str]] = {}
    french: dict[tuple[str, str], set[str]] = {}
    for each in datasets().values():
        for column in each.columns:
            told = meaning_en(each, column)
            english.setdefault((column.name, column.meaning), set()).add(told)
            french.setdefault((column.name, told), set()).add(column.meaning)
    assert [key for key, told in english.items() if len(told) > 1] == []
    assert [key for key, told in french.items() if len(told) > 1] == []


def test_no_english_meaning_has_french_words() -> None:
    known = [meaning_en(each, column) for each in datasets().values() for column in each.columns]
    assert [told for told in known if re.search(r"\b(le|la|les|des|du|une|est)\b", told)] == []
