"""The commands as a person types them, over the bundled documents."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from console.app import create_app, site_for
from console.cli.app import COMMANDS
from core.clock import utc_now
from core.model.channel import UNCONFIRMED, UNSUBSCRIBED
from core.settings import get_settings
from core.storage.channels import Channels
from core.storage.database import open_database
from core.storage.watches import Watches
from normalizers.datasets import datasets
from tests.console.cli.conftest import ROOT, Veille
from workers.installation import open_installation

WANTED = (
    "avis-marches",
    "attributions-marches",
    "marches-conclus",
    "nominations-professions-juridiques",
    "designations-judiciaires",
)


@pytest.mark.slow
def test_a_run_over_the_bundled_documents_fills_the_datasets_once(veille: Veille, tmp_path: Path) -> None:
    address = veille("watch", "add", "Tout", "--where", "type_avis=consultation").stdout.strip()
    first = veille("run", "--replay", "fixtures")
    assert first.returncode == 0, first.stderr
    rows = {name: export(veille, tmp_path, name) for name in WANTED}
    assert all(rows.values()), {name: len(found) for name, found in rows.items()}
    feed = read_feed(address)
    assert not feed.bozo
    assert len(feed.entries) == sum(row["type_avis"] == "consultation" for row in rows["avis-marches"])

    again = veille("replay", "fixtures")
    assert again.returncode == 0
    assert {name: export(veille, tmp_path, name) for name in WANTED} == rows
    assert [entry.id for entry in read_feed(address).entries] == [entry.id for entry in feed.entries]


def export(veille: Veille, tmp_path: Path, name: str) -> list[dict[str, str]]:
    path = tmp_path / f"{name}.csv"
    assert veille("export", name, "-o", str(path)).returncode == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def read_feed(address: str) -> feedparser.FeedParserDict:
    with open_installation(get_settings()) as installation:
        client = TestClient(create_app(site_for(installation)))
        answer = client.get(address.removeprefix(get_settings().base_url))
    assert answer.status_code == 200
    return feedparser.parse(answer.content)


@pytest.mark.slow
def test_one_file_gives_the_contract_of_ingest(veille: Veille) -> None:
    path = next((ROOT / "fixtures" / "boamp" / "nominal").glob("input.*"))
    done = veille("ingest", str(path), "--source", "boamp", "--json")
    assert done.returncode == 0
    assert done.stderr == ""
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        assert list(answer) == ["dataset", "rows", "warnings", "refused"]
        for row in answer["rows"]:
            assert row["version"] == 1
            assert row["preuves"]
    assert veille("ingest", str(path), "--source", "boamp", "--json").stdout == done.stdout
    assert "Identifiant" not in done.stdout
    assert "Objet" in veille("ingest", str(path), "--source", "boamp").stdout


@pytest.mark.slow
def test_tables_give_the_contract_shape(veille: Veille) -> None:
    path = next((ROOT / "fixtures" / "marches-conclus" / "nominal-pdf").glob("input.*"))
    answer = json.loads(veille("tables", str(path), "--json").stdout)
    assert list(answer) == ["tables"]
    for table in answer["tables"]:
        assert set(table) == {"page", "bbox", "strategy", "confidence", "cells"}
        for cell in table["cells"]:
            assert {"row", "col", "rowspan", "colspan", "bbox", "text"} <= set(cell)
    folder = veille("tables", str(path.parent), str(path), "--json").stdout.splitlines()
    assert [json.loads(line)["tables"] for line in folder] == [answer["tables"]] * 2
    piped = veille("tables", "-", "--json", stdin=path.read_bytes())
    assert json.loads(piped.stdout) == answer


@pytest.mark.slow
def test_extract_gives_text_fields_tables_and_entities(veille: Veille) -> None:
    path = next((ROOT / "fixtures" / "marches-conclus" / "nominal-pdf").glob("input.*"))
    answer = json.loads(veille("extract", str(path), "--json").stdout)
    assert answer["media"] == "pdf"
    assert answer["text"]
    assert answer["tables"]
    assert answer["pages"][0]["lines"][0]["bbox"]


def test_the_bare_text_of_a_document(veille: Veille) -> None:
    pdf = next((ROOT / "fixtures" / "marches-conclus" / "nominal-pdf").glob("input.*"))
    page = next((ROOT / "fixtures" / "boamp" / "nominal-html").glob("input.*"))
    for path in (pdf, page):
        done = veille("extract", "--text", str(path))
        assert done.returncode == 0
        assert len(done.stdout.split()) > 20
        assert "{" not in done.stdout
    assert veille("extract", "--text", "--json", str(pdf)).returncode == 2


def test_doctor_and_sources_answer_on_an_empty_installation(veille: Veille) -> None:
    assert "Landlock" in veille("doctor").stdout
    assert "boamp" in veille("sources").stdout
    states = [json.loads(line) for line in veille("sources", "--json").stdout.splitlines()]
    assert all(state["late"] for state in states)


def test_geo_explains_itself(veille: Veille) -> None:
    answer = json.loads(veille("geo", "Paris (8e)", "--json").stdout)
    assert (answer["code_commune"], answer["code_arrondissement"]) == ("75056", "75108")
    assert "75108" in veille("geo", "Paris (8e)").stdout


def test_a_private_address_is_told_once_and_stays_good(veille: Veille) -> None:
    first = veille("watch", "add", "Écoles", "--words", "école").stdout
    again = veille("watch", "add", "Écoles", "--words", "école OU collège").stdout
    assert again != first
    listed = veille("watch", "list", "--json").stdout.splitlines()
    assert [json.loads(line)["words"] for line in listed] == ["école OU collège"]
    assert "en pause" in veille("watch", "pause", "Écoles").stdout
    assert "reprise" in veille("watch", "pause", "Écoles").stdout
    key = first.strip().rpartition("/")[2].removesuffix(".atom")
    with open_database(get_settings().database_address, datasets().values()) as db, db.read() as tx:
        watch = Watches(tx).by_token(key)
        assert watch is not None
        assert watch.id == again.strip().rpartition("/")[2].removesuffix(".atom")
    assert veille("watch", "token", "Écoles", "--revoke").stdout == "1 adresse(s) fermée(s)\n"
    with open_database(get_settings().database_address, datasets().values()) as db, db.read() as tx:
        assert Watches(tx).by_token(key) is None


def test_in_a_pipe_an_address_is_on_one_line(veille: Veille, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")
    words = " OU ".join(
        ("école", "collège", "lycée", "crèche", "gymnase", "cantine", "internat", "université")
    )
    veille("watch", "add", "Écoles, collèges et lycées de la métropole et de ses environs", "--words", words)
    listed = veille("watch", "list").stdout
    assert any(re.search(r"http\S+/veilles/\w+\.atom", line) for line in listed.splitlines())


def test_channels_are_attached_and_listed(veille: Veille) -> None:
    made = veille("watch", "add", "Écoles", "--mail", "a@b.example", "--digest", "daily")
    assert "Courriel a@b.example" in made.stdout
    hook = veille("watch", "channel", "add", "Écoles", "--webhook", "https://hook.example/x")
    assert "secret whsec_" in hook.stdout
    again = veille("watch", "channel", "add", "Écoles", "--webhook", "https://hook.example/x").stdout
    assert "secret" not in again
    listed = veille("watch", "channel", "list", "Écoles").stdout
    assert "Chaque matin à 7 h" in listed
    assert "hook.example" in listed
    assert "/x" not in listed
    assert veille("watch", "channel", "add", "Écoles", "--mail", "nobody").returncode == 2
    number = hook.stdout.split()[1]
    assert veille("watch", "channel", "secret", number).stdout.startswith("whsec_")
    assert veille("watch", "channel", "remove", number).returncode == 0
    assert "hook.example" not in veille("watch", "channel", "list", "Écoles").stdout
    mail = made.stdout.split("canal ")[1].split()[0]
    silent = {UNCONFIRMED: "en attente de l'accord", UNSUBSCRIBED: "désactivé : désabonnement"}
    for reason, told in silent.items():
        with open_database(get_settings().database_address, datasets().values()) as db, db.write() as tx:
            Channels(tx).disable(mail, utc_now(), reason)
        assert told in veille("watch", "channel", "add", "Écoles", "--mail", "a@b.example").stdout
    for deed in ("enable", "remove"):
        refused = veille("watch", "channel", deed, mail)
        assert (refused.returncode, "unsubscribed" in refused.stderr) == (2, True)


def test_the_bounds_of_a_watch_are_told(veille: Veille) -> None:
    bounds = ["--where", "montant_estime>=90000", "--where", "date_limite_reponse<=2026-03-31"]
    assert veille("watch", "add", "Gros", *bounds).returncode == 0
    (listed,) = veille("watch", "list", "--json").stdout.splitlines()
    assert json.loads(listed)["ranges"] == {
        "montant_estime": [90000, None],
        "date_limite_reponse": [None, "2026-03-31"],
    }


def test_an_export_of_nothing_says_what_to_do(veille: Veille) -> None:
    done = veille("export", "avis-marches")
    assert done.returncode == 1
    assert "veille run" in done.stderr


def test_sources_tell_the_share_of_the_fields_that_is_read(veille: Veille, tmp_path: Path) -> None:
    notice = json.loads(
        (ROOT / "fixtures" / "boamp" / "nominal-json" / "input.json").read_text(encoding="utf-8")
    )
    given = tmp_path / "avis.json"
    given.write_text(json.dumps(notice | {"champ_nouveau": "x"}), encoding="utf-8")
    assert veille("ingest", str(given), "--source", "boamp").returncode == 0
    told = [json.loads(line) for line in veille("sources", "--coverage", "--json").stdout.splitlines()]
    (boamp,) = (each for each in told if each["source"] == "boamp")
    (form,) = boamp["forms"]
    assert form["documents"] == 1
    assert form["read"] > 20
    assert form["unknown"] == 1
    assert sum(form["shares"].values()) == pytest.approx(1)
    (unknown,) = boamp["unknown"]
    assert (unknown["path"], unknown["documents"]) == ("/champ_nouveau", 1)
    assert unknown["example"]
    printed = veille("sources", "--coverage").stdout
    assert "/champ_nouveau" in printed
    assert "aucun document lu" in printed


def test_a_paused_watch_that_is_changed_stays_paused_and_says_so(veille: Veille) -> None:
    veille("watch", "add", "Écoles", "--words", "école")
    veille("watch", "pause", "Écoles")
    changed = veille("watch", "add", "Écoles", "--words", "école OU collège")
    assert (changed.returncode, "est en pause et le reste" in changed.stderr) == (0, True)
    assert "Écoles (en pause)" in veille("watch", "list").stdout
    assert "reprise" in veille("watch", "pause", "Écoles").stdout
    assert "en pause" not in veille("watch", "add", "Écoles", "--words", "école").stderr


def test_a_watch_is_tried_filled_explained_and_narrowed(veille: Veille, tmp_path: Path) -> None:
    notice = (ROOT / "fixtures" / "boamp" / "nominal-json" / "input.json").read_text("utf-8")
    given = tmp_path / "avis.json"
    today = datetime.now(UTC).date().isoformat()
    given.write_text(notice.replace("2026-03-12", today), encoding="utf-8")
    assert veille("ingest", str(given), "--source", "boamp").returncode == 0
    *items, volume = map(
        json.loads, veille("watch", "backtest", "--words", "source:boamp", "--json").stdout.splitlines()
    )
    row = next(item for item in items if item["dataset"] == "avis-marches")
    assert row["reasons"] == [{"column": "source", "found": "boamp", "wanted": "source:boamp"}]
    assert volume["items"] == len(items) == sum(week["items"] for week in volume["weeks"])

    added = veille("watch", "add", "Tout", "--words", "source:boamp", "--backfill")
    assert len(items) == 1
    assert "veille: Tout : 1 publication en 90 jours, soit 0,1 par semaine" in added.stderr
    (told,) = map(json.loads, veille("watch", "why", "Tout", row["id"], "--json").stdout.splitlines())
    assert told["reasons"] == row["reasons"]
    assert [each["version"] for each in told["told"]] == [1]
    exclude = next(each["exclude"] for each in told["narrow"] if each["kind"] == "buyer")
    assert f"NON {exclude}" in veille("watch", "why", "Tout", row["id"]).stdout
    assert read_feed(added.stdout.strip()).entries

    words = f"source:boamp NON {exclude}"
    narrower = veille("watch", "backtest", "--words", words, "--json").stdout.splitlines()
    assert row["id"] not in [json.loads(line).get("id") for line in narrower if '"avis-marches"' in line]
    silent = veille("watch", "add", "Silence", "--words", "source:boamp").stdout.strip()
    assert not read_feed(silent).entries  # nothing of before, unless asked


def test_why_of_a_watch_that_is_not(veille: Veille) -> None:
    done = veille("watch", "why", "Rien", "boamp:1")
    assert done.returncode == 2
    assert "no watch is called" in done.stderr


def test_the_list_of_commands_needs_none_of_their_libraries() -> None:
    asked = (
        "import sys; from console.cli.app import app; app(['--help'], standalone_mode=False);"
        "print({'sqlalchemy', 'numpy', 'spacy'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "set()"
    assert [name for name in COMMANDS if f"  {name}  " not in found.stdout] == []


def test_no_command_offers_what_only_one_of_them_has(veille: Veille) -> None:
    """Groups are made one by one: a forgotten setting shows boxes and the completion of shells."""
    for name in COMMANDS:
        told = veille(name, "--help").stdout
        assert "--help" in told, name
        assert "completion" not in told, name
        assert "╭" not in told, name
