"""A worker of this release goes on beside one of the next, whose migration is applied while it works."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import DatabaseDown
from core.storage.database import open_database
from core.storage.migrate import HEAD, revision
from tests.hosts.next_worker import NEXT
from tests.hosts.scene import Scene, record, until
from tests.workers import toy

pytestmark = pytest.mark.heavy

DOCUMENTS = 240


def test_both_releases_work_through_a_migration(tmp_path: Path, postgres_url: str, redis_url: str) -> None:
    answers = record(tmp_path / "answers", DOCUMENTS)
    with toy.installed(postgres_url, tmp_path, answers) as context:

        def at() -> str | None:
            with context.db.read() as tx:
                return revision(tx)

        assert at() == HEAD
        scene = Scene(context, tmp_path, answers, DOCUMENTS)
        scene.begin()
        hosts = [scene.start("old", postgres_url, redis_url, 0.5)]
        try:
            until(lambda: scene.read_by("old") > 3, 60, "the old release works")
            module = "tests.hosts.next_worker"
            hosts.append(scene.start("new", postgres_url, redis_url, 0.5, module=module))
            until(lambda: at() == NEXT, 60, "the migration is applied")
            before = scene.read_by("old")
            until(lambda: scene.read_by("old") > before + 3, 60, "the old release works on")
            until(lambda: scene.read_by("new") > 3, 60, "the new release works beside it")
            until(scene.over, 120, "the run ends")
        finally:
            for host in hosts:
                host.kill()
        assert scene.outcome() == scene.whole()
    with pytest.raises(DatabaseDown, match=NEXT):  # the old one, started now, says why not
        open_database(postgres_url)
