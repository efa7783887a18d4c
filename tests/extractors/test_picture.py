from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from core.errors import CorruptDocument, DocumentError, EmptyDocument, LimitExceeded, WrongFormat
from core.sandbox import Sandbox
from extractors.picture import page_picture


@pytest.fixture(scope="module")
def document() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(72, 72, "Avis de marché")
    canvas.showPage()
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, A4[0], A4[1], fill=1)
    canvas.save()
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_size_and_colour(document: bytes) -> None:
    first, second = opened(page_picture(document, 1, 1.0)), opened(page_picture(document, 2, 0.5))
    assert first.size == (596, 842)
    assert second.size == (298, 421)
    assert first.getpixel((300, 300)) == (255, 255, 255)
    assert min(first.crop((72, 750, 200, 780)).convert("L").tobytes()) < 128
    assert second.crop((100, 100, 101, 101)).tobytes() == bytes((255, 0, 0))


def test_in_the_sandbox(document: bytes) -> None:
    with Sandbox(workers=1, allow_weak=True) as sandbox:
        inside = sandbox.run("extractors.picture:picture_answer", document, {"page": 2, "scale": 1})
    assert opened(inside).size == (596, 842)


@pytest.mark.parametrize("page", [0, 3, -1])
def test_no_such_page(document: bytes, page: int) -> None:
    with pytest.raises(DocumentError, match="no page"):
        page_picture(document, page, 1)


@pytest.mark.parametrize("scale", [0.0, 100.0, float("inf"), float("nan")])
def test_absurd_scale(document: bytes, scale: float) -> None:
    with pytest.raises(LimitExceeded):
        page_picture(document, 1, scale)


def test_bad_documents(document: bytes) -> None:
    with pytest.raises(EmptyDocument):
        page_picture(b"", 1, 1)
    with pytest.raises(WrongFormat):
        page_picture(b"<html>", 1, 1)
    with pytest.raises(CorruptDocument):
        page_picture(document[:500], 1, 1)
