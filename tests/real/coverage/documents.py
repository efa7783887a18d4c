"""The real documents by source."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from tests.real.comparison.readers.values import REAL

FOLDERS = {
    "boamp": (
        "boamp/ods/records_response_envelope.json",
        "boamp/ods/derived_eforms/*.json",
        "boamp/dila_xml_v230/*.xml",
        "boamp/html/*.html",
        "boamp/pdf/*.pdf",
    ),
    "ted": (
        "ted/export/**/*.xml",
        "ted/eforms/**/*.xml",
        "ted/pairs_export_vs_eforms/**/*.xml",
        "ted/html/*.html",
    ),
    "decp": ("decp/data/**/*.*", "decp/schema/**/*.*"),
    "place": ("place/html/*.html",),
    "buyer-profile": ("buyer_profiles/**/*.htm*",),
    "marches-conclus": ("marches_conclus/*.csv",),
    "jorf": ("legal/jorf/*.xml", "legal/jo_pdf/*.pdf"),
    "bodacc": ("legal/bodacc/**/*.xml",),
}
"""The publishers' files; ``zones-notaires`` has none of the real ones."""

Documents = Iterator[tuple[str, bytes]]


def documents(source: str) -> Documents:
    """Name and bytes of each document of a source, in order; a record of an export is a document."""
    if source == "boamp":
        yield from _records()
    for pattern in FOLDERS[source]:
        for path in sorted(REAL.glob(pattern)):
            yield path.name, path.read_bytes()


def _records() -> Documents:
    for number, line in enumerate((REAL / "boamp/ods/records.jsonl").read_bytes().splitlines(), start=1):
        yield f"record-{number}.json", line
    light = REAL / "boamp/ods/light_records_10000.json.gz"
    yield light.stem, gzip.decompress(light.read_bytes())
