"""Places that a contract gives as a code with the kind of the code."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from core.model.evidence import Evidence
from core.model.reading import Reading, Value
from normalizers.normalise import normalise


def place(**given: str) -> dict[str, Any]:
    values = {name: Value(text, Evidence(lecture=text, path=f"/{name}")) for name, text in given.items()}
    reading = Reading("marches-conclus", "decp:1", values)
    row = normalise(reading, sha256="0" * 64, url="", read_at=datetime(2026, 3, 31, tzinfo=UTC))
    return dict(row.values) | {"warnings": row.warnings}


@pytest.mark.parametrize(
    ("code", "kind", "label", "commune", "departement"),
    [
        ("35238", "Code commune", "", "35238", ["35"]),
        ("35000", "Code postal", "RENNES", "35238", ["35"]),
        ("22300", "Code postal", "", None, ["22"]),
        ("22300", "Code postal", "LANNION", "22113", ["22"]),
        ("22", "CODE DEPARTEMENT", "(22) Côtes-d'Armor", None, ["22"]),
        ("22", "Code département", "Rennes", None, ["22"]),
        ("53", "Code région", "", None, None),
    ],
)
def test_a_name_beside_the_code_counts_inside_it(
    code: str, kind: str, label: str, commune: str | None, departement: list[str] | None
) -> None:
    found = place(lieu_code=code, lieu_type_code=kind, lieu_libelle=label)
    assert found.get("code_commune") == commune
    assert found.get("code_departement") == departement
    assert not found["warnings"]


def test_a_code_of_another_kind_is_unknown_and_told() -> None:
    found = place(lieu_code="618", lieu_type_code="Code commune")
    assert found["lieu_precision"] == "inconnu"
    assert found["warnings"] == ("code_lieu_inconnu:code_commune",)
