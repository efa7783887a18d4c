"""A host that is lost with all its processes: its work goes on within half a minute."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hosts.scene import Scene, record, until
from tests.workers import toy

pytestmark = [pytest.mark.faults, pytest.mark.slow]

DOCUMENTS = 60
RESUMED_WITHIN = 30.0


def test_the_work_of_a_killed_host_resumes(tmp_path: Path, postgres_url: str, redis_url: str) -> None:
    answers = record(tmp_path / "answers", DOCUMENTS)
    with toy.installed(postgres_url, tmp_path, answers) as context:
        scene = Scene(context, tmp_path, answers, DOCUMENTS)
        scene.begin()
        lost = scene.start("lost", postgres_url, redis_url, 1.0)
        other = None
        try:
            until(lambda: scene.read_by("lost") > 3 and len(scene.held_by("lost")) > 1, 60, "lost at work")
            other = scene.start("other", postgres_url, redis_url, 0.01)
            until(lambda: scene.read_by("other") > 0, 60, "other at work")
            until(lambda: len(scene.held_by("lost")) > 1, 10, "lost holds rows")
            lost.kill()
            held = scene.held_by("lost")
            assert held
            took = until(lambda: scene.resumed(held), 60, "what was held is taken again")
            until(scene.over, 60, "the run ends")
        finally:
            for host in (lost, other):
                if host is not None:
                    host.kill()
        assert took <= RESUMED_WITHIN
        assert scene.outcome() == scene.whole()
        print(f"{len(held)} rows of the killed host taken again after {took:.1f} s")
