"""``veille sources`` and the notes of a run tell what seems to be missing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from console.cli.gaps import as_json, told
from core.model.document import Reference
from core.model.source import Window
from core.settings import get_settings
from core.storage.database import open_database
from core.storage.runs import Runs, RunState
from core.storage.snapshots import Documents
from normalizers.datasets import datasets
from tests.console.cli.conftest import Veille
from tests.console.cli.test_live import door, origin, source
from tests.workers.doors import Door
from tools.replayed_origin import ReplayedOrigin
from workers.gaps import Gap, Gaps
from workers.numbers import Skipped

__all__ = ["door", "origin", "source"]

DAY = date(2026, 3, 19)
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


def test_gaps_in_words() -> None:
    gaps = Gaps(
        (Gap(DAY, 0, 23), Gap(DAY, 1, 23), Gap(DAY, 7, 23)),
        (
            Skipped("PCL_BXA2026", 52, 52, 1, DAY),
            Skipped("2026", 60, 62, 3, DAY),
            Skipped("2026", 60, 62, 2, DAY),
        ),
    )
    assert list(told(gaps)) == [
        "aucun document le 19/03/2026 ; minimum attendu : 23",
        "1 document seulement le 19/03/2026 ; minimum attendu : 23",
        "7 documents seulement le 19/03/2026 ; minimum attendu : 23",
        "n° 52 manquant (PCL_BXA2026), avant celui du 19/03/2026",
        "n° 60 à 62 manquants (2026), avant celui du 19/03/2026",
        "n° 60 à 62 manquants (2 d'entre eux) (2026), avant celui du 19/03/2026",
    ]
    assert [each["code"] for each in as_json(gaps)] == ["no-notice", "few-notices", "few-notices"] + [
        "skipped-number"
    ] * 3


def _sixty_each_week_before(day: date) -> None:
    """Sixty notices on each of the same weekdays of six weeks before a day, which a run has looked at."""
    weeks = [day - timedelta(weeks=n) for n in range(1, 7)]
    seen = [Reference("boamp", f"{each}-{n}", "https://x.example", each) for each in weeks for n in range(60)]
    with open_database(get_settings().database_address, datasets().values()) as db, db.write() as tx:
        Documents(tx).saw(seen, NOW)
        run, _ = Runs(tx).open("boamp", "live", "", Window(weeks[-1], day), NOW)
        Runs(tx).finish(run.id, RunState.COMPLETE, NOW, {}, [])


def test_sources_tells_of_a_day_without_notices(veille: Veille, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.cli.inspect.utc_now", lambda: NOW)
    _sixty_each_week_before(DAY)
    assert "boamp : aucun document le 19/03/2026 ; minimum attendu : 30" in veille("sources").stdout
    states = {each["name"]: each for each in map(json.loads, veille("sources", "--json").stdout.splitlines())}
    assert states["boamp"]["gaps"] == [{"code": "no-notice", "day": "2026-03-19", "found": 0, "least": 30}]
    assert all(each["gaps"] == [] for name, each in states.items() if name != "boamp")


@pytest.mark.parametrize("door", [Door("boamp")], indirect=True)
def test_a_run_tells_of_the_gaps_among_its_days(source: str, origin: ReplayedOrigin, veille: Veille) -> None:
    _sixty_each_week_before(date(2026, 3, 12))
    done = veille("run", "--source", source, "--live", "--since", "2026-03-12", "--until", "2026-03-13")
    assert done.returncode == 0, done.stderr
    (told_of,) = [line for line in done.stderr.splitlines() if "minimum attendu" in line]
    assert "documents seulement le 12/03/2026 ; minimum attendu : 30" in told_of
