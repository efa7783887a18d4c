"""A scan of a notice through the route of its source."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from core.model.reading import Extraction, Value
from core.sandbox import Sandbox
from crawlers import source
from extractors.ocr import engine
from extractors.ocr.scan import MOST, WARNING
from tests.extractors.ocr.scanned import as_pdf
from workers.extraction import extract, read_here

NOTICE = Path(__file__).parents[2] / "fixtures" / "boamp" / "nominal-pdf" / "input.pdf"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(engine.lacking()),
        reason=f"NO OCR TESTED without {engine.lacking()}: apt-get install tesseract-ocr tesseract-ocr-fra",
    ),
]


def test_a_scanned_notice_says_the_same_with_less_confidence() -> None:
    boamp, printed = source("boamp"), NOTICE.read_bytes()
    with Sandbox(preload=("workers.extraction",), allow_weak=True) as sandbox:
        scanned = extract(sandbox, boamp, _as_scan(printed), name="avis.pdf")
    expected = read_here(boamp, printed, name="avis.pdf")
    assert [reading.id for reading in scanned.readings] == [reading.id for reading in expected.readings]
    assert all(WARNING in reading.warnings for reading in scanned.readings)
    values, true = _values(scanned), _values(expected)
    assert max(value.confidence for value in values.values()) <= MOST
    same = [key for key, value in true.items() if key in values and values[key].text == value.text]
    print(len(same), "of", len(true), "values are the same")
    assert len(same) >= 0.8 * len(true)


def _as_scan(printed: bytes) -> bytes:
    with pdfium.PdfDocument(printed) as document:
        return as_pdf([page.render(scale=200 / 72).to_pil().convert("L") for page in document])


def _values(extraction: Extraction) -> dict[tuple[str, str, str], Value]:
    return {
        (reading.dataset, reading.id, name): value
        for reading in extraction.readings
        for name, value in reading.values.items()
        if isinstance(value, Value)
    }
