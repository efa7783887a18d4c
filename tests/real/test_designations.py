"""Designations in real notices of the BODACC, read by hand and counted column by column.

``designations_drawn.toml`` has notices drawn at random (``tools.draw_bodacc``), ``designations.toml`` hard
ones that were picked.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from core.model.act import Act
from extractors.prose.bare_names import Usual
from extractors.prose.designations import name_order, read_designations
from tools.draw_bodacc import draw

HERE = Path(__file__).resolve()
FOLDER = HERE.parents[2].parent / "shared" / "real" / "legal" / "bodacc"
PICKED = tomllib.loads((HERE.parent / "designations.toml").read_text("utf-8"))
DRAWN = tomllib.loads((HERE.parent / "designations_drawn.toml").read_text("utf-8"))
COLUMNS = ("role", "mouvement", "professionnel_nom", "professionnel_prenom", "professionnel_structure")
ENOUGH = 0.98

Notice = tuple[str, str]
Rows = Mapping[Notice, list[str]]

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real notices are not beside this checkout")


@cache
def texts() -> dict[Notice, str]:
    found = {}
    for path in sorted(FOLDER.glob("PCL_*.xml")):
        root = etree.parse(str(path)).getroot()
        for notice in root.iter("annonce"):
            number = notice.findtext("numeroAnnonce") or ""
            found[root.findtext("parution") or "", number] = (
                notice.findtext("jugement/complementJugement") or ""
            )
    return found


@cache
def orders() -> dict[Notice, Usual | None]:
    """The order of names in the court of each notice, as the reader of an issue has it."""
    found: dict[Notice, Usual | None] = {}
    for path in sorted(FOLDER.glob("PCL_*.xml")):
        root = etree.parse(str(path)).getroot()
        courts: dict[str, list[Notice]] = defaultdict(list)
        for notice in root.iter("annonce"):
            numbers = (root.findtext("parution") or "", notice.findtext("numeroAnnonce") or "")
            courts[notice.findtext("tribunal") or ""].append(numbers)
        for notices in courts.values():
            found |= dict.fromkeys(notices, name_order(texts()[each] for each in notices))
    return found


def picked() -> Rows:
    return {(issue, number): rows for issue, notices in PICKED.items() for number, rows in notices.items()}


def drawn() -> Rows:
    silent: dict[Notice, list[str]] = {
        (issue, str(number)): [] for issue, numbers in DRAWN["silent"].items() for number in numbers
    }
    named = DRAWN["naming"].items()
    return silent | {(issue, number): rows for issue, notices in named for number, rows in notices.items()}


def values(act: Act) -> dict[str, str]:
    return {name: act.columns[name].value for name in COLUMNS if name in act.columns}


def expected(rows: list[str]) -> list[dict[str, str]]:
    parts = [[part.strip() for part in row.split("|")] for row in rows]
    return [{name: part for name, part in zip(COLUMNS, row, strict=True) if part} for row in parts]


def test_the_notices_are_those_that_the_seed_draws() -> None:
    sample = draw(FOLDER, DRAWN["count"], DRAWN["seed"])
    assert {(each.issue, str(each.number)) for each in sample} == set(drawn())
    assert len(drawn()) == DRAWN["count"]


@pytest.mark.parametrize("rows", [drawn(), picked()], ids=["drawn at random", "picked"])
def test_columns_of_the_notices_read_by_hand(rows: Rows) -> None:
    right, wrong, missed, faults = Counter[str](), Counter[str](), Counter[str](), []
    for notice, words in rows.items():
        want = expected(words)
        got = [values(act) for act in read_designations(texts()[notice], orders()[notice])]
        for index in range(max(len(want), len(got))):
            truth = set((want[index] if index < len(want) else {}).items())
            read = set((got[index] if index < len(got) else {}).items())
            right.update(name for name, _ in truth & read)
            wrong.update(name for name, _ in read - truth)
            missed.update(name for name, _ in truth - read)
        if got != want:
            faults.append(notice)
    for name in COLUMNS:
        precision = right[name] / (right[name] + wrong[name])
        recall = right[name] / (right[name] + missed[name])
        print(f"{name:24} n={right[name] + missed[name]:4} precision={precision:.3f} recall={recall:.3f}")
        assert min(precision, recall) >= ENOUGH, faults


def test_every_professional_in_the_texts_is_read_once() -> None:
    """No text with a designating verb is silent, and no span leaves its text."""
    for (_, number), text in texts().items():
        acts = read_designations(text)
        for act in acts:
            assert "professionnel_nom" in act.columns or "professionnel_structure" in act.columns, number
            for span in act.columns.values():
                assert 0 <= span.start <= span.end <= len(text)
        if "désignant liquidateur" in text:
            assert acts, number
