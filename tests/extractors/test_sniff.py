from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DocumentError, EmptyDocument, WrongFormat
from extractors.sniff import is_archive, media_of


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.xml"))
    return buffer.getvalue()


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b' {"a": 1}', "json"),
        (b'\xef\xbb\xbf[{"a": 1}]', "json"),
        (b"[]", "json"),
        (b'{\n  "a": 1\n}\n', "json"),
        (b'{"a": 1}\n{"a": 2}\n', "jsonl"),
        ('{"a": "é"}'.encode("utf-16"), "json"),
        (b"<?xml version='1.0'?><annonce/>", "xml"),
        (b"\n<!-- c --><p:ann xmlns:p='u'/>", "xml"),
        (b"<?xml version='1.0'?><table/>", "xml"),
        (b"<TEXTE><ID/></TEXTE>", "xml"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html/>", "html"),
        (b"<!doctype HTML><p>", "html"),
        (b"<style>p {}</style><header>", "html"),
        ("<html><p>".encode("utf-16") + b"\n", "html"),
        (b"Warning: x in y.php\n<html><body>", "html"),
        (b"%PDF-1.4\n", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.7\n", "pdf"),
        (b"<p>%PDF-1.4</p>", "html"),
        (b"a;b\nc;d\n", "csv"),
        (b"Some words.\nOther words, here.\n", "text"),
        (b"{\\rtf1 x}", "text"),
        (gzip.compress(b"x", mtime=0), "archive"),
        (tar(), "archive"),
        (zipped("a.xml"), "archive"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"\x7fELF\x02\0\0\0\1", "binary"),
    ],
)
def test_content_decides(data: bytes, media: str) -> None:
    assert media_of(data, "document") == media


def test_a_fragment_is_what_its_name_says() -> None:
    assert media_of(b"<ARTICLE><ID>1</ID></ARTICLE>", "JORFARTI1.xml") == "xml"
    assert media_of(b"<article><p>1</p></article>", "page") == "html"


def test_a_single_line_is_json_lines_only_by_name() -> None:
    assert media_of(b'{"a": 1}\n', "x.json") == "json"
    assert media_of(b'{"a": 1}\n', "x.JSONL") == "jsonl"


@pytest.mark.parametrize("data", [b"", b" \n", b"\0\0\0\0"])
def test_nothing_there(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        media_of(data, "x.pdf")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html><body>404</body></html>", "avis.pdf"),
        (b"<html><body>404</body></html>", "26-1.xml"),
        (b"<html><body>404</body></html>", "JORF_1.tar.gz"),
        (b"%PDF-1.4\n", "avis.html"),
        (b"Not found", "records.json"),
        (b"not a PDF at all", "avis.PDF"),
    ],
)
def test_a_name_that_lies(data: bytes, name: str) -> None:
    with pytest.raises(WrongFormat, match="holds"):
        media_of(data, name)


def test_a_name_may_say_csv_where_the_content_is_too_short_to_tell() -> None:
    assert media_of(b"objet\nAudit\n", "liste.csv") == "csv"


def test_is_archive() -> None:
    assert is_archive(tar())
    assert not is_archive(zipped("[Content_Types].xml", "xl/workbook.xml"))
    assert not is_archive(b"")


@given(st.binary(max_size=600), st.sampled_from(["x", "x.pdf", "x.json", "x.csv", "x.xml"]))
def test_any_bytes_have_a_media_or_a_named_error(data: bytes, name: str) -> None:
    with suppress(DocumentError):
        assert media_of(data, name)


def test_an_element_html_inside_declared_xml_makes_no_page() -> None:
    data = b'<?xml version="1.0"?><ann><GESTION/><HTML><![CDATA[<div>x</div>]]></HTML></ann>'
    assert media_of(data, "26-10001.xml") == "xml"
