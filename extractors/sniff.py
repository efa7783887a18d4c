"""Which format some bytes are in, by what they hold; the name is only asked whether it agrees."""

from __future__ import annotations

import json
import re
import tarfile
from pathlib import PurePosixPath

from lxml.html import defs

from core.errors import EmptyDocument, WrongFormat
from extractors.csv_table import DELIMITERS, regularity
from extractors.decoding import decode

HEAD = 65_536

CLAIMS = {
    ".pdf": {"pdf"},
    ".json": {"json", "jsonl"},
    ".geojson": {"json"},
    ".jsonl": {"jsonl", "json"},
    ".ndjson": {"jsonl", "json"},
    ".xml": {"xml"},
    ".htm": {"html"},
    ".html": {"html"},
    ".csv": {"csv", "text"},
    ".tsv": {"csv", "text"},
    ".zip": {"archive"},
    ".tar": {"archive"},
    ".gz": {"archive"},
    ".tgz": {"archive"},
    ".taz": {"archive"},
    ".xlsx": {"xlsx"},
    ".xls": {"xls", "xlsx", "html", "csv", "text"},
    ".docx": {"docx"},
}
"""What a name promises; a name with another ending promises nothing."""

_BINARY = (
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\x1f\x9d", "archive"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "Workbook".encode("utf-16-le")
_OFFICE = ((b"xl/", "xlsx"), (b"word/", "docx"), (b"META-INF/", "opendocument"))
_JSON = re.compile(r'\{\s*["}]|\[\s*[\[{"\]\d]|\[\s*(?:null|true|false|-)')
_FIRST_TAG = re.compile(r"<([A-Za-z_][\w.:-]*)")
_SKIPPED = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)


def media_of(data: bytes, name: str) -> str:
    """json, jsonl, xml, html, pdf, csv, xlsx, xls or archive; text, docx, ole, image… where none reads it.

    Raises:
        EmptyDocument: there are no bytes, or nothing but blanks.
        WrongFormat: the bytes are not what the ending of the name promises.
    """
    if not data.strip(b"\0\t\r\n "):
        raise EmptyDocument(f"{name} is empty" if not data else f"{name} holds nothing but blanks")
    media = _binary(data) or _textual(data, name)
    promised = CLAIMS.get(PurePosixPath(name.lower()).suffix)
    if promised and media not in promised:
        raise WrongFormat(f"{name} holds {media}, not what its name says")
    return "csv" if promised and "csv" in promised else media


def is_archive(data: bytes) -> bool:
    """Whether the bytes are an archive or a compressed file; office documents are not meant."""
    return _binary(data) == "archive"


def _binary(data: bytes) -> str | None:
    if data.startswith(_OLE):
        return "xls" if _WORKBOOK in data else "ole"
    for magic, media in _BINARY:
        if data.startswith(magic):
            return _office(data) or media if magic.startswith(b"PK") else media
    if is_tar(data):
        return "archive"
    return "pdf" if _is_pdf(data) else None


def _office(data: bytes) -> str | None:
    if b"[Content_Types].xml" not in data and b"mimetypeapplication/vnd.oasis" not in data[:100]:
        return None
    return next((media for mark, media in _OFFICE if mark in data), None)


def is_tar(data: bytes) -> bool:
    """Whether the bytes begin with a tar header whose checksum is right."""
    if data[257:262] == b"ustar":
        return True
    if len(data) < tarfile.BLOCKSIZE or data[:1] in b"<{[%\xef\xfe\xff":
        return False
    try:
        tarfile.TarInfo.frombuf(data[: tarfile.BLOCKSIZE], "latin-1", "replace")
    except tarfile.HeaderError:
        return False
    return True


def _is_pdf(data: bytes) -> bool:
    """ISO 32000-2, annex I: the header may stand anywhere in the first 1024 bytes."""
    start = data[:1024].find(b"%PDF-")
    return start >= 0 and b"<" not in data[:start]


def _textual(data: bytes, name: str) -> str:
    text, _ = decode(data[:HEAD])
    text = text.lstrip()
    if "\0" in text:
        return "binary"
    if _JSON.match(text):
        return _json_or_lines(data, name)
    if text.startswith("<"):
        return _markup(text, name)
    if _PAGE.search(text[:4096]):
        return "html"
    return "csv" if _looks_regular(text) else "text"


def _json_or_lines(data: bytes, name: str) -> str:
    """JSON lines where the first line is a whole value and another follows, or where the name says so."""
    first, _, rest = data.strip().partition(b"\n")
    if not rest.strip():
        return "jsonl" if name.lower().endswith((".jsonl", ".ndjson")) else "json"
    try:
        json.loads(decode(first)[0])
    except (ValueError, RecursionError):
        return "json"
    return "jsonl"


def _markup(text: str, name: str) -> str:
    """XML or HTML; a fragment whose first tag both have is what its name says, else HTML."""
    tag = _FIRST_TAG.search(_SKIPPED.sub("", text))
    first = tag.group(1).lower() if tag else ""
    declared = text.startswith("<?xml")
    if first == "html" or (not declared and _PAGE.search(text[:4096])):
        return "html"
    is_xml = declared or name.lower().endswith(".xml")
    is_page = not is_xml and first in defs.tags
    return "html" if is_page else "xml"


def _looks_regular(text: str) -> bool:
    """Whether most of the first lines have one same number of cells."""
    lines = text.splitlines(keepends=True)[:50]
    if len(lines) < 2:
        return False
    best = max(regularity(lines, delimiter)[0] for delimiter in DELIMITERS)
    return best >= 2 and best * 2 > len(lines)
