"""The aggregated dataset under secrecy, and the columns that each profile sees."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from console.app import create_app, site_for
from core.clock import utc_now
from core.model.record import Record
from core.settings import get_settings
from core.storage.records import Records
from tests.console.cli.conftest import Veille
from workers.installation import open_installation

SIRENS = ("552100554", "542051180", "552032534", "356000000")


def publish(rows: list[tuple[str, str, str, str, float]]) -> None:
    """Awards, each with its notice: number, département, CPV, SIREN of the winner, amount."""
    with open_installation(get_settings()) as installation, installation.db.write() as tx:
        writer = Records(tx, installation.db.catalogue, utc_now())
        for number, place, cpv, siren, amount in rows:
            notice = {"type_avis": "attribution", "code_departement": [place], "cpv": cpv}
            award = {
                "id_avis": number,
                "statut": "attribue",
                "titulaire_siret": f"{siren}00013",
                "montant": amount,
                "devise": "EUR",
                "date_publication": utc_now().date().replace(year=2025, month=3, day=1),
            }
            for dataset, identity, values in (
                ("avis-marches", number, notice),
                ("attributions-marches", f"{number}:1", award),
            ):
                writer.apply(
                    Record(dataset, identity, values, {}, {}, (), number, f"file:{number}", utc_now()), "test"
                )


@pytest.fixture
def made(veille: Veille) -> Any:
    rows = [
        (f"toy:{place}-{cpv}-{number}", place, f"{cpv}000000", SIRENS[number], 1000.0 * (number + 1))
        for place in ("35", "22", "29")
        for cpv in ("45", "71")
        for number in range(4)
    ]
    rows.append(("toy:secret", "56", "45000000", SIRENS[0], 123456.0))
    rows.append(("toy:other", "56", "71000000", SIRENS[1], 9000.0))
    publish(rows)
    answer = veille("statistics", "--json")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def exported(veille: Veille, tmp_path: Path, *options: str) -> list[dict[str, str]]:
    path = tmp_path / "stats.csv"
    assert veille("export", "stats-attributions", "-o", str(path), *options).returncode == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_secret_cells_are_empty_and_flagged_and_a_second_run_changes_nothing(
    veille: Veille, tmp_path: Path, made: Any
) -> None:
    assert made["year"] == 2025
    assert 0 < made["hidden"] < made["cells"] == made["changed"]
    rows = {row["id"]: row for row in exported(veille, tmp_path)}
    secret = rows["stats-attributions:2025:departement:56:45"]
    assert (secret["montant"], secret["nb_titulaires"], secret["secret"]) == ("", "", "true")
    assert {row["secret"] for row in rows.values() if row["montant"] == ""} == {"true"}
    total = rows["stats-attributions:2025:france:FR:total"]
    assert (total["montant"], total["lieu_libelle"], total["nb_attributions"]) == ("192456", "France", "26")
    assert json.loads(veille("statistics", "--json").stdout)["changed"] == 0


def test_only_the_internal_profile_is_told_why_a_cell_is_hidden(
    veille: Veille, tmp_path: Path, made: Any
) -> None:
    for options in ((), ("--profile", "public"), ("--profile", "partner")):
        assert "motif_secret" not in exported(veille, tmp_path, *options)[0]
    rows = exported(veille, tmp_path, "--profile", "internal")
    assert {row["motif_secret"] for row in rows} == {"", "primaire", "secondaire"}


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "parquet"])
def test_no_address_of_the_public_console_gives_an_internal_column(
    veille: Veille, tmp_path: Path, made: Any, form: str
) -> None:
    with open_installation(get_settings()) as installation:
        client = TestClient(create_app(site_for(installation)))
        record = "stats-attributions:2025:departement:56:45"
        for address in (
            f"/datasets/stats-attributions.{form}",
            "/datasets/stats-attributions",
            f"/datasets/stats-attributions/{record}",
            f"/datasets/stats-attributions/{record}.json",
        ):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert b"motif_secret" not in answer.content, address
            assert b"primaire" not in answer.content, address
        refused = client.get("/datasets/stats-attributions?motif_secret=primaire")
        assert refused.status_code == 400
