"""Whatever a publisher does, after a bad night and a good one there is what there would have been.

For every door of every source and every misbehaviour: first nothing has been published yet, then everything
has.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from core.storage.runs import Run, RunState
from crawlers import sources
from tests.workers.doors import DOORS, Door
from tests.workers.nights.harness import House, State, bad, cases_of, house
from tests.workers.nights.misbehaviours import ALL, Misbehaviour

NOT_MODIFIED = 304
TOLD_TWICE = {"jorf-global"}
"""Doors at which one document announces what another, that may come a night later, says in full."""
LASTING = ("maintenance-page", "silent-cut", "error-page")
UNSEEN = {("marches-conclus", "silent-cut")}


def _house(door: Door, folder: Path) -> AbstractContextManager[House]:
    name = door.source
    url = f"sqlite:///{folder}/nights.sqlite"
    return house(sources()[name], cases_of(name), folder, url, door.seeds)


@cache
def _calm(door: Door) -> tuple[State, frozenset[str], frozenset[str]]:
    """What two calm nights give; the addresses of the listings and of the documents that were had."""
    with TemporaryDirectory() as folder, _house(door, Path(folder)) as calm:
        first = calm.night()
        assert first.state is RunState.COMPLETE, first.reasons
        had = {url for url, status in calm.publisher.asked if status == 200}
        listings = {case.url for case in cases_of(door.source) if case.kind == "listing"} & had
        calm.night()
        return calm.state(), frozenset(listings), frozenset(had - listings)


@pytest.fixture(params=DOORS, ids=str)
def door(request: pytest.FixtureRequest) -> Door:
    door: Door = request.param
    return door


@pytest.fixture
def calm(door: Door, tmp_path: Path) -> Iterator[House]:
    """A house in which nothing has happened yet."""
    _calm(door)
    with _house(door, tmp_path) as one:
        yield one


def _is_told(run: Run) -> bool:
    return bool(run.reasons) or bool(run.counts.get("refused")) or bool(run.counts.get("gone"))


@pytest.mark.parametrize("misbehaviour", ALL, ids=lambda each: each.name)
def test_nothing_is_lost_and_nothing_doubled(door: Door, calm: House, misbehaviour: Misbehaviour) -> None:
    expected, listings, documents = _calm(door)
    targets = (listings,) if misbehaviour.listing else (listings, frozenset({min(documents)}))
    for _ in range(misbehaviour.rounds):
        for urls in targets:
            night = calm.night(bad(misbehaviour, urls))
            if misbehaviour.told and _has_misbehaved(calm, urls):
                assert _is_told(night), (urls, night)
        good = calm.night()
        assert good.state is RunState.COMPLETE, good.reasons
        assert calm.state() == expected
    assert calm.written_twice() == []
    if str(door) not in TOLD_TWICE:
        assert {version for _, _, version in calm.revisions()} == {1}


@pytest.mark.parametrize(
    "misbehaviour", [each for each in ALL if each.name in LASTING], ids=lambda each: each.name
)
def test_not_even_when_all_documents_fail(door: Door, calm: House, misbehaviour: Misbehaviour) -> None:
    if (calm.source.name, misbehaviour.name) in UNSEEN:
        pytest.skip("a CSV whose length nobody announces says not where it ends")
    expected, _, documents = _calm(door)
    night = calm.night(bad(misbehaviour, documents))
    assert _is_told(night) or not misbehaviour.told
    assert calm.night().state is RunState.COMPLETE
    assert calm.state() == expected


def _has_misbehaved(house: House, urls: frozenset[str]) -> bool:
    """A document that we have costs an honest 304."""
    return any(status != NOT_MODIFIED for url, status in house.publisher.asked if url in urls)
