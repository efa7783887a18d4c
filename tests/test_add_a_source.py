"""docs/add-a-source.md followed to the letter: one module and one folder of fixtures, nothing else edited."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.replayed_origin import ReplayedOrigin, answers_of, serving, settings
from workers.origins import ReplayOrigin

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "add-a-source.md").read_text(encoding="utf-8")
NAME = "hebdo-marches"
IDS = [f"{NAME}:2026-117", f"{NAME}:2026-118"]
Call = Callable[..., subprocess.CompletedProcess[str]]


def _block(language: str) -> str:
    """The only block of the page in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def _case(folder: Path, url: str, body: str, more: str = "") -> None:
    folder.mkdir(parents=True)
    meta = _block("toml").replace("2026-03-12.json", url)
    (folder / "meta.toml").write_text(meta + more, encoding="utf-8")
    (folder / "input.json").write_text(body, encoding="utf-8")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with one module and one folder more; none of its other fixtures."""
    folder = tmp_path_factory.mktemp("checkout")
    for package in ("core", "extractors", "normalizers", "workers", "console"):
        (folder / package).symlink_to(ROOT / package)
    for package in ("crawlers", "tools"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "test_sources.py", folder / "tests")
    module = folder / "crawlers" / "procurement" / "hebdo_marches.py"
    module.write_text(_block("python"), encoding="utf-8")
    fixtures = folder / "fixtures" / NAME
    _case(fixtures / "nominal", "2026-03-12.json", _block("json"))
    redesigned = _block("json").replace("numero", "reference")
    _case(fixtures / "refonte", "2026-03-19.json", redesigned, 'raises = "structure-changed"\n')
    return folder


@pytest.fixture(scope="module")
def call(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    """A program in that repository, speaking with the recorded publisher."""
    cases = ReplayOrigin(checkout / "fixtures", NAME).cases
    with serving(ReplayedOrigin(answers_of(cases))) as address:
        environment = {
            **os.environ,
            "PYTHONPATH": str(checkout),
            "VEILLE_HOME": str(tmp_path_factory.mktemp("home")),
            **settings(address, cases),
        }

        def run(*arguments: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, "-m", *arguments],
                cwd=checkout, env=environment, capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip

        yield run


def test_the_module_is_found_because_it_is_there(call: Call) -> None:
    told = call("console.cli", "sources", "--json")
    assert NAME in [json.loads(line)["name"] for line in told.stdout.splitlines()], told.stderr


def test_its_fixtures_are_written_and_walked(call: Call, checkout: Path) -> None:
    ingested = call(
        "console.cli", "ingest", f"fixtures/{NAME}/nominal/input.json", "--source", NAME, "--json"
    )
    told = json.loads(ingested.stdout)
    assert (told["dataset"], [row["id"] for row in told["rows"]]) == ("avis-marches", IDS)
    written = call("tools.golden")
    assert written.stdout.split() == [f"{NAME}/nominal", f"{NAME}/refonte"], written.stderr
    expected = json.loads((checkout / "fixtures" / NAME / "nominal" / "expected.json").read_bytes())
    assert [row["id"] for row in expected["rows"]] == IDS
    assert expected["rows"][0]["values"]["objet"] == "Réfection de la toiture de l'école"
    walked = call("pytest", "tests/test_sources.py", "-q", "-p", "no:cacheprovider", "-k", NAME)
    assert walked.returncode == 0, walked.stdout
    assert "passed" in walked.stdout


def test_it_is_run_and_exported(call: Call, tmp_path: Path) -> None:
    days = ("--since", "2026-03-12", "--until", "2026-03-13")
    for _ in range(2):
        done = call("console.cli", "run", "--source", NAME, "--live", *days)
        assert done.returncode == 0, done.stderr
    path = tmp_path / "avis.jsonl"
    exported = call("console.cli", "export", "avis-marches", "--format", "jsonl", "-o", str(path))
    assert exported.returncode == 0, exported.stderr
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["version"]) for row in rows] == [(each, 1) for each in IDS]
