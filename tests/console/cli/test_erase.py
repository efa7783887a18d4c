"""What is said of a person is found, erased everywhere, and told without a name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.console.cli.conftest import Veille
from tools import compose_jorf as compose
from tools import jorf_xml

DATASET = "nominations-professions-juridiques"
NOTARY = "JORFTEXT000059900101:1:1"
NAMES = (b"verdelet", b"lacombe-roy")


@pytest.fixture
def home(veille: Veille, tmp_path: Path) -> Path:
    """The folder of an installation that read two texts and keeps the Parquet file of a day."""
    for number, each in enumerate((compose.NOTARY, compose.OFFICERS)):
        path = tmp_path / f"texte-{number}.xml"
        path.write_text(jorf_xml.text_xml(each), encoding="utf-8")
        assert veille("ingest", str(path), "--source", "jorf").returncode == 0
    assert veille("snapshot").returncode == 0
    return tmp_path / "home"


def naming(home: Path) -> list[str]:
    files = [path for path in home.rglob("*") if path.is_file()]
    said = [path for path in files if any(name in path.read_bytes().lower() for name in NAMES)]
    rows = [path for path in home.rglob("*.parquet") if "VERDELET" in str(pq.read_table(path).to_pylist())]
    return sorted({str(path.relative_to(home).parts[0]) for path in [*said, *rows]})


def test_a_person_is_found_and_erased(veille: Veille, home: Path) -> None:
    assert naming(home) == ["blobs", "daily", "veille.sqlite"]
    found = veille("erase", "find", "verdelet", "Antoine", "--json").stdout.splitlines()
    assert [json.loads(each)["id"] for each in found] == [NOTARY]
    answer = veille("erase", "row", DATASET, NOTARY, "--request", "opposition", "--author", "dpo", "--yes")
    assert (answer.returncode, answer.stdout) == (0, f"{NOTARY}\n"), answer.stderr
    assert naming(home) == []
    assert veille("erase", "find", "verdelet").stdout == ""
    (line,) = veille("erase", "list", "--json").stdout.splitlines()
    fact = json.loads(line)
    assert (fact["id"], fact["cause"], fact["by"]) == (NOTARY, "opposition", "dpo")
    versions = [json.loads(each) for each in veille("history", NOTARY, "--json").stdout.splitlines()]
    assert [(each["cause"], [one["column"] for one in each["changes"]]) for each in versions][1:] == [
        ("opposition", ["statut"])
    ]
    exported = veille("export", DATASET, "--format", "jsonl", "-o", "-").stdout.casefold()
    assert "verdelet" not in exported
    assert "quentin" in exported, "the other text stands"


def test_a_restored_backup_is_gone_through_again(veille: Veille, home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "backup")
    veille("erase", "row", DATASET, NOTARY, "--request", "effacement", "--author", "dpo", "--yes")
    listed = veille("erase", "list", "--json").stdout
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "backup", home)
    assert "veille.sqlite" in naming(home)
    answer = veille("erase", "again", "-", stdin=listed.encode())
    assert answer.returncode == 0, answer.stderr
    assert naming(home) == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((DATASET, "JORFTEXT000000000000:1:1", "--request", "opposition"), "has no row"),
        ((DATASET, NOTARY, "--request", "oubli"), "no request is called"),
        ((DATASET, ":", "--request", "opposition"), "is no id"),
        (("inconnu", NOTARY, "--request", "opposition"), "unknown dataset"),
    ],
)
def test_what_cannot_be_erased_is_said(veille: Veille, home: Path, asked: tuple[str, ...], told: str) -> None:
    answer = veille("erase", "row", *asked, "--author", "dpo", "--yes")
    assert answer.returncode == 2
    assert told in answer.stderr
    assert "veille.sqlite" in naming(home)


def test_an_old_store_is_written_anew(veille: Veille, home: Path) -> None:
    assert veille("erase", "compact").returncode == 0
    assert veille("history", NOTARY).returncode == 0, "nothing is lost"
    assert home.exists()
