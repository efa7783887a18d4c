"""Walks the fixtures: every source reads its documents as expected and refuses a redesigned one."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import orjson
import pytest

from core.model.source import Window
from crawlers import sources
from tools.golden import Case, cases, outcome

ALL = list(cases())
DOCUMENTS = [case for case in ALL if case.is_document]


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case.name)
def test_a_document_gives_what_is_expected(case: Case) -> None:
    assert outcome(case) == orjson.loads(case.expected.read_bytes())


@pytest.mark.parametrize("case", [c for c in DOCUMENTS if "raises" in c.meta], ids=lambda case: case.name)
def test_a_redesign_raises(case: Case) -> None:
    assert outcome(case) == {"error": case.meta["raises"]}


HELD = [(case, each) for case in DOCUMENTS for each in case.meta.get("corrected", [])]


@pytest.mark.parametrize(("case", "held"), HELD, ids=lambda each: getattr(each, "name", ""))
def test_what_a_person_corrected_is_read_right(case: Case, held: dict[str, str]) -> None:
    """A case written by ``veille corrections case`` holds its value through every regeneration."""
    values = {(row["dataset"], row["id"]): row["values"] for row in outcome(case).get("rows", [])}
    read = values[held["dataset"], held["id"]].get(held["column"])
    assert read == orjson.loads(held["value"])


@pytest.mark.parametrize("name", sources())
def test_each_source_has_a_nominal_and_a_redesigned_document(name: str) -> None:
    names = {case.folder.name for case in DOCUMENTS if case.source == name}
    raising = {case.meta.get("raises") for case in DOCUMENTS if case.source == name}
    assert any(each.startswith("nominal") for each in names)
    assert "structure-changed" in raising


def test_every_folder_of_fixtures_has_a_source() -> None:
    assert {case.source for case in ALL} <= set(sources())


@pytest.mark.parametrize("name", sources())
def test_the_nominal_documents_give_rows_with_evidence(name: str) -> None:
    for case in DOCUMENTS:
        if case.source == name and case.folder.name.startswith("nominal"):
            rows = outcome(case)["rows"]
            assert rows
            for row in rows:
                assert row["evidence"]
                assert all(proof for proof in row["evidence"].values())


@pytest.mark.parametrize("name", sources())
def test_ids_are_unique_in_a_document(name: str) -> None:
    for case in DOCUMENTS:
        if case.source == name:
            counts: dict[tuple[str, str], int] = defaultdict(int)
            for row in outcome(case).get("rows", []):
                counts[row["dataset"], row["id"]] += 1
            assert not [key for key, count in counts.items() if count > 1], case.name


def test_a_window_has_both_its_ends() -> None:
    assert [day.day for day in Window(date(2026, 3, 1), date(2026, 3, 3)).days()] == [1, 2, 3]
