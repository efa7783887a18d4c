"""Malicious and broken PDF files cost a named error at most, and the next one is read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from core.errors import DocumentError
from core.sandbox import Limits, Sandbox

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
LIMITS = Limits(memory_bytes=512 << 20)
READER = "extractors.tables.answer:tables_answer"
GRACE = 5.0
"""Seconds by the clock beyond the limit for ending a child on a busy machine."""

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the folder of real files is not beside the checkout"
)


def test_every_hostile_file() -> None:
    ended: dict[str, str] = {}
    with Sandbox(limits=LIMITS, preload=("extractors.tables.answer",), allow_weak=True) as sandbox:
        for path in sorted((REAL / "hostile").glob("*.pdf")):
            start = time.monotonic()
            try:
                sandbox.run(READER, path.read_bytes(), {"max_pages": 500})
                ended[path.name] = "read"
            except DocumentError as error:
                ended[path.name] = error.code
            assert time.monotonic() - start < LIMITS.seconds_for(500) + GRACE, path.name
    assert ended["empty.pdf"] == "empty"
    assert ended["html_as.pdf"] == "wrong-format"
    assert ended["flate_bomb_1gb.pdf"] == "limit"
    assert ended["pages_100k_shared.pdf"] == "limit"
    assert "unreadable" not in ended.values()  # an error without a better name is a bug of a reader
