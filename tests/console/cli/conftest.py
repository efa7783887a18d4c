"""A command line whose data are in a folder that goes away with the test."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from console.cli.app import main
from core.settings import get_settings

ROOT = Path(__file__).resolve().parents[3]
Veille = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def veille(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Veille:
    """The command in this process; each call sees what the calls before it left."""
    monkeypatch.setenv("VEILLE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(ROOT)
    get_settings.cache_clear()

    def call(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["veille", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as exited:
            main()
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess(arguments, int(exited.value.code or 0), out, err)

    return call
