"""The key that signs results: whoever has the public one can tell that a result is ours and unchanged."""

from __future__ import annotations

import base64
import os
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.errors import InputError
from core.settings import Settings

_SEED_BYTES = 32


def signing_key(settings: Settings) -> Ed25519PrivateKey:
    """The key of the installation; the first use makes one under its home, readable by its owner alone.

    Raises:
        InputError: the setting is no seed of 32 bytes in base64.
    """
    if settings.signing_key is not None:
        return _key(settings.signing_key.get_secret_value().encode())
    path = settings.home / "signing.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process made it meanwhile
            return _key(path.read_bytes())
        with os.fdopen(made, "wb") as out:
            out.write(base64.b64encode(os.urandom(_SEED_BYTES)))
    return _key(path.read_bytes())


def _key(encoded: bytes) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(encoded.strip(), validate=True))
    except ValueError as error:
        raise InputError("the signing key is no seed of 32 bytes in base64") from error


def signed(result: dict[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """The result with its signature (Ed25519 over its JSON with sorted keys) and the public key."""
    public = key.public_key().public_bytes_raw()
    return result | {
        "signature": base64.b64encode(key.sign(_canonical(result))).decode(),
        "cle_publique": base64.b64encode(public).decode(),
    }


def verify(result: dict[str, Any]) -> None:
    """Check a result against its own public key.

    Raises:
        cryptography.exceptions.InvalidSignature: the result was changed.
    """
    bare = {name: value for name, value in result.items() if name not in ("signature", "cle_publique")}
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(result["cle_publique"]))
    public.verify(base64.b64decode(result["signature"]), _canonical(bare))


def _canonical(result: dict[str, Any]) -> bytes:
    return orjson.dumps(result, option=orjson.OPT_SORT_KEYS)
