"""Coordinates of the seats of communes: GeoNames, CC BY 4.0, places of at least 500 inhabitants.

Only a record that carries the INSEE code of its commune (admin4) is used, so nothing is matched by name.
"""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from tools.cog.editions import COORDINATES

_FRENCH = {"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC"}
_ORDER = {"PPLC": 0, "PPLA": 1, "PPLA2": 2, "PPLA3": 3, "PPLA4": 4, "PPLA5": 5, "PPL": 6}


def by_commune(folder: Path) -> dict[str, tuple[str, str]]:
    """INSEE code to latitude and longitude (WGS 84, degrees) of the commune's first place."""
    best: dict[str, tuple[int, int, tuple[str, str]]] = {}
    for fields in _records(folder):
        code, feature = fields[13], fields[7]
        if fields[8] not in _FRENCH or not code or feature not in _ORDER:
            continue
        candidate = (_ORDER[feature], -int(fields[14] or 0), (fields[4], fields[5]))
        best[code] = min(best.get(code, candidate), candidate)
    return {code: point for code, (_, _, point) in best.items()}


def _records(folder: Path) -> list[list[str]]:
    name, _, version = COORDINATES.rpartition("@")
    with tarfile.open(folder / f"{name}-{version}.tgz") as archive:
        handle = archive.extractfile("package/dist/cities500.txt")
        if handle is None:
            raise FileNotFoundError("cities500.txt")
        text = io.TextIOWrapper(handle, encoding="utf-8")
        lines = [line.rstrip("\n").split("\t") for line in text]
    return [fields for fields in lines if len(fields) >= 19]
