"""The figures of a dataset are a dataset and a page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from console.app import create_app, site_for
from core.clock import utc_now
from core.settings import get_settings
from core.storage.database import open_database
from core.storage.queries import Rows
from normalizers.datasets import datasets
from tests.console.cli.conftest import ROOT, Veille
from workers.installation import open_installation
from workers.quality import publish_quality


def page(dataset: str) -> str:
    with open_installation(get_settings()) as installation:
        client = TestClient(create_app(site_for(installation)))
        answer = client.get(f"/datasets/{dataset}/quality", headers={"accept-language": "fr"})
    assert answer.status_code == 200
    return str(answer.text)


def test_what_is_measured_is_published_once_and_shown(veille: Veille, tmp_path: Path) -> None:
    assert "Pas encore mesuré" in page("avis-marches")
    document = next((ROOT / "fixtures/boamp/nominal").glob("input.*"))
    assert veille("ingest", str(document), "--source", "boamp").returncode == 0
    sheet = "dataset;id;colonne;lecture;valeur\navis-marches;boamp:26-10001;objet;autrefois;Réfection\n"
    assert veille("corrections", "import", "-", stdin=sheet.encode()).returncode == 0
    changed = json.loads(veille("quality", "--json").stdout)
    assert changed["avis-marches"] > 10
    assert set(json.loads(veille("quality", "--json").stdout).values()) == {0}

    path = tmp_path / "quality.jsonl"
    assert veille("export", "qualite-donnees", "-f", "jsonl", "-o", str(path)).returncode == 0
    rows = {(row["jeu"], row["colonne"]): row for row in map(json.loads, path.read_text().splitlines())}
    whole, title = rows["avis-marches", "*"], rows["avis-marches", "objet"]
    assert (whole["lignes"], whole["corrections"], whole["conflits"], whole["a_verifier"]) == (1, 1, 1, 1)
    assert (title["completude"], title["corrections"], title["conflits"]) == (1.0, 1, 1)
    assert whole["derniere_date"] == "2026-03-12"
    assert rows["designations-judiciaires", "*"]["lignes"] == 0
    assert 0 < whole["completude"] < 1
    text = page("avis-marches")
    assert "Complétude" in text
    assert "12 mars 2026" in text.replace("\u00a0", " ")


def test_figures_of_columns_and_datasets_that_are_no_more_are_withdrawn(tmp_path: Path) -> None:
    known = datasets()
    whole, measures = known["designations-judiciaires"], known["qualite-donnees"]
    gone = "professionnel_adresse"
    fewer = replace(whole, columns=tuple(each for each in whole.columns if each.name != gone))
    address = f"sqlite:///{tmp_path / 'x.sqlite'}"
    figures: list[dict[str, str]] = []
    for declared in ([whole, measures], [fewer, measures], [measures]):
        with open_database(address, declared) as db:
            publish_quality(db, utc_now())
            with db.read() as tx:
                rows = Rows(tx, db.catalogue).rows("qualite-donnees")
                figures.append({row["colonne"]: row["statut"] for row in rows})
    assert {*figures[0].values()} == {"publie"}
    assert {name for name, state in figures[1].items() if state == "retire"} == {gone}
    assert {*figures[2].values()} == {"retire"}
    assert figures[0].keys() == figures[1].keys() == figures[2].keys()
