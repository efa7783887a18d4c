"""Far more unknown fields than the same form had before are an alarm with a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.model.reading import Coverage
from core.storage.runs import RunState
from tests.workers import toy
from workers.advance import Plan
from workers.run import run
from workers.strangeness import ALARM, alarms

USUAL = [Coverage(read=60, ignored=38, unknown=0)] * 95 + [Coverage(60, 38, 2)] * 5


def known(unknown: int) -> Coverage:
    return Coverage(60, 40 - unknown, unknown)


@pytest.mark.parametrize(
    ("documents", "strange"),
    [
        ([known(0)] * 30, False),
        ([known(2)] + [known(0)] * 29, False),  # as it was before
        ([known(8)] + [known(0)] * 29, False),  # one odd document
        ([known(8)], False),  # and alone it says nothing yet
        ([known(4)] * 3, True),
        ([known(4)] * 30, True),
        ([known(1)] * 30, False),  # one field in a hundred
        ([known(8)] * 15 + [known(0)] * 15, True),  # one of two layouts has changed
        ([known(4)] * 1500, True),
        ([], False),
    ],
)
def test_what_is_strange(documents: list[Coverage], strange: bool) -> None:
    assert bool(alarms({"coded": documents}, {"coded": USUAL})) is strange


def test_the_alarm_has_a_name_and_says_what_is_usual() -> None:
    (note,) = alarms({"coded": [known(9)] * 10}, {"coded": USUAL, "page": USUAL})
    assert note == (
        f"{ALARM}: 9.0% of the fields of 10 documents of the form coded are unknown, "
        "0.1% of those of the 100 before"
    )


def test_a_form_that_is_new_has_nothing_to_be_strange_beside() -> None:
    assert alarms({"coded": [known(9)] * 10}, {}) == []
    assert alarms({"coded": [known(9)] * 10}, {"coded": USUAL[:10], "page": USUAL}) == []


def test_a_run_over_strange_documents_is_marked(database_url: str, tmp_path: Path) -> None:
    documents = {f"doc-{n}": toy.body(toy.row(n)) for n in range(25)}
    strange = {f"new-{n}": toy.body(toy.row(40 + n, x_new="?")) for n in range(9)}
    for given, state in ((documents, RunState.COMPLETE), (documents | strange, RunState.INCOMPLETE)):
        folder = toy.record(tmp_path / "recorded", given)
        with toy.installed(database_url, tmp_path, folder, toy.ROUTE) as context:
            (made,) = run(context, [Plan(toy.SOURCE, toy.WINDOW)]).runs
        assert made.state is state
    (note,) = made.reasons
    assert note.startswith(f"{ALARM}: ")
    assert "9 documents of the form coded" in note
