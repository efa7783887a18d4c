from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.sandbox import Limits, Report, Sandbox, probe

MEBIBYTE = 1 << 20
READERS = "sandbox_readers"


@pytest.fixture(scope="session")
def system() -> Report:
    return probe()


@pytest.fixture(scope="module", autouse=True)
def _readers_can_be_found(own_readers: None) -> Iterator[None]:
    sys.path.insert(0, str(Path(__file__).parent))
    yield
    sys.path.remove(str(Path(__file__).parent))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    limits = Limits(
        memory_bytes=256 * MEBIBYTE,
        cpu_seconds=60,
        wall_seconds=10,
        wall_seconds_per_page=0,
        output_bytes=MEBIBYTE,
    )
    with Sandbox(workers=2, limits=limits, preload=(READERS,), allow_weak=True) as sandbox:
        yield sandbox
