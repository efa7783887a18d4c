"""Write what each fixture must give: ``make golden``, then read the diff.

A case is a folder ``fixtures/<source>/<case>`` with ``input.*``, ``meta.toml`` and, for a document that is
read, ``expected.json``: the rows after normalisation, without what depends on the clock. A case that a
correction wrote also names in ``meta.toml`` the values that a person typed: those are held whatever is
regenerated.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.exports.golden import dump, golden
from core.errors import DocumentError
from crawlers import source
from extractors.archive import members
from extractors.sniff import media_of

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@dataclass(frozen=True)
class Case:
    """One folder of fixtures."""

    folder: Path
    meta: dict[str, Any]

    @property
    def source(self) -> str:
        """The source is the name of the folder above."""
        return self.folder.parent.name

    @property
    def name(self) -> str:
        """``boamp/nominal``."""
        return f"{self.source}/{self.folder.name}"

    @property
    def input(self) -> Path:
        """The document."""
        return next(self.folder.glob("input.*"))

    @property
    def expected(self) -> Path:
        """Where the rows are kept."""
        return self.folder / "expected.json"

    @property
    def is_document(self) -> bool:
        """Whether the case is read for rows; a listing is read by ``discover``."""
        return str(self.meta.get("kind", "document")) == "document"


def cases() -> Iterator[Case]:
    """Every case, by source and name."""
    for meta in sorted(FIXTURES.glob("*/*/meta.toml")):
        yield Case(meta.parent, tomllib.loads(meta.read_text()))


def outcome(case: Case) -> dict[str, Any]:
    """What a document gives: rows, refusals and unmapped paths, or the code of a named error."""
    try:
        return golden(source(case.source), _documents(case), case.meta["url"])
    except DocumentError as error:
        return {"error": error.code}


def _documents(case: Case) -> Iterator[tuple[str, bytes]]:
    data = case.input.read_bytes()
    if media_of(data, case.input.name) == "archive":
        yield from members(data, case.input.name)
    else:
        yield case.input.name, data


def main() -> int:
    """Rewrite every ``expected.json``; the names of those that changed are printed."""
    for case in cases():
        if not case.is_document:
            continue
        found = dump(outcome(case))
        if not case.expected.exists() or case.expected.read_bytes() != found:
            case.expected.write_bytes(found)
            print(case.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
