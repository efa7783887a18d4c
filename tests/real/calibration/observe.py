"""Values whose truth is known, each with the score of its reader before calibration.

Three manners of reading: from boxes and labels (the comparison with plain readers), from prose (texts with
their acts written by hand, and notices of the BODACC read by hand), from the pictures of scans (the printed
PDFs drawn to pictures, laid askew, blurred and grainy; the truth is what their text says).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from core.errors import DocumentError
from core.model.reading import Reading, Value
from core.sandbox import Sandbox
from crawlers import source
from extractors.prose.designations import read_designations
from extractors.prose.nominations import read_acts
from normalizers.confidence import PROSE, SCAN
from normalizers.normalise import normalise
from tests.extractors.ocr.scanned import as_pdf
from tests.real import test_designations as designations
from tests.real.comparison import pipeline, tally
from tests.real.comparison.forms import FORMS
from tests.real.comparison.model import Row
from tests.real.comparison.readers.values import REAL
from tests.real.comparison.same import comparable
from tools import score_prose
from workers.extraction import extract, read_here

ROOT = Path(__file__).resolve().parents[3]
LABELLED = "boxes and labels"
READ_AT = datetime(2026, 3, 31, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Observation:
    """A value: the manner of its reading, the set it is of, the score of its reader, whether it is right."""

    manner: str
    group: str
    score: float
    right: bool


def labelled() -> Iterator[Observation]:
    """Every value that the pipeline gives and a plain reader judges."""
    for form in FORMS:
        for document in form.read():
            found = pipeline.records(form.source, document.path)
            for dataset, expected in document.rows.items():
                records = found.get((dataset, document.notice), [])
                rows = [{**each.values, "confidence": each.confidence} for each in records]
                for left, right in tally._paired(dataset, expected, rows):
                    yield from _judged(f"{form.source}, {form.name}", left, right)


def _judged(group: str, left: Row, right: Row) -> Iterator[Observation]:
    sure = right.get("confidence") or {}
    for column, value in left.items():
        read = comparable(column, right.get(column))
        if read is not None and column in sure:
            yield Observation(LABELLED, group, sure[column], comparable(column, value) == read)


def prose() -> Iterator[Observation]:
    """Acts in texts of the Journal officiel written by us, designations in notices of the BODACC."""
    for folder in sorted(
        path for path in (ROOT / "tests" / "extractors" / "prose").iterdir() if path.is_dir()
    ):
        for _, case in score_prose.cases(folder):
            yield from _acts(folder.name, case)
    for group, rows in (("BODACC, drawn", designations.drawn()), ("BODACC, picked", designations.picked())):
        for notice, words in rows.items():
            want = designations.expected(words)
            read = read_designations(designations.texts()[notice], designations.orders()[notice])
            for number, act in enumerate(read):
                truth = want[number] if number < len(want) else {}
                for name in set(designations.COLUMNS) & set(act.columns):
                    span = act.columns[name]
                    yield Observation(PROSE, group, span.confidence, span.value == truth.get(name))


def _acts(group: str, case: dict[str, Any]) -> Iterator[Observation]:
    acts = read_acts(case["texte"], title=case.get("titre", ""))
    rows = [score_prose.values(act) for act in acts]
    acts_of = {id(row): act for row, act in zip(rows, acts, strict=True)}
    for want, got in score_prose.aligned(score_prose.expected(case), rows):
        for name, value in got.items():
            sure = acts_of[id(got)].columns[name].confidence
            yield Observation(PROSE, group, sure, want.get(name) == value)


def scans() -> Iterator[Observation]:
    """Every printed notice, drawn twice: as a good scanner does it and as a poor one."""
    files = [*sorted((REAL / "boamp" / "pdf").glob("*.pdf")), ROOT / "fixtures/boamp/nominal-pdf/input.pdf"]
    with Sandbox(preload=("workers.extraction",), allow_weak=True) as sandbox:
        for path in files:
            for dpi, askew, blur, grain in ((200, 0.0, 0.0, 6.0), (130, 0.6, 0.6, 14.0)):
                drawn = as_pdf(list(_pictures(path, dpi, askew, blur, grain)))
                yield from _scanned(sandbox, path, drawn)


def _pictures(path: Path, dpi: int, askew: float, blur: float, grain: float) -> Iterator[Image.Image]:
    chance = np.random.default_rng(2026)
    with pdfium.PdfDocument(path.read_bytes()) as document:
        for page in document:
            picture = page.render(scale=dpi / 72).to_pil().convert("L")
            picture = picture.rotate(askew, fillcolor=255, resample=Image.Resampling.BICUBIC)
            ink = np.asarray(picture.filter(ImageFilter.GaussianBlur(blur)), dtype=float)
            ink = ink + chance.normal(0.0, grain, ink.shape)
            yield Image.fromarray(ink.clip(0, 255).astype(np.uint8))


def _scanned(sandbox: Sandbox, path: Path, drawn: bytes) -> Iterator[Observation]:
    boamp = source("boamp")
    true = _records(read_here(boamp, path.read_bytes(), name=path.name).readings)
    try:
        found = _records(extract(sandbox, boamp, drawn, name=path.name).readings)
    except DocumentError:
        return
    for key, values in found.items():
        truth = true.get(key, {})
        for column, (value, sure) in values.items():
            yield Observation(SCAN, path.stem, sure, truth.get(column, (None, 0.0))[0] == value)


def _records(readings: Iterable[Reading]) -> dict[tuple[str, str], dict[str, tuple[Any, float]]]:
    """The values that stand in the document, with the scores of the reader; not what follows from others."""
    found = {}
    for reading in readings:
        record = normalise(reading, sha256="", url="", read_at=READ_AT)
        own = {name: each for name, each in reading.values.items() if isinstance(each, Value)}
        found[reading.dataset, record.id] = {
            name: (record.values[name], each.confidence)
            for name, each in own.items()
            if name in record.values
        }
    return found
