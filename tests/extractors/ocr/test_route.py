"""Scanned pages through the sandbox and the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from core.errors import DocumentError, LimitExceeded, ScannedDocument
from core.sandbox import Sandbox
from extractors.ocr import engine, route
from extractors.ocr.pictures import Picture
from extractors.ocr.scan import MOST, WARNING, Scan
from tests.extractors.ocr.scanned import HEAD, PROSE, ROWS, blank_scan, scanned

NEEDS_ENGINE = pytest.mark.skipif(
    bool(engine.lacking()),
    reason=f"NO OCR IS TESTED without {engine.lacking()}: apt-get install tesseract-ocr tesseract-ocr-fra",
)
TABLES = "extractors.ocr.tables:tables_answer"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=("extractors.ocr.tables",), allow_weak=True) as sandbox:
        yield sandbox


def load(raw: list[dict[str, Any]]) -> Scan:
    scan = Scan.load(raw)
    assert scan is not None
    return scan


@NEEDS_ENGINE
@pytest.mark.parametrize("skew", [0.0, 1.2, -1.2])
def test_a_scanned_page_is_read_with_its_accents(sandbox: Sandbox, skew: float) -> None:
    data = scanned(skew)
    document = load(route.scan_of(sandbox, data)).document(data, "arrete.pdf")
    page = document.pages[0]
    assert [line.text for line in page.lines[:3]] == list(PROSE)
    assert page.scanned
    assert document.warnings == (WARNING,)
    first = page.lines[0].words[0]
    assert first.text == "Arrêté"
    assert first.size == pytest.approx(12, abs=1.5)
    if not skew:
        assert first.bbox == pytest.approx((60, 842 - HEAD - 9, 92, 842 - HEAD), abs=2)


@NEEDS_ENGINE
@pytest.mark.parametrize("skew", [0.0, 1.2])
def test_the_table_of_a_scan(sandbox: Sandbox, skew: float) -> None:
    (table,) = orjson.loads(route.run(sandbox, TABLES, scanned(skew), {"max_pages": 9}))["tables"]
    texts = {(cell["row"], cell["col"]): cell["text"] for cell in table["cells"]}
    expected = {(row, col): text for row, cells in enumerate(ROWS) for col, text in enumerate(cells)}
    assert texts == expected
    assert table["strategy"] == "ocr-aligned"
    assert table["confidence"] <= MOST


@NEEDS_ENGINE
def test_a_blank_scan_is_refused_by_name(sandbox: Sandbox) -> None:
    with pytest.raises(ScannedDocument, match="no word"):
        route.run(sandbox, TABLES, blank_scan(), {"max_pages": 9})


@NEEDS_ENGINE
def test_the_engine_that_fails_is_an_error_of_the_document() -> None:
    with pytest.raises(DocumentError, match="page 3"):
        engine.words_of(Picture(1, 1, b""), 3)


def test_without_engine_the_refusal_says_what_to_install(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(route, "lacking", lambda: "tesseract-ocr-fra")
    with pytest.raises(ScannedDocument, match=re.escape("tesseract-ocr-fra is not installed")) as refusal:
        route.run(sandbox, TABLES, scanned(), {"max_pages": 9})
    assert "tesseract-ocr-fra" in refusal.value.hint


def test_more_scanned_pages_than_can_be_read_in_time(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(route, "lacking", lambda: "")
    monkeypatch.setattr(route, "MAX_SCANNED", 0)
    with pytest.raises(LimitExceeded, match="1 scanned pages"):
        route.run(sandbox, TABLES, scanned(), {"max_pages": 9})
