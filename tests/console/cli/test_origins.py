"""Where a run looks is opened once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from console.cli.run import origins
from core.model.source import Window
from core.settings import Settings
from core.storage.runs import Run, RunState
from workers.advance import LIVE, REPLAY
from workers.origins import LiveOrigin, ReplayOrigin

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RUN = Run(1, "toy", REPLAY, "", Window(date(2026, 3, 1), date(2026, 3, 2)), False, RunState.RUNNING, NOON)


def test_a_run_has_one_origin_however_often_it_is_asked(tmp_path: Path) -> None:
    origin_for = origins(Settings())
    replayed = replace(RUN, origin=str(tmp_path))
    found = origin_for(replayed)
    assert isinstance(found, ReplayOrigin)
    assert origin_for(replace(replayed, counts={"found": 3})) is found


def test_the_next_run_opens_its_folder_anew(tmp_path: Path) -> None:
    origin_for = origins(Settings())
    replayed = replace(RUN, origin=str(tmp_path))
    assert origin_for(replace(replayed, id=2)) is not origin_for(replayed)


def test_a_live_run_asks_the_publisher() -> None:
    found = origins(Settings(seeds={"toy": ("https://toy.example",)}))(replace(RUN, mode=LIVE))
    assert isinstance(found, LiveOrigin)
    assert found.seeds == ("https://toy.example",)
