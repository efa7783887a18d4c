"""Malicious and broken PDF files cost a named error at most and little time and memory; the next is read."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

from core.errors import DocumentError
from core.sandbox import Sandbox, sandbox
from extractors.ocr import route

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
READERS: dict[str, dict[str, Any]] = {
    "extractors.ocr.tables:tables_answer": {"max_pages": 2_000},
    "workers.reading:read_answer": {"name": "hostile.pdf"},
}

MOST_SECONDS = 20.0
MOST_MEMORY = 1 << 30
MOST_GROWTH = 50 << 20

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real files is not beside the checkout"),
]


@dataclass(frozen=True)
class Ended:
    """How reading a file ended: "read" or the code of the error, after how long, with how much memory."""

    how: str
    seconds: float
    peak: int


@pytest.fixture(scope="module")
def reports() -> Iterator[list[dict[str, Any]]]:
    """What the sandbox is told of the end of each child; its callers are not."""
    kept: list[dict[str, Any]] = []
    told = sandbox._report

    def keep(job: Any) -> dict[str, Any] | None:
        kept.append(told(job) or {})
        return kept[-1] or None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sandbox, "_report", keep)
        yield kept


@pytest.fixture(scope="module")
def reader() -> Iterator[Sandbox]:
    with Sandbox(preload=("workers.reading", "extractors.ocr.tables", "extractors.warm:load")) as reader:
        yield reader


@pytest.fixture(scope="module")
def honest() -> bytes:
    return (REAL / "tables" / "icdar2013_eu" / "eu-001.pdf").read_bytes()


@pytest.mark.parametrize("function", READERS)
def test_every_hostile_file(
    function: str, reader: Sandbox, reports: list[dict[str, Any]], honest: bytes
) -> None:
    expected = route.run(reader, function, honest, READERS[function])
    before = _resident()
    files = sorted((REAL / "hostile").glob("*.pdf"))
    ended = {path.name: _ended(reader, function, path, reports) for path in files}
    assert {name: each for name, each in ended.items() if each.seconds > MOST_SECONDS} == {}
    assert {name: each for name, each in ended.items() if each.peak > MOST_MEMORY} == {}
    assert _resident() - before < MOST_GROWTH
    assert orjson.loads(route.run(reader, function, honest, READERS[function])) == orjson.loads(expected)
    assert ended["empty.pdf"].how == "empty"
    assert ended["html_as.pdf"].how == "wrong-format"
    assert ended["flate_bomb_1gb.pdf"].how == "limit"
    assert ended["pages_100k_shared.pdf"].how == "limit"
    # An error without a better name is a bug of a reader.
    assert [name for name, each in ended.items() if each.how == "unreadable"] == []


def _ended(reader: Sandbox, function: str, path: Path, reports: list[dict[str, Any]]) -> Ended:
    reports.clear()
    arguments = {**READERS[function], **({"name": path.name} if "name" in READERS[function] else {})}
    data, start = path.read_bytes(), time.monotonic()
    try:
        route.run(reader, function, data, arguments)
        how = "read"
    except DocumentError as error:
        how = error.code
    return Ended(how, time.monotonic() - start, max(report["resident"] for report in reports))


def _resident() -> int:
    """Bytes of memory that this process has now."""
    statm = Path(f"/proc/{os.getpid()}/statm").read_text(encoding="ascii")
    return int(statm.split()[1]) * resource.getpagesize()
