from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.errors import CorruptDocument, WrongFormat
from extractors.parse import parse
from extractors.sniff import media_of


def pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    for page in (1, 2):
        canvas.drawString(72, 700, f"Page with words {page}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "media", "text"),
    [
        (b'{"a": "x"}', "json", "x"),
        (b'{"a": "x"}\n{"a": "y"}', "jsonl", "x"),
        (b"<avis>x</avis>", "xml", "x"),
        (b"<html><p>x</p></html>", "html", "x"),
    ],
)
def test_trees(data: bytes, media: str, text: str) -> None:
    document = parse(data, name="n", media=media_of(data, "n"))
    assert document.media == media
    assert document.tree is not None
    assert next(document.tree.leaves()).text == text
    assert (document.sha256, document.name) == (hashlib.sha256(data).hexdigest(), "n")


def test_tables() -> None:
    page = parse(b"<table><tr><td>a</td></tr></table>", name="n", media="html")
    sheet = parse(b"a;b\nc;d\n", name="n", media="csv")
    assert [cell.text for cell in page.tables[0].cells] == ["a"]
    assert [cell.text for cell in sheet.tables[0].cells] == ["a", "b", "c", "d"]
    assert sheet.tree is None


def test_pdf_pages_are_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[int] = []
    monkeypatch.setattr("extractors.pdf.document.announce", announced.append)
    document = parse(pdf(), name="n.pdf", media="pdf")
    assert [page.lines[0].text for page in document.pages] == ["Page with words 1", "Page with words 2"]
    assert announced == [2]


def test_embedded_json() -> None:
    data = b'{"donnees": "{\\"a\\": 1}"}'
    document = parse(data, name="n", media="json", embedded=frozenset({"donnees"}))
    assert document.tree is not None
    assert document.tree.first("donnees/a") is not None


def test_warnings_of_the_encoding() -> None:
    data = "<p>é</p>".encode("utf-16") + b"\n"
    assert parse(data, name="n", media="html").warnings == ("a stray last byte is dropped",)


@pytest.mark.parametrize("media", ["archive", "docx", "image", "text", "nonsense"])
def test_formats_that_nobody_reads(media: str) -> None:
    with pytest.raises(WrongFormat, match=f"n holds {media}"):
        parse(b"x", name="n", media=media)


def test_named_errors_pass() -> None:
    with pytest.raises(CorruptDocument):
        parse(b"{", name="n", media="json")


def test_a_page_of_pictures_among_pages_of_text_is_told() -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, "Page with words")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (60, 85), 200)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    document = parse(file.getvalue(), name="half.pdf", media="pdf")
    assert document.warnings == ("page 2 is a picture without text and is not read",)
