"""Rectangles around communes: ADMIN EXPRESS 2017 (IGN), by the npm package @etalab/fr-bounding-boxes.

Data Licence Ouverte 2.0. A code of 2017 that stands for a larger commune today has the rectangle of its seat
at the time.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import NamedTuple

from tools.cog.editions import BOXES

MARGIN = 0.01
"""Degrees (about a kilometre) that a point may lie outside: the boundaries are those of 2017, generalised."""


class Box(NamedTuple):
    """Degrees, WGS 84."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies inside, or less than the margin outside."""
        return (
            self.south - MARGIN <= latitude <= self.north + MARGIN
            and self.west - MARGIN <= longitude <= self.east + MARGIN
        )

    def centre(self) -> tuple[str, str]:
        """Latitude and longitude of the middle, to four decimals (about ten metres)."""
        return f"{(self.south + self.north) / 2:.4f}", f"{(self.west + self.east) / 2:.4f}"


def read_boxes(folder: Path) -> dict[str, Box]:
    """The rectangle of each commune of 2017 by INSEE code; the collectivities overseas are not in it."""
    name, _, version = BOXES.rpartition("@")
    stem = name.removeprefix("@").replace("/", "-")
    with tarfile.open(folder / f"{stem}-{version}.tgz") as archive:
        handle = archive.extractfile("package/dist/communes.json")
        if handle is None:
            raise FileNotFoundError("communes.json")
        entries = json.load(handle)
    return {each["id"].rpartition(":")[2]: Box(*each["bbox"]) for each in entries}
