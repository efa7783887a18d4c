"""Notices read by a person, value by value: the rows of every dataset give what the document prints.

Each file of ``expected`` names a real document and holds its rows as the eye reads them. Long texts are
written ``{debut = "…", fin = "…"}``: how they begin and, if need be, end. A column that is absent must be
empty, but for those of ``DERIVED``, that no document prints.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.real.comparison.pipeline import rows
from tests.real.comparison.readers.values import REAL

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside this checkout")

FILES = sorted((Path(__file__).parent / "expected").glob("*.toml"))
DATASETS = ("avis-marches", "lots-marches", "attributions-marches")
DERIVED = {"id_avis", "id_procedure", "latlon", "source", "url_avis"}


@cache
def truth(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def printed(path: Path, dataset: str) -> list[dict[str, Any]]:
    """The rows of the pipeline without what is empty or derived."""
    document = truth(path)
    found = rows(document["source"], REAL / document["file"], dataset, None)
    return [{name: value for name, value in row.items() if value not in (None, (), [])} for row in found]


def same(expected: Any, read: Any) -> bool:
    if isinstance(expected, dict) and "debut" in expected:
        text = str(read)
        return text.startswith(expected["debut"]) and text.endswith(expected.get("fin", ""))
    if isinstance(expected, list):
        return isinstance(read, (list, tuple)) and [*expected] == [*read]
    return bool(expected == read)


def differences(expected: dict[str, Any], read: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    columns = {*expected, *read} - DERIVED
    return {
        name: (expected.get(name), read.get(name))
        for name in sorted(columns)
        if not same(expected.get(name), read.get(name))
    }


def test_there_are_enough() -> None:
    assert len(FILES) >= 18
    assert len({truth(path)["file"] for path in FILES}) == len(FILES)
    assert sum("/pdf/" in truth(path)["file"] for path in FILES) == 6


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_printed_value_is_read(path: Path, dataset: str) -> None:
    expected = {row["id"]: row for row in truth(path).get(dataset, [])}
    read = {row["id"]: row for row in printed(path, dataset)}
    assert list(read) == list(expected)
    assert {key: found for key in expected if (found := differences(expected[key], read[key]))} == {}
