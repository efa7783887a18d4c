"""The archive in a bucket: a server that speaks S3, in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import httpx
import obstore
import pytest
from obstore.store import S3Store

from core.errors import ArchiveDown, CorruptDocument, InputError
from core.storage.blobs import FolderBlobs, open_blobs
from core.storage.bucket import BucketBlobs
from core.storage.digests import digest, place
from tests.core.storage.test_blobs import ABC

KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of a moto server with a bucket."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = one.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _make_bucket(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _make_bucket(address: str) -> None:
    for _ in range(300):
        try:
            httpx.put(f"{address}/veille").raise_for_status()
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError("moto does not start")


@pytest.fixture
def bucket(s3: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> BucketBlobs:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    opened = open_blobs(f"s3://veille/{abs(hash(request.node.name))}?endpoint={s3}&region=eu-west-3")
    assert isinstance(opened, BucketBlobs)
    return opened


@pytest.fixture
def store(bucket: BucketBlobs) -> S3Store:
    return bucket._store


def test_what_is_put_is_got(bucket: BucketBlobs) -> None:
    for data in (b"", b"abc", bytes(range(256)) * 40_000):
        sha256 = bucket.put(data)
        assert sha256 == digest(data)
        assert bucket.exists(sha256)
        assert bucket.get(sha256) == data
    assert ABC in set(bucket.names())


def test_bytes_that_are_there_are_not_written_again(bucket: BucketBlobs, store: S3Store) -> None:
    bucket.put(b"abc")
    before = obstore.head(store, place(ABC))["last_modified"]
    time.sleep(1.1)
    assert bucket.put(b"abc") == ABC
    assert obstore.head(store, place(ABC))["last_modified"] == before


def test_many_writers_of_the_same_bytes(bucket: BucketBlobs) -> None:
    writers = [threading.Thread(target=bucket.put, args=(b"same",)) for _ in range(8)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert list(bucket.names()) == [digest(b"same")]


def test_absent_and_damaged(bucket: BucketBlobs, store: S3Store) -> None:
    assert not bucket.exists(ABC)
    with pytest.raises(KeyError):
        bucket.get(ABC)
    obstore.put(store, place(ABC), b"other")
    with pytest.raises(CorruptDocument, match=ABC):
        bucket.get(ABC)
    with pytest.raises(ValueError, match="SHA-256"):
        bucket.exists("../../etc/passwd")


def test_a_bucket_that_is_not_there_has_a_name(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ArchiveDown):
        open_blobs(f"s3://nowhere?endpoint={s3}").put(b"abc")


@pytest.mark.parametrize("address", ["s3://", "s3://bucket?endpiont=http://x"])
def test_a_wrong_address_says_what_is_right(address: str) -> None:
    with pytest.raises(InputError) as raised:
        open_blobs(address)
    assert "s3://BUCKET" in raised.value.hint


def test_an_archive_is_copied_from_a_folder_and_the_copy_goes_on(
    bucket: BucketBlobs, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from console.cli.blobs import copied  # noqa: PLC0415 - the only test here of a command

    folder = tmp_path_factory.mktemp("blobs")
    source = FolderBlobs(folder)
    names = {source.put(str(n).encode()) for n in range(40)}
    torn = min(names)
    (folder / place(torn)).write_bytes(b"torn")
    assert copied(source, bucket) == {"copied": 39, "damaged": 1}
    assert set(bucket.names()) == names - {torn}
    source_again = FolderBlobs(folder)
    source_again.put(b"new")
    assert copied(source_again, bucket) == {"copied": 1, "there": 39, "damaged": 1}
    assert bucket.get(digest(b"7")) == b"7"
