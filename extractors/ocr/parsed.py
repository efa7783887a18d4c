"""The document of some bytes, whether it is a scan or not."""

from __future__ import annotations

from typing import Any

from core.model.document import Document
from extractors.ocr.scan import Scan
from extractors.parse import parse
from extractors.sniff import media_of


def document_of(data: bytes, arguments: dict[str, Any]) -> Document:
    """The document; ``arguments`` hold its ``name`` and, after OCR, ``scan``.

    Raises:
        DocumentError: the bytes cannot be read.
    """
    name, scan = arguments["name"], Scan.load(arguments.get("scan"))
    return scan.document(data, name) if scan else parse(data, name=name, media=media_of(data, name))
