"""Acts, issues and pages of the Journal officiel that sentences of the Archives nationales cite.

The labels came with the sentences (made by rule, not proof-read); ``archivists.toml`` mends those that are
wrong, and says why. Each sentence was read beside its label.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from extractors.prose.nominations import read_acts
from extractors.prose.references import Reference, find_references
from normalizers.values.days import parse_date

HERE = Path(__file__).resolve()
FOLDER = HERE.parents[2].parent / "shared" / "real" / "legal" / "archives_nationales"
SENTENCES = FOLDER / "act_mentions_candidates.jsonl"
WRONG = tomllib.loads((HERE.parent / "archivists.toml").read_text("utf-8"))["wrong"]
PARTS = ("date of the act", "date of the issue", "page")
ENOUGH = 0.97

pytestmark = pytest.mark.skipif(not SENTENCES.is_file(), reason="the notices are not beside this checkout")


def given() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]


def theirs() -> list[tuple[str, list[list[str]]]]:
    """The notice of each sentence and what it cites, by the labels that came with it."""
    keys = ("date_arrete", "date_jorf", "page")
    return [
        (str(row["id"]), [[str(each[key] or "") for key in keys] for each in row["refs"]]) for row in given()
    ]


def labels() -> list[tuple[str, list[list[str]]]]:
    """The same, with the wrong ones mended."""
    found = theirs()
    for each in WRONG:
        found[each["sentence"]] = (each["notice"], each["cites"])
    return found


def cited(reference: Reference) -> list[str]:
    days = [
        str(parse_date(span.value).value) if span else "" for span in (reference.act, reference.published)
    ]
    return [*days, reference.page.value if reference.page else ""]


def parts(references: list[list[str]]) -> Counter[tuple[str, str]]:
    return Counter(
        (part, value) for row in references for part, value in zip(PARTS, row, strict=True) if value
    )


def test_a_label_that_is_mended_was_another_and_says_why() -> None:
    came = theirs()
    for each in WRONG:
        notice, cites = came[each["sentence"]]
        assert (notice, bool(each["reason"])) == (each["notice"], True)
        assert cites != each["cites"], "the label that came is right"


@pytest.mark.parametrize("part", PARTS)
def test_what_is_cited_is_read(part: str) -> None:
    right: Counter[str] = Counter()
    for row, (_, want) in zip(given(), labels(), strict=True):
        wanted, read = parts(want), parts([cited(each) for each in find_references(str(row["text"]))])
        right.update(name for name, _ in (wanted & read).elements())
        right.update(f"wanted {name}" for name, _ in wanted.elements())
        right.update(f"read {name}" for name, _ in read.elements())
    print(f"{part}: {right[part]} right of {right[f'wanted {part}']} wanted, {right[f'read {part}']} read")
    assert right[part] / right[f"wanted {part}"] >= ENOUGH
    assert right[part] / right[f"read {part}"] >= ENOUGH


def test_the_notices_cite_what_their_sentences_cite() -> None:
    """The whole notices, read element by element: no citation in them but those of the labels."""
    labelled: dict[str, Counter[tuple[str, ...]]] = {}
    for notice, rows in labels():
        labelled.setdefault(notice, Counter()).update(tuple(row) for row in rows)
    for path in sorted(FOLDER.glob("*.xml")):
        words = [
            " ".join((element.text or "").split()) for element in etree.parse(str(path)).getroot().iter()
        ]
        found = Counter(tuple(cited(each)) for text in words for each in find_references(text))
        assert found == labelled[path.stem], path.stem


def test_the_acts_read_in_the_sentences_have_the_dates_of_the_labels() -> None:
    dated = 0
    for row, (notice, rows) in zip(given(), labels(), strict=True):
        for act in read_acts(str(row["text"])):
            if day := act.columns.get("date_arrete"):
                dated += 1
                assert str(parse_date(day.value).value) in {label[0] for label in rows}, notice
    assert dated >= 80
