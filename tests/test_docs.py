"""What is not documented fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from console.cli.app import COMMANDS
from core.model.dataset import Kind
from core.settings import Settings
from normalizers.datasets import datasets
from tools.dataset_pages import PAGES, page, sample, schema
from tools.picture_docs import PICTURES

ROOT = Path(__file__).resolve().parents[1]
_PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]


@pytest.mark.parametrize("name", datasets())
def test_the_page_of_a_dataset_is_made_from_its_declaration(name: str) -> None:
    assert (PAGES / f"{name}.md").read_text(encoding="utf-8") == page(datasets()[name]), (
        "run: python -m tools.dataset_pages"
    )


@pytest.mark.parametrize("name", datasets())
def test_the_schema_and_the_sample_are_those_of_the_declaration(name: str) -> None:
    dataset = datasets()[name]
    told = "run: python -m tools.dataset_pages"
    assert (PAGES / f"{name}.schema.json").read_bytes() == schema(dataset), told
    assert (PAGES / f"{name}.sample.csv").read_bytes() == sample(dataset), told


@pytest.mark.parametrize("name", datasets())
def test_every_column_has_a_label_in_both_languages(name: str) -> None:
    for column in datasets()[name].columns:
        assert column.title, column.name
        assert column.title_en, column.name
        if column.kind is Kind.STRUCT:
            assert column.parts, column.name


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in COMMANDS if not re.search(rf"veille {name}\b", readme)]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_pictures_of_the_console_are_kept_small_and_shown() -> None:
    shown = (ROOT / "docs" / "console.md").read_text(encoding="utf-8")
    kept = sorted((ROOT / "docs" / "images").glob("*.webp"))
    assert {each.stem for each in kept} == {picture.name for picture in PICTURES}
    assert [each.name for each in kept if f"(images/{each.name})" not in shown] == []
    assert sum(each.stat().st_size for each in (ROOT / "docs" / "images").iterdir()) < 2_000_000


@pytest.mark.parametrize("told", ["README.md", "CONTRIBUTING.md", "docs/*.md", "docs/adr/*.md"])
def test_links_and_pictures_lead_to_files(told: str) -> None:
    pages = sorted(ROOT.glob(told))
    assert pages
    for each in pages:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", each.read_text(encoding="utf-8")):
            assert (each.parent / target).exists(), f"{each.name} leads to {target}"


def _anchors(page: Path) -> set[str]:
    """The headings of a page as addresses name them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def test_anchors_lead_to_headings() -> None:
    for each in _PAGES:
        for target, anchor in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", each.read_text(encoding="utf-8")):
            assert anchor in _anchors(each.parent / target if target else each), f"{each.name}: #{anchor}"


def test_modules_that_are_to_be_run_are_there() -> None:
    for each in _PAGES:
        for module in re.findall(r"python -m ([\w.]+)", each.read_text(encoding="utf-8")):
            path = ROOT / module.replace(".", "/")
            assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), (
                f"{each.name}: {module}"
            )


def test_settings_that_pages_name_are_there() -> None:
    elsewhere = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (
            *(ROOT / "deploy").rglob("*.*"),
            ROOT / "tests" / "servers.py",
            ROOT / "tests" / "conftest.py",
        )
        if path.suffix in (".py", ".yaml", ".service", ".example")
    )
    for each in _PAGES:
        for name in re.findall(r"\bVEILLE_([A-Z][A-Z_]*[A-Z])\b", each.read_text(encoding="utf-8")):
            known = name.lower() in Settings.model_fields or f"VEILLE_{name}" in elsewhere
            assert known, f"{each.name}: VEILLE_{name}"
