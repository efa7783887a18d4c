"""``veille run --live``, for each door of each source, against its answers replayed over HTTP."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import orjson
import pytest

from core.settings import get_settings
from crawlers import sources
from tests.console.cli.conftest import Veille
from tests.workers.doors import DOORS, Door
from tools.replayed_origin import ReplayedOrigin, answers_of, serving, settings
from workers.origins import ReplayOrigin

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


@pytest.fixture(params=DOORS, ids=str)
def door(request: pytest.FixtureRequest) -> Door:
    door: Door = request.param
    return door


@pytest.fixture
def source(door: Door) -> str:
    return door.source


@pytest.fixture
def origin(
    source: str, door: Door, veille: Veille, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ReplayedOrigin]:
    cases = ReplayOrigin(FIXTURES, source).cases
    origin = ReplayedOrigin(answers_of(cases))
    with serving(origin) as address:
        for name, value in settings(address, cases).items():
            monkeypatch.setenv(name, value)
        if door.seeds:
            monkeypatch.setenv("VEILLE_SEEDS", json.dumps({source: door.seeds}))
        get_settings.cache_clear()
        yield origin
    get_settings.cache_clear()


def _days(source: str) -> tuple[str, ...]:
    """Less than a week of the recorded days: the floor of a week says nothing of a sample."""
    window = ReplayOrigin(FIXTURES, source).window
    since = window.since if window else date(2026, 3, 12)
    until = min(window.until if window else since, since + timedelta(days=5))
    return ("--since", since.isoformat(), "--until", until.isoformat())


def _rows(veille: Veille, source: str, folder: Path) -> dict[str, list[str]]:
    """The identities of what was published, by dataset."""
    found = {}
    for dataset in sources()[source].datasets:
        path = folder / f"{dataset}.jsonl"
        assert veille("export", dataset, "--format", "jsonl", "-o", str(path)).returncode == 0
        found[dataset] = [orjson.loads(line)["id"] for line in path.read_bytes().splitlines()]
    return found


def test_a_live_run_publishes_and_the_next_costs_one_304_a_document(
    source: str, origin: ReplayedOrigin, veille: Veille, tmp_path: Path
) -> None:
    first = veille("run", "--source", source, "--live", *_days(source))
    assert first.returncode == 0, first.stderr
    assert "complet" in first.stdout
    rows = _rows(veille, source, tmp_path)
    assert any(rows.values())
    had = {url for url, status in origin.asked if status == 200 and not _is_listing(origin, source, url)}
    origin.asked.clear()

    again = veille("run", "--source", source, "--live", *_days(source))
    assert again.returncode == 0, again.stderr
    assert _rows(veille, source, tmp_path) == rows
    asked = Counter(each for each in origin.asked if each[0] in had)
    assert asked == Counter({(url, 200 if url in _refused(source) else 304): 1 for url in had})


def _refused(source: str) -> set[str]:
    """Redesigned documents in no archive; one that is refused is asked for whole: it may have come cut."""
    redesigned = (
        case for case in ReplayOrigin(FIXTURES, source).cases if case.folder.name.startswith("refonte")
    )
    return {case.url for case in redesigned if not case.url.endswith((".tar.gz", ".taz"))}


def _is_listing(origin: ReplayedOrigin, source: str, url: str) -> bool:
    cases = ReplayOrigin(FIXTURES, source).cases
    return any(case.url == url and case.kind == "listing" for case in cases)
