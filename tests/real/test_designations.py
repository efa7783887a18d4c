"""Designations in real notices of the BODACC, read by hand and counted column by column."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from core.model.act import Act
from extractors.prose.designations import read_designations

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "legal" / "bodacc"
EXPECTED = tomllib.loads((Path(__file__).parent / "designations.toml").read_text("utf-8"))
COLUMNS = ("role", "mouvement", "professionnel_nom", "professionnel_prenom", "professionnel_structure")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real notices are not beside this checkout")


def texts() -> dict[tuple[str, str], str]:
    found = {}
    for path in sorted(FOLDER.glob("PCL_*.xml")):
        root = etree.parse(str(path)).getroot()
        for notice in root.iter("annonce"):
            number = notice.findtext("numeroAnnonce") or ""
            found[root.findtext("parution") or "", number] = (
                notice.findtext("jugement/complementJugement") or ""
            )
    return found


def values(act: Act) -> dict[str, str]:
    return {name: act.columns[name].value for name in COLUMNS if name in act.columns}


def expected(rows: list[str]) -> list[dict[str, str]]:
    parts = [[part.strip() for part in row.split("|")] for row in rows]
    return [{name: part for name, part in zip(COLUMNS, row, strict=True) if part} for row in parts]


def test_columns_of_the_notices_read_by_hand() -> None:
    by_notice = texts()
    right, wrong, missed, faults = Counter[str](), Counter[str](), Counter[str](), []
    for issue, notices in EXPECTED.items():
        for number, rows in notices.items():
            want = expected(rows)
            got = [values(act) for act in read_designations(by_notice[issue, number])]
            for index in range(max(len(want), len(got))):
                truth = set((want[index] if index < len(want) else {}).items())
                read = set((got[index] if index < len(got) else {}).items())
                right.update(name for name, _ in truth & read)
                wrong.update(name for name, _ in read - truth)
                missed.update(name for name, _ in truth - read)
            if got != want:
                faults.append((issue, number))
    for name in COLUMNS:
        precision = right[name] / (right[name] + wrong[name])
        recall = right[name] / (right[name] + missed[name])
        print(f"{name:24} n={right[name] + missed[name]:4} precision={precision:.3f} recall={recall:.3f}")
        assert min(precision, recall) >= 0.98, faults


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
