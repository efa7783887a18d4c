from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import (
    CorruptDocument,
    DocumentError,
    EmptyDocument,
    HostileDocument,
    LimitExceeded,
    WrongFormat,
)
from extractors.archive import members


def tarred(files: dict[str, bytes], **attributes: object) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            for attribute, value in attributes.items():
                setattr(info, attribute, value)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


FILES = {"20260101/a.xml": b"<a/>", "b.xml": b"<b/>" * 1000, "empty.txt": b""}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (tarred(FILES), "x.tar"),
        (gzip.compress(tarred(FILES)), "x.tar.gz"),
        (gzip.compress(tarred(FILES)), "x.taz"),
        (zipped(FILES), "x.zip"),
    ],
)
def test_files_come_in_order(data: bytes, name: str) -> None:
    assert list(members(data, name)) == list(FILES.items())


def test_compressed_single_file_loses_its_ending() -> None:
    assert list(members(gzip.compress(b"<a/>"), "26-1.xml.gz")) == [("26-1.xml", b"<a/>")]
    assert list(members(gzip.compress(b"<a/>"), "download")) == [("download", b"<a/>")]


def test_gzip_of_several_members() -> None:
    assert list(members(gzip.compress(b"a") + gzip.compress(b"b"), "x.gz")) == [("x", b"ab")]


def test_archive_in_an_archive() -> None:
    inner = gzip.compress(tarred({"PCL.xml": b"<pcl/>"}))
    assert list(members(tarred({"PCL.taz": inner}), "BODACC_2008.tar")) == [("PCL.taz/PCL.xml", b"<pcl/>")]


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "C:\\x", "..\\x"])
@pytest.mark.parametrize("make", [tarred, zipped])
def test_paths_that_leave_the_archive(name: str, make: object) -> None:
    with pytest.raises(HostileDocument, match="path"):
        list(members(make({name: b"x"}), "x"))  # type: ignore[operator]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_tar(kind: bytes) -> None:
    with pytest.raises(HostileDocument, match="link"):
        list(members(tarred({"a": b""}, type=kind, linkname="/etc/passwd"), "x.tar"))


def test_links_in_zip() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("a")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(HostileDocument, match="link"):
        list(members(buffer.getvalue(), "x.zip"))


def test_a_zip_whose_directory_points_before_its_start() -> None:
    data = bytearray(zipped({"a": b"1"}))
    place = data.rindex(b"PK\5\6") + 16
    data[place : place + 4] = (int.from_bytes(data[place : place + 4], "little") + 5).to_bytes(4, "little")
    with pytest.raises(CorruptDocument, match="damaged"):
        list(members(bytes(data), "x.zip"))


def test_folders_are_no_files() -> None:
    assert list(members(tarred({"a": b""}, type=tarfile.DIRTYPE), "x.tar")) == []
    assert list(members(zipped({"a/": b"", "a/b": b"1"}), "x.zip")) == [("a/b", b"1")]


BOMB = b"\0" * 20_000_000


@pytest.mark.parametrize(
    "data",
    [gzip.compress(BOMB), zipped({"a": BOMB}), tarred({"a": gzip.compress(BOMB)})],
    ids=["gz", "zip", "tar"],
)
def test_bombs(data: bytes) -> None:
    with pytest.raises(HostileDocument, match="inflates"):
        list(members(data, "x"))


def test_too_many_files_and_too_large_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.archive.MAX_FILES", 2)
    with pytest.raises(LimitExceeded, match="files"):
        list(members(tarred(FILES), "x.tar"))
    monkeypatch.setattr("extractors.archive.MAX_MEMBER", 3)
    with pytest.raises(LimitExceeded, match="bytes"):
        list(members(zipped(FILES), "x.zip"))


def test_nested_too_deep() -> None:
    data = tarred({"a": b"x"})
    for _ in range(4):
        data = tarred({"a": data})
    with pytest.raises(LimitExceeded, match="nested"):
        list(members(data, "x.tar"))


@pytest.mark.parametrize(
    "make", [lambda: tarred(FILES), lambda: gzip.compress(tarred(FILES)), lambda: zipped(FILES)]
)
@pytest.mark.parametrize("part", [0.2, 0.5])
def test_cut(make: object, part: float) -> None:
    data = make()  # type: ignore[operator]
    with pytest.raises(CorruptDocument):
        list(members(data[: int(len(data) * part)], "x"))


def test_tar_cut_between_two_files() -> None:
    data = tarred({"a": b"x" * 512, "b": b"y"})
    with pytest.raises(CorruptDocument, match="end mark"):
        list(members(data[:1024], "x.tar"))


def test_damaged_zip() -> None:
    data = bytearray(zipped({"a": bytes(range(256)) * 10}))
    data[40] ^= 0xFF
    with pytest.raises(CorruptDocument):
        list(members(bytes(data), "x.zip"))


def test_encrypted_zip() -> None:
    data = bytearray(zipped({"a": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DocumentError, match="encrypted"):
        list(members(bytes(data), "x.zip"))


def test_no_archive() -> None:
    with pytest.raises(EmptyDocument):
        list(members(b"", "x.zip"))
    with pytest.raises(WrongFormat):
        list(members(b"<html>", "x.zip"))


@given(st.binary(max_size=200), st.integers(0, 2000), st.sampled_from([tarred(FILES), zipped(FILES)]))
def test_any_damage_has_a_name(noise: bytes, position: int, data: bytes) -> None:
    for document in (
        data[:position] + noise + data[position + len(noise) :],
        b"\x1f\x8b" + noise,
        b"PK\3\4" + noise,
    ):
        with suppress(DocumentError):
            list(members(document, "x"))
