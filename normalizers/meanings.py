"""What a column of a dataset means, in English (``datasets/meanings_en.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from core.model.dataset import Column, Dataset

_FILE = Path(__file__).parent / "datasets" / "meanings_en.toml"
_ANY_DATASET = "any"


def meaning_en(dataset: Dataset, column: Column) -> str:
    """The English meaning; empty where the declaration has no French one, whose place it takes."""
    if not column.meaning:
        return ""
    known = _meanings()
    return known.get(dataset.name, {}).get(column.name) or known[_ANY_DATASET].get(column.name, "")


@cache
def _meanings() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
