"""How a coded term of a dataset is called, in French and in English (``datasets/terms.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "datasets" / "terms.toml"
_ANY_COLUMN = "*"

Label = Mapping[str, str]
"""By language, ``fr`` and ``en``."""


@cache
def labels() -> Mapping[str, Mapping[str, Label]]:
    """The labels by column, then by term; ``*`` holds for every column."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def label_of(column: str, term: str) -> Label | None:
    """The label of a term of a column; None where it has none."""
    known = labels()
    return known.get(column, {}).get(term) or known[_ANY_COLUMN].get(term)
