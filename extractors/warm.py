"""Loads what the readers load at their first document, so that a process that forks has it once for all."""

from __future__ import annotations

from extractors.parse import parse

_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R
/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 214>>stream
BT /F 10 Tf 20 160 Td (Lot) Tj 100 0 Td (Montant) Tj -100 -40 Td (1) Tj 100 0 Td (10) Tj ET
10 180 m 290 180 l S 10 140 m 290 140 l S 10 100 m 290 100 l S
10 100 m 10 180 l S 110 100 m 110 180 l S 290 100 m 290 180 l S
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
"""A page with a table of four cells; pdfium finds its objects without an index."""

_PAGE = "<html><body><p>Avis</p><table><tr><td>Lot</td></tr></table></body></html>"

SAMPLES: tuple[tuple[str, bytes], ...] = (
    ("json", b'{"avis": ["1", null]}'),
    ("xml", b"<?xml version='1.0' encoding='windows-1252'?><avis n='1'>\xe9</avis>"),
    ("html", _PAGE.encode()),
    ("html", _PAGE.encode("utf-16")),
    ("csv", b"objet;montant\n\xe9;1\n"),
    ("pdf", _PDF),
)
"""Our own documents: the process that reads them is not confined."""


def load() -> None:
    """Read one small document of each format."""
    for media, data in SAMPLES:
        parse(data, name=f"sample.{media}", media=media)
