"""Where a commune is put: the seat where it is sure, else the middle of its rectangle."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from tools.cog.boxes import Box, read_boxes
from tools.cog.coordinates import by_commune
from tools.cog.editions import BOXES, COORDINATES, Edition

BOX = Box(2.0, 48.0, 2.2, 48.1)


def pack(path: Path, name: str, data: bytes) -> None:
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))


def spot(name: str, code: str, latitude: str, longitude: str) -> str:
    fields = [""] * 19
    fields[1] = fields[2] = name
    fields[4], fields[5], fields[7], fields[8], fields[11], fields[13] = (
        latitude, longitude, "PPL", "FR", code[:2], code,
    )  # fmt: skip
    return "\t".join(fields)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    spots = [spot("Aville", "91001", "48.01", "2.01"), spot("Bville", "91002", "45.0", "5.0")]
    cities, _, version = COORDINATES.rpartition("@")
    pack(tmp_path / f"{cities}-{version}.tgz", "package/dist/cities500.txt", "\n".join(spots).encode())
    boxes, _, version = BOXES.removeprefix("@").replace("/", "-").rpartition("@")
    data = [{"id": f"fr:commune:{code}", "bbox": list(BOX)} for code in ("91001", "91002", "91003")]
    pack(tmp_path / f"{boxes}-{version}.tgz", "package/dist/communes.json", json.dumps(data).encode())
    return tmp_path


def test_the_seat_then_the_middle_then_nothing(folder: Path) -> None:
    names = {"91001": "Aville", "91002": "Bville", "91003": "Cville", "91004": "Dville"}
    communes = [
        {"code": code, "nom": name, "type": "commune-actuelle", "departement": "91"}
        for code, name in names.items()
    ]
    states = [(code, name, "1943-01-01", "") for code, name in names.items()]
    points = by_commune(folder, Edition(2026, communes, [], [], [], []), states, read_boxes(folder))
    middle = ("48.0500", "2.1000")
    assert points == {"91001": ("48.01", "2.01"), "91002": middle, "91003": middle}


def test_a_point_a_little_outside_is_believed() -> None:
    assert BOX.holds(48.105, 2.1)
    assert not BOX.holds(48.2, 2.1)
