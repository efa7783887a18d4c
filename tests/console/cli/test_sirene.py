"""The stock of Sirene as an operator gives it, up to the published rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.settings import get_settings
from normalizers.organisations.sirene.compiled import FILE
from tests.console.cli.conftest import ROOT, Veille
from workers.installation import open_installation


def test_without_a_stock_file_the_call_is_wrong(veille: Veille) -> None:
    done = veille("sirene")
    assert done.returncode == 2
    assert "VEILLE_SIRENE" in done.stderr


def test_a_stock_file_is_compiled_and_counted(veille: Veille, tmp_path: Path) -> None:
    stock = tmp_path / "stock.csv"
    stock.write_text("siret,denominationUniteLegale\n21999000900017,COMMUNE D'ESSAI\n", encoding="utf-8")
    done = veille("sirene", str(stock), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "path": str(tmp_path / "home" / FILE),
        "etablissements": 1,
        "unites_legales": 1,
    }
    assert "1 établissements" in veille("doctor").stdout
    with open_installation(get_settings()) as installation:
        assert installation.register is not None


@pytest.mark.slow
def test_what_is_read_after_is_completed_and_nothing_else_differs(
    veille: Veille, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next((ROOT / "fixtures" / "boamp" / "nominal").glob("input.*"))
    asked = ("ingest", str(path), "--source", "boamp", "--json")
    bare = _rows(veille(*asked).stdout)
    sirets = {row["acheteur_siret"] for row in bare["avis-marches"] if row.get("acheteur_siret")}
    assert sirets
    stock = tmp_path / "stock.csv"
    lines = [f"{siret},84.11Z\n" for siret in sorted(sirets)]
    stock.write_text("siret,activitePrincipaleEtablissement\n" + "".join(lines), encoding="utf-8")
    monkeypatch.setenv("VEILLE_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("VEILLE_SIRENE", str(stock))
    get_settings.cache_clear()
    full = _rows(veille(*asked).stdout)
    changing = ("acheteur_naf", "avertissements", "preuves", "lu_le")
    for dataset, rows in bare.items():
        for before, after in zip(rows, full[dataset], strict=True):
            assert {k: v for k, v in before.items() if k not in changing} == {
                k: v for k, v in after.items() if k not in changing
            }
            if before.get("acheteur_siret"):
                assert after["acheteur_naf"] == "84.11Z"
                assert after["preuves"]["acheteur_naf"] == after["preuves"]["acheteur_siret"]


def _rows(printed: str) -> dict[str, list[dict[str, Any]]]:
    answers = [json.loads(line) for line in printed.splitlines()]
    return {answer["dataset"]: answer["rows"] for answer in answers}
