"""Reads real notices of TED the way the pipeline does."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from core.errors import DocumentError
from core.model.reading import Extraction
from core.model.record import Record
from crawlers.procurement.ted import SOURCE
from normalizers.normalise import normalise
from workers.extraction import read_here

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "ted"
ABSENT = "the real notices are not beside this checkout"
_READ_AT = datetime(2026, 3, 31, 12, tzinfo=UTC)


@cache
def outcome(path: Path) -> Extraction | str:
    """What the source reads in a file, or the code of the error it names."""
    try:
        return read_here(SOURCE, path.read_bytes(), name=path.name)
    except DocumentError as error:
        return error.code


@cache
def records(path: Path) -> tuple[Record, ...]:
    """The normalised rows of a file; none where it is refused."""
    found = outcome(path)
    readings = () if isinstance(found, str) else found.readings
    return tuple(normalise(each, sha256="0" * 64, url="", read_at=_READ_AT) for each in readings)


def rows(path: Path, dataset: str) -> list[dict[str, Any]]:
    """The values of the rows of a dataset."""
    return [dict(record.values) for record in records(path) if record.dataset == dataset]


def notice(path: Path) -> dict[str, Any]:
    """The values of the one row of avis-marches."""
    (row,) = rows(path, "avis-marches")
    return row


def tree(path: Path) -> Any:
    """The document as lxml reads it, without comments."""
    return etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot()


def named(path: str) -> str:
    """An XPath over local names: ``A/B/@C`` finds them whatever their namespace."""
    steps = [
        step if step.startswith("@") or step in ("", ".", "*") else f"*[local-name()='{step}']"
        for step in path.split("/")
    ]
    return "/".join(steps)


def folded(text: str | None) -> str:
    """Letters and figures alone: the normalizer collapses blanks and repairs control characters."""
    return "".join(char for char in (text or "") if char.isalnum())


def differences(checks: dict[str, list[tuple[str, Any, Any]]]) -> dict[str, float]:
    """The share of agreeing checks by column; what disagrees is printed for whoever reads the failure."""
    shares = {}
    for column, found in sorted(checks.items()):
        wrong = [each for each in found if each[1] != each[2]]
        shares[column] = 1 - len(wrong) / len(found)
        for where, expected, read in wrong[:10]:
            print(f"{column} {where}: expected {expected!r}, read {read!r}")
    return shares
