from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import CorruptDocument, InputError
from core.storage.blobs import FolderBlobs, open_blobs
from core.storage.digests import digest

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.binary(max_size=2000))
def test_what_is_put_is_got(tmp_path: Path, data: bytes) -> None:
    blobs = open_blobs(str(tmp_path))
    sha256 = blobs.put(data)
    assert sha256 == digest(data)
    assert blobs.exists(sha256)
    assert blobs.get(sha256) == data


def test_layout_and_putting_twice(tmp_path: Path) -> None:
    blobs = open_blobs(f"file://{tmp_path}/new")
    assert blobs.put(b"abc") == blobs.put(b"abc") == ABC
    assert files(tmp_path / "new") == [f"ba/78/{ABC}"]


def test_absent(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    assert not blobs.exists(ABC)
    with pytest.raises(KeyError):
        blobs.get(ABC)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", ABC.upper(), ABC + "\n", ABC[:-1]])
def test_only_digests_are_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        FolderBlobs(tmp_path).exists(name)


def test_damage_is_noticed_and_a_torn_file_is_replaced(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    path = tmp_path / "ba" / "78" / blobs.put(b"abc")
    path.write_bytes(b"ab")
    with pytest.raises(CorruptDocument):
        blobs.get(ABC)
    blobs.put(b"abc")
    assert blobs.get(ABC) == b"abc"


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        FolderBlobs(tmp_path).put(b"abc")
    assert files(tmp_path) == []


def test_other_stores_are_named() -> None:
    with pytest.raises(InputError, match="ftp"):
        open_blobs("ftp://bucket/veille")
