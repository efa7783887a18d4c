"""Precision and recall, column by column, on invented texts in the formulas of the Journal officiel."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from core.model.act import Act
from extractors.prose.nominations import read_acts, refused

FOLDER = Path(__file__).parent / "nominations"
NAMES = Path(__file__).parent / "noms.toml"


def expand(row: dict[str, str]) -> dict[str, str]:
    """The columns of a row of the test files, its short forms written out."""
    columns = dict(row)
    for key, prefix in (("qui", ""), ("remplace", "remplace_")):
        names = ("civilite", "nom", "prenoms", "nom_usage")
        for name, value in zip(names, _parts(columns.pop(key, "")), strict=False):
            columns[prefix + name] = value
    for key, names_ in (
        ("lieu", ("residence_libelle", "departement")),
        ("societe", ("societe_forme", "societe_nom")),
    ):
        columns |= dict(zip(names_, _parts(columns.pop(key, "")), strict=False))
    return {name: value for name, value in columns.items() if value}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")] if text else []


def cases() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for index, case in enumerate(tomllib.loads(path.read_text("utf-8"))["cas"]):
            found.append((f"{path.stem}-{index + 1}", case))
    sentence = (
        "Par arrêté du garde des sceaux, ministre de la justice, en date du 12 mars 2020, {} est nommé "
        "notaire à"
        " la résidence de Vitré (Ille-et-Vilaine)."
    )
    for index, (printed, who) in enumerate(tomllib.loads(NAMES.read_text("utf-8"))["noms"]):
        row = {"type_acte": "nomination_titulaire", "profession": "notaire", "date_arrete": "12 mars 2020"}
        row |= {"qui": who, "lieu": "Vitré | Ille-et-Vilaine"}
        found.append((f"noms-{index + 1}", {"texte": sentence.format(printed), "actes": [row]}))
    return found


CASES = cases()


def expected(case: dict[str, Any]) -> list[dict[str, str]]:
    return [expand(case.get("commun", {}) | row) for row in case["actes"]]


def values(act: Act) -> dict[str, str]:
    return {name: span.value for name, span in act.columns.items()}


def counts() -> dict[str, Counter[str]]:
    """True and false positives and misses by column; acts are compared in order."""
    tally: dict[str, Counter[str]] = {"tp": Counter(), "fp": Counter(), "fn": Counter()}
    for _, case in CASES:
        want = expected(case)
        got = [values(act) for act in read_acts(case["texte"], title=case.get("titre", ""))]
        for index in range(max(len(want), len(got))):
            right = set((want[index] if index < len(want) else {}).items())
            read = set((got[index] if index < len(got) else {}).items())
            tally["tp"].update(name for name, _ in right & read)
            tally["fp"].update(name for name, _ in read - right)
            tally["fn"].update(name for name, _ in right - read)
    return tally


def test_there_are_enough_texts() -> None:
    assert len(CASES) >= 150


def test_precision_and_recall_by_column() -> None:
    tally = counts()
    columns = sorted(set(tally["tp"]) | set(tally["fn"]) | set(tally["fp"]))
    poor = {}
    for name in columns:
        true, false, missed = tally["tp"][name], tally["fp"][name], tally["fn"][name]
        precision, recall = true / max(1, true + false), true / max(1, true + missed)
        print(f"{name:22} n={true + missed:4} precision={precision:.3f} recall={recall:.3f}")
        if min(precision, recall) < 0.98:
            poor[name] = (precision, recall)
    assert not poor


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_text(name: str, case: dict[str, Any]) -> None:
    got = [values(act) for act in read_acts(case["texte"], title=case.get("titre", ""))]
    assert got == expected(case)
    assert [refusal.code for refusal in refused(case["texte"])] == case.get("refus", [])
