"""The archive: bytes kept under their SHA-256, for ever but where the law erases them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from core.errors import CorruptDocument, InputError
from core.storage.digests import digest, is_digest, place


class Blobs(Protocol):
    """Keeps bytes under their SHA-256 (64 hex digits)."""

    def put(self, data: bytes) -> str:
        """Keep bytes, once however often they come, and return their SHA-256."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes.

        Raises:
            KeyError: they are not in the archive.
            CorruptDocument: the archive has other bytes under that name.
        """
        ...

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are in the archive."""
        ...

    def erase(self, sha256: str) -> None:
        """Keep the bytes no longer; nothing where they are not there."""
        ...

    def names(self) -> Iterator[str]:
        """The SHA-256 of everything in the archive, in no order."""
        ...


class FolderBlobs:
    """The archive in a folder, as ``ab/cd/abcd…``: a file is complete or is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """See :class:`Blobs`; the bytes have reached the disk on return."""
        sha256 = digest(data)
        path = self._path(sha256)
        if not (path.exists() and path.stat().st_size == len(data)):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """See :class:`Blobs`."""
        try:
            data = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise KeyError(sha256) from None
        if digest(data) != sha256:
            raise CorruptDocument(
                f"the archive holds other bytes under {sha256}", hint="Restore it from a backup."
            )
        return data

    def exists(self, sha256: str) -> bool:
        """See :class:`Blobs`."""
        return self._path(sha256).exists()

    def erase(self, sha256: str) -> None:
        """See :class:`Blobs`."""
        path = self._path(sha256)
        if path.exists():
            path.unlink()
            _sync_folder(path.parent)

    def names(self) -> Iterator[str]:
        """See :class:`Blobs`."""
        return (path.name for path in self._folder.glob("??/??/*") if is_digest(path.name))

    def _path(self, sha256: str) -> Path:
        return self._folder / place(sha256)


def open_blobs(address: str) -> Blobs:
    """The archive at an address: a folder, as a path or a ``file:`` URL, or a bucket, ``s3://bucket/prefix``.

    Raises:
        InputError: the address is of a kind that is not supported.
    """
    parts = urlsplit(address)
    if parts.scheme in ("", "file"):
        return FolderBlobs(Path(unquote(parts.path) if parts.scheme else address))
    if parts.scheme == "s3":
        from core.storage.bucket import open_bucket  # noqa: PLC0415 - its library is for those who need it

        return open_bucket(address)
    raise InputError(
        f"the archive cannot be opened: {parts.scheme}: addresses are not supported",
        hint="Set VEILLE_BLOBS_URL to a folder or to s3://BUCKET/PREFIX, or leave it out.",
    )


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside and rename, so that a crash leaves the old state or the new one."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).rename(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
