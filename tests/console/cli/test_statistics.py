"""The aggregated dataset under secrecy, and the columns that each profile sees."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scipy.optimize import linprog
from starlette.testclient import TestClient

from console.app import create_app, site_for
from core.clock import utc_now
from core.errors import Unprotected
from core.model.record import Record
from core.settings import get_settings
from core.storage.records import Records
from tests.console.cli.conftest import Veille
from workers.counted_awards import awards_of
from workers.duties import statistics
from workers.installation import open_installation

NAMES = {"toy:named": "TOITURES DU VAL (S.A.R.L)", "toy:nameless": "Toitures du Val"}
SIRENS = ("552100554", "542051180", "552032534", "356000000")


def publish(rows: list[tuple[str, str, str, str, float]], year: int = 2025) -> None:
    """Awards, each with its notice: number, département, CPV, SIREN of the winner, amount."""
    with open_installation(get_settings()) as installation, installation.db.write() as tx:
        writer = Records(tx, installation.db.catalogue, utc_now())
        for number, place, cpv, siren, amount in rows:
            notice = {"type_avis": "attribution", "code_departement": [place], "cpv": cpv}
            award = {
                "id_avis": number,
                "statut": "attribue",
                "titulaire_siren": siren or None,
                "titulaire_nom": NAMES.get(number, f"Entreprise {siren}"),
                "titulaire_code_postal": "35000",
                "montant": amount,
                "devise": "EUR",
                "date_publication": utc_now().date().replace(year=year, month=1, day=1),
            }
            for dataset, identity, values in (
                ("avis-marches", number, notice),
                ("attributions-marches", f"{number}:1", award),
            ):
                writer.apply(
                    Record(dataset, identity, values, {}, {}, (), number, f"file:{number}", utc_now()), "test"
                )


def awards() -> list[tuple[str, str, str, str, float]]:
    """Three départements and two divisions without a secret cell."""
    return [
        (f"toy:{place}-{cpv}-{number}", place, f"{cpv}000000", SIRENS[number], 1000.0 * (number + 1))
        for place in ("35", "22", "29")
        for cpv in ("45", "71")
        for number in range(4)
    ]


@pytest.fixture
def made(veille: Veille) -> Any:
    rows = awards()
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


def test_what_was_told_of_a_cell_that_is_secret_now_is_told_no_more(veille: Veille, tmp_path: Path) -> None:
    publish(awards())
    assert veille("statistics").returncode == 0
    record = "stats-attributions:2025:departement:35:45"
    before = {row["id"]: row["montant"] for row in exported(veille, tmp_path)}[record]
    assert before == "10000"
    publish([(f"toy:35-45-{number}", "35", "45000000", SIRENS[number], 0.0) for number in (1, 2, 3)])
    assert veille("statistics").returncode == 0
    for options in ((), ("--json",), ("--as-of", "2999-12-31"), ("--json", "--as-of", "2999-12-31")):
        told = veille("history", record, *options).stdout
        assert record in told
        assert not any(word in told for word in ("10000", "motif_secret", "primaire")), told
        told = veille("history", record, "--profile", "internal", *options).stdout
        assert "primaire" in told
    assert "10000" in veille("history", record, "--profile", "internal").stdout
    with open_installation(get_settings()) as installation:
        page = TestClient(create_app(site_for(installation))).get(f"/datasets/stats-attributions/{record}")
    assert page.status_code == 200
    assert "10\u202f000" not in page.text
    assert "primaire" not in page.text


def test_a_late_award_waits_for_others_and_is_told_of(veille: Veille, tmp_path: Path, made: Any) -> None:
    late = [("toy:late-1", "35", "45000000", SIRENS[0], 500.0)]
    publish(late)
    second = json.loads(veille("statistics", "--json").stdout)
    assert (made["waiting"], second["waiting"], second["changed"]) == (0, 1, 0)
    publish([(f"toy:late-{number}", "35", "45000000", SIRENS[number], 500.0) for number in (2, 3)])
    third = json.loads(veille("statistics", "--json").stdout)
    assert (third["waiting"], third["changed"] > 0) == (0, True)
    rows = {row["id"]: row for row in exported(veille, tmp_path)}
    assert rows["stats-attributions:2025:departement:35:45"]["nb_attributions"] == "7"


def test_a_year_that_cannot_be_hidden_holds_no_other_year(
    veille: Veille, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish([("toy:1", "35", "45000000", SIRENS[0], 50.0)], 2023)
    publish([("toy:2", "35", "45000000", SIRENS[0], 70.0)], 2024)
    solver = "normalizers.secrecy.secondary.linprog"

    def fails_once(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(solver, linprog)
        return SimpleNamespace(success=False, message="time limit")

    monkeypatch.setattr(solver, fails_once)
    answer = veille("statistics")
    assert answer.returncode == 1
    assert "2023: the secret cell" in answer.stderr
    assert "[secrecy] → What was published of that year stands." in answer.stderr
    assert {row["annee"] for row in exported(veille, tmp_path)} == {"2024"}


def test_a_year_that_runs_is_told_only_if_it_is_asked_for(veille: Veille, tmp_path: Path) -> None:
    year = utc_now().year
    publish([("toy:1", "35", "45000000", SIRENS[0], 50.0)], year)
    answer = veille("statistics")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert f"{year} : année en cours, non diffusée" in answer.stderr
    assert f"{year} : 6 cases" in veille("statistics", "--year", str(year)).stdout


def test_a_winner_without_a_number_is_the_one_of_that_name_in_that_place(
    veille: Veille, tmp_path: Path
) -> None:
    publish(
        [
            ("toy:named", "35", "45000000", SIRENS[0], 100.0),
            ("toy:nameless", "35", "45000000", "", 100.0),
            ("toy:other", "35", "45000000", SIRENS[1], 100.0),
            ("toy:third", "35", "71000000", SIRENS[2], 100.0),
        ]
    )
    with open_installation(get_settings()) as installation, installation.db.read() as tx:
        won = [award for _, award in awards_of(tx, installation.db.catalogue, 2025)]
    assert sorted(each.winner for each in won) == sorted([SIRENS[0], SIRENS[0], SIRENS[1], SIRENS[2]])
    assert veille("statistics").returncode == 0
    rows = {row["id"]: row for row in exported(veille, tmp_path)}
    assert rows["stats-attributions:2025:departement:35:45"]["secret"] == "true", "two winners, not three"


def test_the_nightly_duty_makes_the_other_years_and_names_the_one_that_is_held(
    veille: Veille, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (2023, 2024, utc_now().year):
        publish([(f"toy:{year}", "35", "45000000", SIRENS[0], 50.0)], year)
    solver = "normalizers.secrecy.secondary.linprog"

    def fails_once(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(solver, linprog)
        return SimpleNamespace(success=False, message="time limit")

    monkeypatch.setattr(solver, fails_once)
    with open_installation(get_settings()) as installation:
        context = installation.context(lambda run: None)  # type: ignore[arg-type, return-value]
        with pytest.raises(Unprotected, match="2023: the secret cell"):
            statistics.perform(context)
    assert {row["annee"] for row in exported(veille, tmp_path)} == {"2024"}
