from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.prose.designations import read_designations

FOLDER = Path(__file__).parent
CASES: list[dict[str, Any]] = [
    case
    for name in ("designations.toml", "designations_recent.toml")
    for case in tomllib.loads((FOLDER / name).read_text("utf-8"))["cas"]
]
COLUMNS = (
    "role",
    "mouvement",
    "professionnel_nom",
    "professionnel_prenom",
    "professionnel_structure",
    "professionnel_adresse",
)


@pytest.mark.parametrize("case", CASES, ids=[str(case["texte"])[:60] for case in CASES])
def test_judgment(case: dict[str, Any]) -> None:
    want = []
    for row in case["lus"]:
        parts = [part.strip() for part in row.split("|")]
        want.append({name: part for name, part in zip(COLUMNS, parts, strict=True) if part})
    acts = read_designations(case["texte"])
    assert [{name: span.value for name, span in act.columns.items()} for act in acts] == want


def test_a_doubtful_order_of_names_has_a_low_confidence() -> None:
    (act,) = read_designations("Liquidateur : Maître Robert Michel, 4 rue Haute, 35000 Rennes")
    assert act.columns["professionnel_nom"].value == "Robert"
    assert act.columns["professionnel_nom"].confidence <= 0.65


def test_the_other_names_of_the_text_tell_the_order() -> None:
    acts = read_designations("Liquidateur : Me Robert Michel. Administrateur : Me Paul Dubreuil.")
    assert [act.columns["professionnel_nom"].value for act in acts] == ["Michel", "Dubreuil"]
