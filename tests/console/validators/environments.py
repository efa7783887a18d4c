"""Validators that others wrote, each in an environment of its own made by ``make clients``.

Some are under copyleft licences: they are run as programs, on files, and no part of ours imports them.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[3]
CLIENTS = Path(os.environ.get("VEILLE_TEST_CLIENTS", _ROOT / "build" / "clients"))


def needs(environment: str, package: str) -> pytest.MarkDecorator:
    """Skips, with the reason, where an environment could not be made."""
    found = list((CLIENTS / environment / "lib").glob(f"python*/site-packages/{package}"))
    return pytest.mark.skipif(not found, reason=f"no {package} here: make clients")


def told_by(environment: str, code: str, *arguments: object) -> Any:
    """What a program prints last, as JSON."""
    program = [str(CLIENTS / environment / "bin" / "python"), "-c", code, *map(str, arguments)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
