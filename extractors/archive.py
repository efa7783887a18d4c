"""The files inside an archive: tar, gzip, compress and zip, one in another as DILA delivers them."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from core.errors import (
    CorruptDocument,
    DocumentError,
    EmptyDocument,
    HostileDocument,
    LimitExceeded,
    WrongFormat,
)
from extractors import lzw
from extractors.sniff import is_archive, is_tar

MAX_FILES = 200_000
MAX_BYTES = 4_000_000_000
MAX_MEMBER = 500_000_000
MAX_RATIO = 100
MAX_DEPTH = 3
RATIO_APPLIES_FROM = 10_000_000
"""Below this size a high ratio is what repetitive XML honestly has, and does no harm."""

CHUNK = 1 << 20

_COMPRESSED = frozenset({".gz", ".z", ".tgz", ".taz"})


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The files inside an archive, in its order: name and bytes.

    An archive in the archive is opened too, its files named ``outer.taz/inner.xml``. A compressed single file
    is an archive of one. Errors may come after the first files were yielded; take nothing then.

    Raises:
        EmptyDocument: there are no bytes.
        WrongFormat: the bytes are no archive.
        CorruptDocument: the archive is cut or damaged.
        HostileDocument: it holds a link, a device, or a path that leaves it; or it inflates more than 100:1.
        LimitExceeded: too many files, too many bytes, archives nested too deep.
        DocumentError: a password is needed.
    """
    if not data:
        raise EmptyDocument(f"{name} is empty")
    if not is_archive(data):
        raise WrongFormat(f"{name} is no archive")
    yield from _open(data, name, _Meter(len(data)), 1)


class _Meter:
    """Counts what comes out of an archive against what went in."""

    def __init__(self, packed: int) -> None:
        self._packed = packed
        self._bytes = 0
        self._files = 0

    def add(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MAX_BYTES:
            raise LimitExceeded(f"the archive holds more than {MAX_BYTES} bytes")
        if self._bytes > max(RATIO_APPLIES_FROM, MAX_RATIO * self._packed):
            raise HostileDocument(f"the archive inflates to more than {MAX_RATIO} times its size")

    def file(self, size: int) -> None:
        self._files += 1
        if self._files > MAX_FILES:
            raise LimitExceeded(f"the archive holds more than {MAX_FILES} files")
        if size > MAX_MEMBER:
            raise LimitExceeded(f"a file of the archive has more than {MAX_MEMBER} bytes")


def _open(data: bytes, name: str, meter: _Meter, depth: int) -> Iterator[tuple[str, bytes]]:
    if depth > MAX_DEPTH:
        raise LimitExceeded(f"{name}: archives are nested deeper than {MAX_DEPTH}")
    if data.startswith(b"PK"):
        yield from _inner(_zip_files(data, meter), meter, depth)
    elif is_tar(data):
        yield from _inner(_tar_files(data, meter), meter, depth)
    else:
        inflated = lzw.inflate(data, meter.add) if data.startswith(lzw.MAGIC) else _gunzip(data, meter)
        yield from _single(inflated, name, meter, depth)


def _inner(files: Iterator[tuple[str, bytes]], meter: _Meter, depth: int) -> Iterator[tuple[str, bytes]]:
    for name, content in files:
        if is_archive(content):
            inside = _open(content, name, meter, depth + 1)
            yield from ((f"{name}/{each}", body) for each, body in inside)
        else:
            yield name, content


def _single(data: bytes, name: str, meter: _Meter, depth: int) -> Iterator[tuple[str, bytes]]:
    """What a compressed file holds: the files of a tar, or itself under its name without the ending."""
    if is_tar(data):
        yield from _open(data, name, meter, depth)
    else:
        path = PurePosixPath(name)
        inner = path.stem if path.suffix.lower() in _COMPRESSED else path.name
        meter.file(len(data))
        yield from _inner(iter([(inner, data)]), meter, depth)


def _gunzip(data: bytes, meter: _Meter) -> bytes:
    """All members of a gzip file one after the other, as gzip does."""
    output = bytearray()
    rest = data
    while rest.startswith(b"\x1f\x8b"):
        inflater = zlib.decompressobj(wbits=31)
        try:
            while not inflater.eof and rest:
                chunk = inflater.decompress(rest, CHUNK)
                rest = inflater.unconsumed_tail
                meter.add(len(chunk))
                output += chunk
        except zlib.error as failure:
            raise CorruptDocument(f"the gzip file is damaged: {failure}") from failure
        if not inflater.eof:
            raise CorruptDocument("the gzip file is cut")
        rest = inflater.unused_data
    return bytes(output)


def _tar_files(data: bytes, meter: _Meter) -> Iterator[tuple[str, bytes]]:
    if data[-tarfile.BLOCKSIZE :].strip(b"\0"):
        raise CorruptDocument("the tar file is cut: its end mark is missing")
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for info in archive:
                if not info.isdir():
                    yield _tar_file(archive, info, meter)
    except tarfile.TarError as failure:
        raise CorruptDocument(f"the tar file is damaged: {failure}") from failure


def _tar_file(archive: tarfile.TarFile, info: tarfile.TarInfo, meter: _Meter) -> tuple[str, bytes]:
    if not info.isreg() or info.issparse():
        raise HostileDocument(f"the archive holds a link, a device or a sparse file: {info.name[:200]}")
    name = _safe(info.name)
    meter.file(info.size)
    content = archive.extractfile(info)
    data = content.read() if content else b""
    if len(data) != info.size:
        raise CorruptDocument(f"the tar file is cut inside {name}")
    return name, data


def _zip_files(data: bytes, meter: _Meter) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    yield _zip_file(archive, info, meter)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as failure:  # … a place before the file
        raise CorruptDocument(f"the zip file is damaged: {failure}") from failure
    except NotImplementedError as failure:
        raise WrongFormat(f"the zip file is packed in an unusual way: {failure}") from failure


def _zip_file(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: _Meter) -> tuple[str, bytes]:
    if stat.S_ISLNK(info.external_attr >> 16):
        raise HostileDocument(f"the archive holds a link: {info.filename[:200]}")
    if info.flag_bits & 0x1:
        raise DocumentError("the zip file is encrypted", hint="Ask for a copy without password.")
    name = _safe(info.filename)
    meter.file(info.file_size)
    output = bytearray()
    with archive.open(info) as content:
        while chunk := content.read(CHUNK):
            meter.add(len(chunk))
            output += chunk
    return name, bytes(output)


def _safe(name: str) -> str:
    """The name of a file inside an archive, refused if it points outside of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    has_drive = bool(path.parts) and path.parts[0].endswith(":")
    if path.is_absolute() or ".." in path.parts or has_drive:
        raise HostileDocument(f"the archive holds a path that leaves it: {name[:200]}")
    return str(path)
