"""Every real file of a text format gives a tree or a table whose places are unique."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from core.model.document import Document
from extractors.archive import members
from extractors.html_tree import LINKS
from extractors.parse import parse
from extractors.sniff import media_of

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
SAMPLE = 8
"""One file in so many of the large folders: enough to see a format break, quick enough for every run."""

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the folder of real files is not beside the checkout"
)


def files(pattern: str, step: int = SAMPLE) -> Iterator[Path]:
    return islice(sorted(REAL.rglob(pattern)), 0, None, step)


def parsed(path: Path) -> Document:
    data = path.read_bytes()
    return parse(data, name=path.name, media=media_of(data, path.name))


def require_unique_places(document: Document) -> None:
    assert document.tree is not None
    parts = [child for child in document.tree.children if child.name != LINKS]
    places = [node.path for child in parts for node in child.walk()]
    assert places
    assert len(places) == len(set(places))


@pytest.mark.parametrize("pattern", ["*.json", "*.geojson", "*.xml", "*.html", "*.htm"])
def test_trees(pattern: str) -> None:
    for path in files(pattern):
        require_unique_places(parsed(path))


def test_json_lines() -> None:
    for path in files("*.jsonl", 1):
        document = parsed(path)
        assert document.media == "jsonl"
        require_unique_places(document)


def test_csv() -> None:
    for path in files("*.csv", 2):
        (table,) = parsed(path).tables
        widths = [len(row) for row in table.rows()]
        assert len(widths) > 1, path
        assert max(widths.count(width) for width in set(widths)) * 2 > len(widths), path


def test_pages_of_the_aggregator_are_utf16_with_a_stray_byte() -> None:
    for path in files("boamp/html/*.html", 20):
        document = parsed(path)
        assert document.warnings == ("a stray last byte is dropped",)
        assert document.tree is not None
        assert "\ufffd" not in document.tree.text
        assert "Avis N" in document.tree.text


def test_compressed_files_hold_what_gzip_says() -> None:
    for path in files("*.gz", 1):
        ((name, content),) = members(path.read_bytes(), path.name)
        assert name == path.stem
        assert content == gzip.decompress(path.read_bytes())


def test_names_of_pdf_files_that_lie() -> None:
    for path in files("*.pdf", 1):
        if path.parent.name != "hostile":
            assert media_of(path.read_bytes(), path.name) == "pdf"
