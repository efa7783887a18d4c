"""The archive in a bucket of S3 or of a service that speaks like it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import S3Store

from core.errors import ArchiveDown, CorruptDocument, InputError
from core.storage.digests import digest, is_digest, place

_FORM = "Give s3://BUCKET/PREFIX, with ?endpoint=https://HOST&region=NAME where it is not Amazon's."
_FROM_ENVIRONMENT = {
    "access_key_id": "AWS_ACCESS_KEY_ID",
    "secret_access_key": "AWS_SECRET_ACCESS_KEY",
    "session_token": "AWS_SESSION_TOKEN",
}


class BucketBlobs:
    """The archive in a bucket, as ``PREFIX/ab/cd/abcd…``: an object is complete or is not there."""

    def __init__(self, store: S3Store) -> None:
        self._store = store

    def put(self, data: bytes) -> str:
        """See :class:`core.storage.blobs.Blobs`; created only where it is not, which the service checks."""
        sha256 = digest(data)
        with _named(), suppress(AlreadyExistsError):
            obstore.put(self._store, place(sha256), data, mode="create")
        return sha256

    def get(self, sha256: str) -> bytes:
        """See :class:`core.storage.blobs.Blobs`."""
        with _named():
            try:
                data = bytes(obstore.get(self._store, place(sha256)).bytes())
            except (NotFoundError, FileNotFoundError):
                raise KeyError(sha256) from None
        if digest(data) != sha256:
            raise CorruptDocument(
                f"the archive holds other bytes under {sha256}", hint="Restore it from a backup."
            )
        return data

    def exists(self, sha256: str) -> bool:
        """See :class:`core.storage.blobs.Blobs`."""
        with _named():
            try:
                obstore.head(self._store, place(sha256))
            except (NotFoundError, FileNotFoundError):
                return False
        return True

    def erase(self, sha256: str) -> None:
        """See :class:`core.storage.blobs.Blobs`; a bucket with versions keeps the former one."""
        with _named(), suppress(NotFoundError, FileNotFoundError):
            obstore.delete(self._store, place(sha256))

    def names(self) -> Iterator[str]:
        """See :class:`core.storage.blobs.Blobs`."""
        with _named():
            for some in obstore.list(self._store):
                yield from (name for each in some if is_digest(name := each["path"].rpartition("/")[2]))


def open_bucket(address: str) -> BucketBlobs:
    """The archive at ``s3://bucket/prefix``; the keys are those of the environment, ``AWS_…``.

    Raises:
        InputError: the address is wrong.
    """
    parts = urlsplit(address)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if not parts.netloc or set(asked) - {"endpoint", "region"}:
        raise InputError("the archive cannot be opened: its address is wrong", hint=_FORM)
    config: Any = {"bucket": parts.netloc, "region": asked.get("region", "us-east-1")}
    config |= {key: os.environ[name] for key, name in _FROM_ENVIRONMENT.items() if name in os.environ}
    if endpoint := asked.get("endpoint"):
        config |= {"endpoint": endpoint, "virtual_hosted_style_request": False}
    options: Any = {"allow_http": (endpoint or "").startswith("http://"), "timeout": "60s"}
    retries: Any = {"max_retries": 4}
    prefix = parts.path.strip("/") or None
    try:
        return BucketBlobs(
            S3Store(config=config, prefix=prefix, client_options=options, retry_config=retries)
        )
    except BaseError as error:
        raise InputError(f"the archive cannot be opened: {_first_line(error)}", hint=_FORM) from error


@contextmanager
def _named() -> Iterator[None]:
    """Whatever the service refuses has one name, and one line of its words."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise ArchiveDown(f"the bucket of the archive: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:300]
