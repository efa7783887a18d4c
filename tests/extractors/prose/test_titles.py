from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.prose.titles import read_title

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "titres.toml").read_text("utf-8"))[
    "titre"
]


@pytest.mark.parametrize("case", CASES, ids=[str(case["texte"])[:70] for case in CASES])
def test_title(case: dict[str, Any]) -> None:
    acts = read_title(case["texte"])
    assert [{name: span.value for name, span in act.columns.items()} for act in acts] == case["attendu"]
