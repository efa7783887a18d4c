"""Releases of which hosts are started: this one, and the one before the last migration."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.workers.storms.host import Fitting, Place

ROOT = Path(__file__).resolve().parents[3]
_MIGRATIONS = "core/storage/migrations/versions"


@dataclass
class Release:
    """A tree of code, and the process from which its hosts are forked."""

    tree: Path
    process: subprocess.Popen[str]

    def start(self, task: str, place: Place, fitting: Fitting) -> Host:
        """A host: ``task`` is the function of ``host`` that it runs."""
        pid = self._ask(what="start", task=task, place=asdict(place), fitting=asdict(fitting))["pid"]
        return Host(self, int(pid))

    def prepare(self, database: str) -> None:
        """Bring a database to the tables of this release."""
        self._ask(what="prepare", database=database)

    def close(self) -> None:
        """End it, with all its hosts."""
        self.process.communicate(timeout=30)

    def _ask(self, **request: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request, default=str) + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))


@dataclass(frozen=True, slots=True)
class Host:
    """A process of a release."""

    release: Release
    pid: int

    def kill(self) -> None:
        """Kill -9, and wait for its end."""
        self.release._ask(what="kill", pid=self.pid)

    def has_ended(self) -> bool:
        """Whether it came to its end by itself."""
        return bool(self.release._ask(what="look", pid=self.pid)["ended"])


def warmed(tree: Path = ROOT) -> Release:
    """A release whose packages are those of a tree.

    Raises:
        ImportError: the hosts of that tree cannot be started.
    """
    command = [sys.executable, "-P", str(Path(__file__).with_name("zygote.py"))]
    process = subprocess.Popen(
        command,
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    told = process.stdout.readline()
    if not told or not Path(json.loads(told)["from"]).is_relative_to(tree):
        process.kill()
        raise ImportError(f"no hosts can be started of {tree}: {told}")
    return Release(tree, process)


def older(folder: Path, revision: str = "") -> Path | None:
    """The code before the last migration, or at a revision, in a folder; None where git knows none."""
    if not revision:
        added = _git("log", "-1", "--diff-filter=A", "--format=%H", "--", _MIGRATIONS)
        if not added or not added.strip():
            return None
        revision = f"{added.decode().strip()}^"
    archived = _git(
        "archive", revision, "--", "core", "crawlers", "extractors", "normalizers", "workers", "tests"
    )
    if not archived:
        return None
    with tarfile.open(fileobj=BytesIO(archived)) as tar:
        tar.extractall(folder, filter="data")
    return folder


def _git(*arguments: str) -> bytes | None:
    try:
        return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
